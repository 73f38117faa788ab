import { interpolateInferno, rgb } from 'd3';

/** Colours of a heat map, from nothing to the most: black, violet, orange, pale yellow. */
const STEPS = 256;
const palette = Array.from({ length: STEPS }, (_, step) => {
  const { r, g, b } = rgb(interpolateInferno(step / (STEPS - 1)));
  return [r, g, b, 255] as const;
});

/**
 * Returns RGBA pixels of values from 0 up, the largest the brightest. The square root is drawn, so that
 * a tenth of the most can still be seen.
 */
export function heatPixels(values: ArrayLike<number>): Uint8ClampedArray<ArrayBuffer> {
  let most = Number.MIN_VALUE;
  for (let i = 0; i < values.length; i += 1) most = Math.max(most, values[i] ?? 0);
  const pixels = new Uint8ClampedArray(4 * values.length);
  for (let i = 0; i < values.length; i += 1) {
    const step = Math.round(Math.sqrt(Math.max(0, values[i] ?? 0) / most) * (STEPS - 1));
    pixels.set(palette[step] ?? [], 4 * i);
  }
  return pixels;
}
