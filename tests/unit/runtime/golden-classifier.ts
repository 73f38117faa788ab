import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bakeWorld, sampleTrainingViews } from '../../../src/world/index.ts';
import type { CropWindow } from '../../../training/classifier/crop-windows.ts';
import { CROP_SIDE, frameOf, shrunk } from '../../../training/classifier/crops.ts';
import { MODELS, worstDifference } from './golden.ts';

/** Some numbers of a tensor, by their place in its channels-last order. */
export interface Sample {
  readonly indices: readonly number[];
  readonly values: readonly number[];
}

/** The unit whose gradient was taken. */
export interface GoldenUnit {
  readonly layer: string;
  readonly row: number;
  readonly column: number;
  readonly channel: number;
}

interface Outputs {
  /** The class that the crop shows. */
  readonly class: number;
  readonly logits: readonly number[];
  readonly activation: { readonly layer: string } & Sample;
  /** Of the logit of `class` with respect to the input. */
  readonly logitGradient: Sample;
  /** Of a unit with respect to an input of `side` pixels, the crop with its pixels repeated. */
  readonly wideGradient: { readonly unit: GoldenUnit; readonly side: number } & Sample;
}

/** Pixels with their size; `data` holds RGBA. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** One crop with the outputs that PyTorch computed from the weights as shipped. */
export interface ClassifierCase extends Outputs {
  readonly picture: Pixels;
  readonly widePicture: Pixels;
}

/** The file as it is written; the tests of model folders check its shape. */
export interface ClassifierGoldenFile {
  readonly cases: readonly (Outputs & {
    readonly world: number;
    readonly view: number;
    readonly window: CropWindow;
    readonly rgbSha256: string;
  })[];
}

/** Returns the golden cases of a classifier, their crops rendered anew and compared by fingerprint. */
export function classifierCases(model: string): ClassifierCase[] {
  const path = join(MODELS, model, 'golden.json');
  const file = JSON.parse(readFileSync(path, 'utf8')) as ClassifierGoldenFile;
  return file.cases.map(({ world, view, window, rgbSha256, ...outputs }) => {
    const { world: street, cameras } = sampleTrainingViews(world, view + 1);
    const camera = cameras[view];
    if (!camera) throw new Error(`World ${world} has no view ${view}.`);
    const rgb = shrunk(frameOf(bakeWorld(street), camera, world, view), window);
    const fingerprint = createHash('sha256').update(rgb).digest('hex');
    if (fingerprint !== rgbSha256) throw new Error(`The crop of world ${world} is another one.`);
    const { side } = outputs.wideGradient;
    return { ...outputs, picture: enlarged(rgb, CROP_SIDE), widePicture: enlarged(rgb, side) };
  });
}

/** Returns a crop as RGBA with its pixels repeated to a side of `side`. */
function enlarged(rgb: Uint8Array, side: number): Pixels {
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const [row, column] = [y, x].map((place) => Math.floor((place * CROP_SIDE) / side));
      const source = ((row ?? 0) * CROP_SIDE + (column ?? 0)) * 3;
      data.set(rgb.subarray(source, source + 3), (y * side + x) * 4);
    }
  }
  return { width: side, height: side, data };
}

/**
 * The share of pairs within the contract's tolerance, for models after a few steps of training. A gradient jumps
 * where the input of a ReLU is a rounding error away from 0, and nobody can say which side is right. The samples of
 * a shipped model are chosen where it does not jump; an untrained one may have none such.
 */
export function shareWithin(pairs: readonly (readonly [number, number])[]): number {
  const near = pairs.filter((pair) => worstDifference([pair]) < 1e-3);
  return near.length / pairs.length;
}

/** Pairs of what was computed and what PyTorch computed, at the places of a sample. */
export function samplePairs(
  values: ArrayLike<number>,
  sample: Sample,
): (readonly [number, number])[] {
  return sample.indices.map((index, i) => [values[index] ?? NaN, sample.values[i] ?? NaN] as const);
}
