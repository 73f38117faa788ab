// Typed-array reads are in range by construction, hence `!`.
import { borderIndices, gathered, type BorderMode } from './borders.ts';
import { demand, wholeNumber } from './errors.ts';
import { checkMap, emptyMap, type FeatureMap } from './feature-map.ts';
import { checkOdd, gaussianKernel, gaussianRadius } from './gaussian-kernels.ts';
import type { Matrix } from './matrix.ts';

/*
 * Classic filters. Each handles every channel by itself and keeps the size of the image. They match
 * `scipy.ndimage`, whose usual border is `symmetric`, and OpenCV, whose usual border is `reflect`.
 */

/**
 * Returns the correlation of an image with a kernel: the kernel is laid on as it stands. With
 * {@link flipKernel} it is the convolution of signal processing.
 *
 * @param kernel Rows of weights; odd numbers of rows and columns, so that it has a centre.
 */
export function correlate(
  image: FeatureMap,
  kernel: Matrix,
  border: BorderMode = 'symmetric',
): FeatureMap {
  const [height, width] = [kernel.length, kernel[0]?.length ?? 0];
  demand(
    kernel.every((row) => row.length === width),
    'The rows of a kernel must have one length.',
  );
  const seen = bordered(image, height, width, border);
  const output = emptyMap(image.channels, image.height, image.width);
  for (const [i, weights] of kernel.entries()) {
    for (const [j, weight] of weights.entries()) addShifted(output, seen, i, j, weight);
  }
  return output;
}

/** Returns a kernel turned by half a turn. */
export function flipKernel(kernel: Matrix): number[][] {
  return kernel.toReversed().map((row) => row.toReversed());
}

/**
 * Returns the correlation with the kernel that has `vertical[i] · horizontal[j]` in row i and
 * column j: two passes along lines instead of one over a square.
 */
export function correlateSeparable(
  image: FeatureMap,
  vertical: readonly number[],
  horizontal: readonly number[],
  border: BorderMode = 'symmetric',
): FeatureMap {
  const rows = vertical.map((weight) => [weight]);
  return correlate(correlate(image, [horizontal], border), rows, border);
}

/** The two factors of a kernel that estimates a slope. */
interface SlopeKernel {
  /** Along the slope. */
  readonly along: readonly number[];
  /** Across it, against noise. */
  readonly across: readonly number[];
}

/** Kernels of {@link imageGradient}; none is divided by the sum of its weights. */
const SLOPE_KERNELS = {
  prewitt: { along: [-1, 0, 1], across: [1, 1, 1] },
  sobel: { along: [-1, 0, 1], across: [1, 2, 1] },
  scharr: { along: [-1, 0, 1], across: [3, 10, 3] },
  sobel5: { along: [-1, -2, 0, 2, 1], across: [1, 4, 6, 4, 1] },
} as const satisfies Record<string, SlopeKernel>;

/** How brightness rises to the right and downwards, and how steeply in all. */
export interface ImageGradient {
  readonly x: FeatureMap;
  readonly y: FeatureMap;
  /** √(x² + y²). */
  readonly magnitude: FeatureMap;
}

/** Returns the slopes of an image by 3 × 3 kernels, or by the 5 × 5 kernel of Sobel. */
export function imageGradient(
  image: FeatureMap,
  kernel: keyof typeof SLOPE_KERNELS = 'sobel',
  border: BorderMode = 'symmetric',
): ImageGradient {
  const { along, across } = SLOPE_KERNELS[kernel];
  const x = correlateSeparable(image, across, along, border);
  const y = correlateSeparable(image, along, across, border);
  const magnitude = { ...x, data: x.data.map((value, i) => Math.hypot(value, y.data[i]!)) };
  return { x, y, magnitude };
}

/** Returns the sum of both second differences: neighbours minus four times the centre. */
export function laplacian(image: FeatureMap, border: BorderMode = 'symmetric'): FeatureMap {
  const kernel = [
    [0, 1, 0],
    [1, -4, 1],
    [0, 1, 0],
  ];
  return correlate(image, kernel, border);
}

/** Returns the mean over a square around each pixel, `size` odd. */
export function boxBlur(
  image: FeatureMap,
  size: number,
  border: BorderMode = 'symmetric',
): FeatureMap {
  wholeNumber(size, 1, 'size of the window');
  const weights = new Array<number>(size).fill(1 / size);
  return correlateSeparable(image, weights, weights, border);
}

/** Returns the image blurred by a Gaussian, by default cut off at 4 standard deviations. */
export function gaussianBlur(
  image: FeatureMap,
  sigma: number,
  border: BorderMode = 'symmetric',
  radius = gaussianRadius(sigma),
): FeatureMap {
  const weights = gaussianKernel(sigma, radius);
  return correlateSeparable(image, weights, weights, border);
}

/** Returns the middle value of a square around each pixel, `size` odd. */
export function medianFilter(
  image: FeatureMap,
  size: number,
  border: BorderMode = 'symmetric',
): FeatureMap {
  wholeNumber(size, 1, 'size of the window');
  const middle = (size * size - 1) / 2;
  const seen = bordered(image, size, size, border);
  const output = emptyMap(image.channels, image.height, image.width);
  const values = new Float64Array(size * size);
  let at = 0;
  for (let channel = 0; channel < image.channels; channel += 1) {
    for (let y = 0; y < image.height; y += 1) {
      for (let x = 0; x < image.width; x += 1, at += 1) {
        for (let i = 0; i < size; i += 1) {
          const start = (channel * seen.height + y + i) * seen.width + x;
          for (let j = 0; j < size; j += 1) values[i * size + j] = seen.data[start + j]!;
        }
        output.data[at] = values.sort()[middle]!;
      }
    }
  }
  return output;
}

/** The image with as much around it as a window of this size reaches beyond the border. */
function bordered(
  image: FeatureMap,
  height: number,
  width: number,
  border: BorderMode,
): FeatureMap {
  checkMap(image);
  checkOdd(height);
  checkOdd(width);
  const rows = borderIndices(image.height, (height - 1) / 2, (height - 1) / 2, border);
  const columns = borderIndices(image.width, (width - 1) / 2, (width - 1) / 2, border);
  return gathered(image, rows, columns);
}

/** Adds `seen`, moved up by `rows` and left by `columns`, times a weight. */
function addShifted(
  { channels, height, width, data }: FeatureMap,
  seen: FeatureMap,
  rows: number,
  columns: number,
  weight: number,
): void {
  if (weight === 0) return;
  for (let channel = 0; channel < channels; channel += 1) {
    for (let y = 0; y < height; y += 1) {
      const from = (channel * seen.height + y + rows) * seen.width + columns;
      const to = (channel * height + y) * width;
      for (let x = 0; x < width; x += 1) data[to + x]! += weight * seen.data[from + x]!;
    }
  }
}
