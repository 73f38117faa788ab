import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startNodeBackend } from '../../runtime/node.ts';

// Here, before anybody can ask for a model: parts of a page are rendered side by side, and while one
// waits for a backend to start, TF.js computes nothing for the others. It is ten times the speed of
// plain JavaScript.
await startNodeBackend('wasm');

/** Where the models lie while pages are built; an early export can stand in while one is trained. */
export function modelFolder(): string {
  return process.env['RECEPTIVE_MODEL_DIR'] ?? join(process.cwd(), 'public', 'models');
}

/** Returns the bytes of a file of a model, such as `detector/weights.bin`, for the runtime in Node. */
export function modelFile(path: string): Uint8Array {
  return readFileSync(join(modelFolder(), path));
}

/** Whether the detector's weights are there. */
export function hasDetector(): boolean {
  return existsSync(join(modelFolder(), 'detector', 'card.json'));
}

/** Returns the detector with its size, for a button: `detector, 140 kB of weights`. */
export function detectorLabel(): string {
  return modelLabel('detector');
}

/** Returns a model with the size of its weights, compressed as on its card, for a button. */
export function modelLabel(name: string): string {
  const bytes = gzipSync(modelFile(`${name}/weights.bin`), { level: 9 }).length;
  return `${name}, ${Math.ceil(bytes / 1000)} kB of weights`;
}
