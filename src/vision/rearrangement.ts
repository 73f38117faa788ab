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
