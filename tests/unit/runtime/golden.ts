import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ModelCard } from '../../../src/runtime/card.ts';
import type { Picture } from '../../../src/runtime/engine.ts';
import { readCard } from '../../../src/runtime/model-files.ts';
import {
  bakeWorld,
  noiseOf,
  noiseSeedOf,
  renderFrame,
  sampleTrainingViews,
} from '../../../src/world/index.ts';
import { HEIGHT, WIDTH } from '../../../training/render/truth.ts';

/** One frame with the outputs that PyTorch computed from the weights as shipped. */
export interface GoldenCase {
  readonly picture: Extract<Picture, { rgba: Uint8ClampedArray }>;
  /** The anchors that were written down, and for each its logits (5) and offsets (4). */
  readonly anchors: readonly number[];
  readonly logits: readonly (readonly number[])[];
  readonly offsets: readonly (readonly number[])[];
}

interface GoldenFile {
  readonly cases: readonly (Omit<GoldenCase, 'picture'> & {
    readonly world: number;
    readonly view: number;
    readonly rgbSha256: string;
  })[];
}

const SHIPPED = 'public/models';

/** Folder that holds the models; another one for trials. */
export const MODELS = process.env['MODELS'] ?? SHIPPED;

/** Whether the models are those of a trial, after a few steps of training, and not those that are shipped. */
export const ARE_TRIALS = resolve(MODELS) !== resolve(SHIPPED);

/** Returns the names of the detectors that are there. */
export function shippedDetectors(): string[] {
  return shippedModels('object detection');
}

/** Returns the names of the classifiers that are there. */
export function shippedClassifiers(): string[] {
  return shippedModels('image classification');
}

function shippedModels(task: ModelCard['task']): string[] {
  return (existsSync(MODELS) ? readdirSync(MODELS) : []).filter(
    (name) =>
      ['card.json', 'golden.json'].every((file) => existsSync(join(MODELS, name, file))) &&
      readCard(readModelFile(`${name}/card.json`)).task === task,
  );
}

/** Reads a file of a model for `detectInNode`. */
export function readModelFile(path: string): Uint8Array {
  return readFileSync(join(MODELS, path));
}

/** Returns the golden cases of a model, their frames rendered anew and compared by fingerprint. */
export function goldenCases(model: string): GoldenCase[] {
  const file = JSON.parse(readFileSync(join(MODELS, model, 'golden.json'), 'utf8')) as GoldenFile;
  return file.cases.map(({ world: seed, view, rgbSha256, anchors, logits, offsets }) => {
    const { world, cameras } = sampleTrainingViews(seed, view + 1);
    const camera = cameras[view];
    if (!camera) throw new Error(`World ${seed} has no view ${view}.`);
    const { width, height, rgba } = renderFrame(bakeWorld(world), camera, {
      width: WIDTH,
      height: HEIGHT,
      samples: 2,
      noise: noiseOf(seed),
      noiseSeed: noiseSeedOf(seed, view),
    });
    const rgb = rgba.filter((_, index) => index % 4 !== 3);
    const fingerprint = createHash('sha256').update(rgb).digest('hex');
    if (fingerprint !== rgbSha256) throw new Error(`The frame of world ${seed} is another one.`);
    return { picture: { width, height, rgba }, anchors, logits, offsets };
  });
}

/** Largest |a − b| / max(1, |b|) over pairs; the contract allows 1e-3. */
export function worstDifference(pairs: Iterable<readonly [number, number]>): number {
  let worst = 0;
  for (const [a, b] of pairs) {
    const difference = Math.abs(a - b) / Math.max(1, Math.abs(b));
    // Not `Math.max`: NaN must not pass.
    if (!(difference <= worst)) worst = difference;
  }
  return worst;
}
