import type { FeatureMap, Kernels } from '../../../src/vision/index.ts';
import type { Draw } from './random-boxes.ts';

/** Returns a map of these sizes with numbers from −2 to 2. */
export function randomMap(draw: Draw, channels: number, height: number, width: number): FeatureMap {
  const data = Float64Array.from({ length: channels * height * width }, () => draw.between(-2, 2));
  return { channels, height, width, data };
}

/** Returns kernels of these sizes with weights from −2 to 2. */
export function randomKernels(
  draw: Draw,
  count: number,
  channels: number,
  [height, width]: readonly [number, number],
): Kernels {
  return { count, ...randomMap(draw, count * channels, height, width), channels };
}

/** Returns the sum of the products of two lists: the inner product of two maps. */
export function inner(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0);
}

/** Returns how a function changes when one number of a list grows: a central difference. */
export function slope(
  values: Float64Array | number[],
  at: number,
  measure: () => number,
  step = 1e-5,
): number {
  const before = values[at] ?? NaN;
  values[at] = before + step;
  const high = measure();
  values[at] = before - step;
  const low = measure();
  values[at] = before;
  return (high - low) / (2 * step);
}
