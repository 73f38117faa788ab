// Typed-array reads are in range by construction, hence `!`.
import { RuntimeError } from './errors.ts';
import type { Box, Picture } from './engine.ts';

/** What is taken from every colour before the network sees it, as in `training/detector/model.py`. */
const MIDDLE_GREY = 0.5;

/** How a picture lies in the network's input: `input = picture × scale + offset`, in pixels. */
export interface Fit {
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
  /** Size of the picture itself. */
  readonly width: number;
  readonly height: number;
}

/** Returns the RGBA bytes of a picture. @throws RuntimeError when they are fewer than its size says. */
export function pixelsOf(picture: Picture): Uint8ClampedArray {
  const { width, height } = picture;
  const pixels = 'data' in picture ? picture.data : picture.rgba;
  if (!(width >= 1 && height >= 1) || pixels.length < width * height * 4) {
    throw new RuntimeError('bad-image', `${width}×${height} with ${pixels.length} bytes`);
  }
  return pixels;
}

/** Returns how a picture of any size is fitted, aspect kept and centred, into an input. */
export function fitPicture(
  picture: { readonly width: number; readonly height: number },
  input: { readonly width: number; readonly height: number },
): Fit {
  const { width, height } = picture;
  const scale = Math.min(input.width / width, input.height / height);
  return {
    scale,
    offsetX: (input.width - width * scale) / 2,
    offsetY: (input.height - height * scale) / 2,
    width,
    height,
  };
}

/** Returns a box of the network's input in pixels of the picture, clipped to it. */
export function boxInPicture(box: Box, fit: Fit): Box {
  const x = (value: number): number => clamp((value - fit.offsetX) / fit.scale, fit.width);
  const y = (value: number): number => clamp((value - fit.offsetY) / fit.scale, fit.height);
  return [x(box[0]), y(box[1]), x(box[2]), y(box[3])];
}

/**
 * Returns the picture as the network's input: RGB as fractions minus a half, so −0.5 to 0.5
 * (row-major, channels last), fitted by {@link fitPicture}, with a border of middle grey, which is 0. A picture of exactly the input's size is
 * copied; a larger one is averaged over the area of each input pixel, so nothing aliases; a smaller
 * one is interpolated linearly.
 */
export function toInput(
  picture: Picture,
  input: { readonly width: number; readonly height: number },
): Float32Array {
  const pixels = pixelsOf(picture);
  const fit = fitPicture(picture, input);
  const columns = weightsAlong(input.width, picture.width, fit.scale, fit.offsetX);
  const rows = weightsAlong(input.height, picture.height, fit.scale, fit.offsetY);
  const values = new Float32Array(input.width * input.height * 3);
  const line = new Float32Array(picture.width * 3);
  for (let y = 0; y < input.height; y += 1) {
    const row = rows[y]!;
    if (row.weights.length === 0) continue;
    line.fill(0);
    for (const [i, weight] of row.weights.entries()) {
      addLine(line, pixels, (row.first + i) * picture.width * 4, weight / 255);
    }
    for (let x = 0; x < input.width; x += 1) {
      const column = columns[x]!;
      if (column.weights.length === 0) continue;
      const target = (y * input.width + x) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        let source = column.first * 3 + channel;
        for (const weight of column.weights) {
          sum += weight * line[source]!;
          source += 3;
        }
        values[target + channel] = sum - MIDDLE_GREY;
      }
    }
  }
  return values;
}

/** The source pixels that make up one pixel of the input, in one direction; weights sum to 1. */
interface Contribution {
  readonly first: number;
  readonly weights: readonly number[];
}

/** For each input pixel along one axis: area weights when shrinking, linear ones when enlarging. */
function weightsAlong(count: number, size: number, scale: number, offset: number): Contribution[] {
  return Array.from({ length: count }, (_, i) => {
    const centre = (i + 0.5 - offset) / scale;
    if (centre < 0 || centre > size) return { first: 0, weights: [] };
    if (scale === 1 && Number.isInteger(offset)) return { first: i - offset, weights: [1] };
    // A triangle of half-width 1 when enlarging, a box one input pixel wide when shrinking.
    const reach = scale >= 1 ? 1 : 0.5 / scale;
    const first = Math.max(0, Math.floor(centre - reach - (scale >= 1 ? 0.5 : 0)));
    const last = Math.min(size - 1, Math.floor(centre + reach));
    const weights: number[] = [];
    for (let source = first; source <= last; source += 1) {
      const weight =
        scale >= 1
          ? Math.max(0, 1 - Math.abs(source + 0.5 - centre))
          : Math.max(0, Math.min(source + 1, centre + reach) - Math.max(source, centre - reach));
      weights.push(weight);
    }
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

/** Adds one row of RGBA bytes, times a weight, to a row of RGB numbers. */
function addLine(
  line: Float32Array,
  pixels: Uint8ClampedArray,
  start: number,
  weight: number,
): void {
  for (let target = 0, source = start; target < line.length; target += 3, source += 4) {
    line[target]! += weight * pixels[source]!;
    line[target + 1]! += weight * pixels[source + 1]!;
    line[target + 2]! += weight * pixels[source + 2]!;
  }
}

function clamp(value: number, largest: number): number {
  return Math.min(Math.max(value, 0), largest);
}
