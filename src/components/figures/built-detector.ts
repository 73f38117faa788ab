import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startNodeBackend } from '../../runtime/node.ts';

// Here, before anybody can ask for a model: parts of a page are rendered side by side, and while one
// waits for a backend to start, TF.js computes nothing for the others. It is ten times the speed of
// plain JavaScript.
await startNodeBackend('wasm');

/** Returns the folder where the models lie while pages are built; an early export can stand in while one is trained. */
export function modelFolder(): string {
  return process.env['RECEPTIVE_MODEL_DIR'] ?? join(process.cwd(), 'public', 'models');
}

/** Returns the bytes of a file of a model, such as `detector/weights.bin`, for the runtime in Node; throws without it. */
export function modelFile(path: string): Uint8Array {
  return readFileSync(join(modelFolder(), path));
}

/** Whether there is a detector: sites are built without one too. */
export function hasDetector(): boolean {
  return existsSync(join(modelFolder(), 'detector', 'card.json'));
}

/** Returns the detector with its size, for a button: `detector, 140 kB of weights`. */
export function detectorLabel(): string {
  return modelLabel('detector');
}

/** Returns a model with the size of its weights, in kB (1,000 bytes) compressed as on its card; throws without them. */
export function modelLabel(name: string): string {
  const bytes = gzipSync(modelFile(`${name}/weights.bin`), { level: 9 }).length;
  return `${name}, ${Math.ceil(bytes / 1000)} kB of weights`;
}
