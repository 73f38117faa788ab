import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folder that holds the models; another one for trials. */
export const MODELS = process.env['MODELS'] ?? 'public/models';

/** Side of what the classifier looks at, in pixels. */
export const CROP = { width: 64, height: 64 } as const;

/** What the detector looks at, in pixels. */
export const FRAME = { width: 256, height: 160 } as const;

/** A gradient as the figure on receptive fields asks for it: of the middle unit of a layer, on a frame. */
export const GRADIENT = {
  unit: { layer: 'block3.2.second' },
  size: { width: 192, height: 120 },
} as const;

/** Reads a file of a model. */
export function readModelFile(path: string): Uint8Array {
  return readFileSync(join(MODELS, path));
}

/** Whether the models that are measured are there; before the first training they are not. */
export function areModelsThere(): boolean {
  return ['detector', 'classifier'].every((name) => existsSync(join(MODELS, name, 'card.json')));
}
