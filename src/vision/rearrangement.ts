// Typed-array reads are in range by construction, hence `!`.
import { outputSizes, windowsOf, type KernelSteps } from './convolution-plan.ts';
import { demand, wholeNumber } from './errors.ts';
import { checkMap, emptyMap, perAxis, type FeatureMap, type PerAxis } from './feature-map.ts';

/**
 * Returns the patches under a kernel as the columns of a matrix (im2col):
 * `[channels · rows · columns of the kernel][output places, row by row]`. Its product with the
 * flattened kernels is the convolution. Matches `unfold` of PyTorch.
 */
export function unfold(
  input: FeatureMap,
  kernel: PerAxis,
  steps: Omit<KernelSteps, 'groups'> = {},
): number[][] {
  checkMap(input);
  const [height, width] = perAxis(kernel);
  const windows = windowsOf({ height, width }, steps);
  const [rows, columns] = outputSizes(input, windows, steps);
  const [vertical, horizontal] = windows;
  return Array.from({ length: input.channels * height * width }, (_, index) => {
    const plane = Math.floor(index / (height * width)) * input.height * input.width;
    const row = Math.floor(index / width) % height;
    const column = index % width;
    return Array.from({ length: rows * columns }, (_unused, place) => {
      const y =
        Math.floor(place / columns) * vertical.stride - vertical.padding + row * vertical.dilation;
      const x =
        (place % columns) * horizontal.stride - horizontal.padding + column * horizontal.dilation;
      const isInside = y >= 0 && y < input.height && x >= 0 && x < input.width;
      return isInside ? input.data[plane + y * input.width + x]! : 0;
    });
  });
}

/**
 * Returns a map `factor` times as high and wide with `factor²` times fewer channels: the channels
 * of one place become the pixels of a square, row by row (Shi et al. 2016). Matches `pixel_shuffle`
 * of PyTorch.
 *
 * @throws VisionError when the channels are no multiple of `factor²`.
 */
export function pixelShuffle(input: FeatureMap, factor: number): FeatureMap {
  checkMap(input);
  wholeNumber(factor, 1, 'factor');
  const { channels, height, width, data } = input;
  demand(
    channels % factor ** 2 === 0,
    `${channels} channels do not divide into squares of ${factor} × ${factor} pixels.`,
  );
  const output = emptyMap(channels / factor ** 2, height * factor, width * factor);
  let at = 0;
  for (let channel = 0; channel < output.channels; channel += 1) {
    for (let y = 0; y < output.height; y += 1) {
      for (let x = 0; x < output.width; x += 1, at += 1) {
        const source = (channel * factor + (y % factor)) * factor + (x % factor);
        const row = source * height + Math.floor(y / factor);
        output.data[at] = data[row * width + Math.floor(x / factor)]!;
      }
    }
  }
  return output;
}

/** What stands beyond the border: 0, the nearest element, the mirror image or the other side. */
export type PaddingMode = 'constant' | 'replicate' | 'reflect' | 'circular';

/** How many elements are added at each side; the sides have the names of `pad`. */
export interface Margins {
  readonly left?: number;
  readonly right?: number;
  readonly top?: number;
  readonly bottom?: number;
}

/**
 * Returns the map with a margin around it. `reflect` does not repeat the border element. Matches
 * `pad` of PyTorch.
 *
 * @param value What `constant` fills the margin with. Default 0.
 * @throws VisionError when a margin is wider than the map that it reflects or wraps.
 */
export function padMap(
  input: FeatureMap,
  { left = 0, right = 0, top = 0, bottom = 0 }: Margins,
  mode: PaddingMode = 'constant',
  value = 0,
): FeatureMap {
  checkMap(input);
  const rows = sources(input.height, top, bottom, mode);
  const columns = sources(input.width, left, right, mode);
  const output = emptyMap(input.channels, rows.length, columns.length);
  let at = 0;
  for (let channel = 0; channel < input.channels; channel += 1) {
    for (const row of rows) {
      const start = (channel * input.height + row) * input.width;
      for (const column of columns) {
        output.data[at] = row < 0 || column < 0 ? value : input.data[start + column]!;
        at += 1;
      }
    }
  }
  return output;
}

/** Which element each place along a padded axis shows; −1 for none. */
function sources(size: number, before: number, after: number, mode: PaddingMode): number[] {
  for (const margin of [before, after]) wholeNumber(margin, 0, 'margin');
  const most = { constant: Infinity, replicate: Infinity, reflect: size - 1, circular: size }[mode];
  demand(
    before <= most && after <= most,
    `A margin of ${Math.max(before, after)} is too wide for ${mode} padding of ${size} elements.`,
  );
  return Array.from({ length: before + size + after }, (_, place) => {
    const at = place - before;
    if (at >= 0 && at < size) return at;
    if (mode === 'constant') return -1;
    if (mode === 'replicate') return at < 0 ? 0 : size - 1;
    if (mode === 'reflect') return at < 0 ? -at : 2 * (size - 1) - at;
    return (at + size) % size;
  });
}
