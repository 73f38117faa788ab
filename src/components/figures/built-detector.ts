import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
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

/** Returns the detector with its size as fetched, for a button: `detector, 180 kB`. */
export function detectorLabel(): string {
  return modelLabel('detector');
}

/** Returns a model with its size as fetched, for a button. */
export function modelLabel(name: string): string {
  const bytes = ['card.json', 'weights.bin']
    .map((file) => join(modelFolder(), name, file))
    .reduce((sum, path) => sum + statSync(path).size, 0);
  return `${name}, ${Math.round(bytes / 1000)} kB`;
}
