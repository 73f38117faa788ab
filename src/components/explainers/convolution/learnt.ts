import { convMacs, convolve, padMap } from '../../../vision/index.ts';
import { planesOfPicture, type Pixels } from './filters.ts';

/**
 * The kernels of a trained network's first layer, one per output channel: 3 × 3 weights for red, green and blue in
 * turn, row by row, as thousandths of the sum of their sizes.
 */
export type LearntKernels = readonly (readonly number[])[];

/** Side of a kernel, and the colours that it sees. */
const SIDE = 3;
const COLOURS = 3;

/** How much the drawing raises the contrast: edges then look as strong as with the Sobel kernel. */
const GAIN = 2;

/** Returns the kernels of a weight of shape `[3, 3, 3, channels]` (rows, columns, colours, channels). */
export function learntKernels({
  shape,
  values,
}: {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}): LearntKernels {
  const channels = shape.at(-1) ?? 0;
  if (shape.join() !== [SIDE, SIDE, COLOURS, channels].join()) {
    throw new RangeError(`These weights of ${shape.join(' × ')} are not 3 × 3 on three colours.`);
  }
  return Array.from({ length: channels }, (_, channel) => {
    const weights = Array.from({ length: COLOURS * SIDE * SIDE }, (_unused, at) => {
      const [colour, place] = [Math.floor(at / (SIDE * SIDE)), at % (SIDE * SIDE)];
      return values[(place * COLOURS + colour) * channels + channel] ?? 0;
    });
    const sizes = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
    return weights.map((weight) => (sizes > 0 ? Math.round((1000 * weight) / sizes) + 0 : 0));
  });
}

/**
 * Returns what a kernel makes of a picture, taken around a middle grey as the network sees it: where it answers
 * with more than 0 is brighter than grey, with less darker. The border is repeated.
 */
export function learntPixels(
  picture: Pixels,
  kernel: readonly number[],
): Uint8ClampedArray<ArrayBuffer> {
  const colours = planesOfPicture(picture);
  const centred = { ...colours, data: colours.data.map((value) => value - 127.5) };
  const output = convolve(
    padMap(centred, { top: 1, bottom: 1, left: 1, right: 1 }, 'replicate'),
    {
      count: 1,
      channels: COLOURS,
      height: SIDE,
      width: SIDE,
      data: Float64Array.from(kernel, (weight) => weight / 1000),
    },
    {},
  );
  const pixels = new Uint8ClampedArray(4 * output.data.length).fill(255);
  for (const [at, value] of output.data.entries()) {
    pixels.fill(127.5 + GAIN * value, 4 * at, 4 * at + COLOURS);
  }
  return pixels;
}

/** Returns the multiply–accumulates of one kernel at every pixel. */
export function learntMacs(width: number, height: number): number {
  return convMacs({ inputChannels: COLOURS, outputChannels: 1, kernel: [SIDE, SIDE] }, [
    height,
    width,
  ]);
}

/** Returns a kernel's weights for red, green and blue, in percent of the sum of their sizes. */
export function planesOfKernel(kernel: readonly number[]): number[][][] {
  return Array.from({ length: COLOURS }, (_, colour) =>
    Array.from({ length: SIDE }, (_unused, row) =>
      kernel
        .slice((colour * SIDE + row) * SIDE, (colour * SIDE + row + 1) * SIDE)
        .map((weight) => Math.round(weight / 10) + 0),
    ),
  );
}
