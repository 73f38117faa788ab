/** How many things of each size are found, with intervals by resampling whole worlds as in `intervals.ts`. */
import { area, matchDetections, type AreaRange } from '../../src/vision/index.ts';
import { drawWorlds, type WorldImage } from './intervals.ts';

/** Things of one size that are there and that were found, per world. */
export interface Found {
  readonly there: Float64Array;
  readonly found: Float64Array;
}

/**
 * Counts the things whose area (both bounds included, as in COCO) is of a size, and those that a prediction with a score of at least `least` finds at
 * an IoU of at least 0.5. What is neither right nor wrong to find is left out.
 */
export function countFound(
  images: readonly WorldImage[],
  [smallest, largest]: AreaRange,
  least: number,
): Found {
  const worlds = Math.max(0, ...images.map(({ world }) => world + 1));
  const there = new Float64Array(worlds);
  const found = new Float64Array(worlds);
  for (const { world, truths, predictions } of images) {
    const sure = predictions.filter(({ score }) => score >= least);
    const { predictionOf } = matchDetections(sure, truths);
    for (const [index, { box, crowd }] of truths.entries()) {
      if (crowd === true || area(box) < smallest || area(box) > largest) continue;
      there[world] = (there[world] ?? 0) + 1;
      if ((predictionOf[index] ?? -1) >= 0) found[world] = (found[world] ?? 0) + 1;
    }
  }
  return { there, found };
}

/** Returns found / there with a 95 % interval from `count` resamplings, or `null` where nothing is there. */
export function recallOf(
  { there, found }: Found,
  count: number,
): { value: number; interval: [number, number]; truths: number } | null {
  const truths = sum(there);
  if (truths === 0) return null;
  const worlds = [...there.keys()];
  const samples = drawWorlds(worlds, there.length, count)
    .map((weights) => weighted(found, weights) / Math.max(1, weighted(there, weights)))
    .sort((a, b) => a - b);
  const at = (share: number): number => samples[Math.floor(share * (samples.length - 1))] ?? 0;
  return { value: sum(found) / truths, interval: [at(0.025), at(0.975)], truths };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function weighted(values: Float64Array, weights: Float64Array): number {
  return values.reduce((total, value, world) => total + value * (weights[world] ?? 0), 0);
}
