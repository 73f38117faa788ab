// Typed-array reads are in range by construction, hence `!`.
import { poolOutputSize } from './convolution-arithmetic.ts';
import { demand, wholeNumber } from './errors.ts';
import { checkMap, emptyMap, perAxis, type FeatureMap, type PerAxis } from './feature-map.ts';

/** How a pooling window moves. */
export interface PoolingOptions {
  /** Default: the kernel size, so that windows touch but do not overlap. */
  readonly stride?: PerAxis;
  /** At each end; at most half the kernel. Default 0. */
  readonly padding?: PerAxis;
  /** Whether a last window may reach beyond the input, see `poolOutputSize`. Default false. */
  readonly ceilMode?: boolean;
}

/** As {@link PoolingOptions}, for the maximum. */
export interface MaxPoolingOptions extends PoolingOptions {
  /** Distance between neighbouring elements of the window. Default 1. */
  readonly dilation?: PerAxis;
}

/** As {@link PoolingOptions}, for the mean. */
export interface AveragePoolingOptions extends PoolingOptions {
  /** Whether zeros of the padding count as elements. Default true, as in PyTorch. */
  readonly countPadding?: boolean;
  /** What sums are divided by instead of the number of elements. */
  readonly divisor?: number;
}

/** What max pooling gives: the maxima, and where they stood. */
export interface MaxPooled {
  readonly output: FeatureMap;
  /** Per output, the place `row · width + column` of its maximum within the plane it came from. */
  readonly argmax: Int32Array;
}

/**
 * Returns the maximum of every window, of each channel by itself. Padding never wins; of equal
 * maxima the first in reading order does. Matches `max_pool2d` of PyTorch.
 */
export function maxPool(
  input: FeatureMap,
  kernel: PerAxis,
  { stride = kernel, padding = 0, dilation = 1, ceilMode = false }: MaxPoolingOptions = {},
): MaxPooled {
  checkMap(input);
  const rows = spans(input.height, 0, { kernel, stride, padding, dilation, ceilMode });
  const columns = spans(input.width, 1, { kernel, stride, padding, dilation, ceilMode });
  return maxima(input, rows, columns);
}

/**
 * Returns the mean of every window, of each channel by itself. Where `ceilMode` lets a window reach
 * beyond the padding, what lies there does not count. Matches `avg_pool2d` of PyTorch.
 */
export function averagePool(
  input: FeatureMap,
  kernel: PerAxis,
  {
    stride = kernel,
    padding = 0,
    ceilMode = false,
    countPadding = true,
    divisor,
  }: AveragePoolingOptions = {},
): FeatureMap {
  checkMap(input);
  demand(divisor !== 0, 'Sums cannot be divided by 0.');
  const rows = spans(input.height, 0, { kernel, stride, padding, dilation: 1, ceilMode });
  const columns = spans(input.width, 1, { kernel, stride, padding, dilation: 1, ceilMode });
  const seen = countPadding ? 'padded' : 'elements';
  return means(input, rows, columns, (row, column) => divisor ?? row[seen] * column[seen]);
}

/**
 * Returns the mean of `size` windows that together cover the map: output i of n reads from
 * ⌊i·h/n⌋ to ⌈(i+1)·h/n⌉, so that windows may overlap by one element. With size 1 it is global
 * average pooling. Matches `adaptive_avg_pool2d` of PyTorch.
 */
export function adaptiveAveragePool(input: FeatureMap, size: PerAxis): FeatureMap {
  checkMap(input);
  const [rows, columns] = adaptiveSpans(input, size);
  return means(input, rows, columns, (row, column) => row.elements * column.elements);
}

/** Returns the maximum of the windows of {@link adaptiveAveragePool}. */
export function adaptiveMaxPool(input: FeatureMap, size: PerAxis): MaxPooled {
  checkMap(input);
  const [rows, columns] = adaptiveSpans(input, size);
  return maxima(input, rows, columns);
}

/** The elements of one axis that a window reads. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  /** How many it reads, without and with padding. */
  readonly elements: number;
  readonly padded: number;
}

function spans(
  size: number,
  axis: 0 | 1,
  options: Required<MaxPoolingOptions> & { readonly kernel: PerAxis },
): Span[] {
  const kernel = perAxis(options.kernel)[axis];
  const stride = perAxis(options.stride)[axis];
  const padding = perAxis(options.padding)[axis];
  const step = perAxis(options.dilation)[axis];
  const window = { kernel, stride, padding, dilation: step };
  const count = poolOutputSize(size, window, options.ceilMode);
  return Array.from({ length: count }, (_, index) => {
    const from = index * stride - padding;
    const before = from < 0 ? Math.ceil(-from / step) : 0;
    const start = from + before * step;
    const end = Math.min(from + (kernel - 1) * step + 1, size);
    const elements = Math.ceil((end - start) / step);
    demand(elements > 0, `A dilated window of ${kernel} lies in padding alone.`);
    return { start, end, step, elements, padded: Math.min(from + kernel, size + padding) - from };
  });
}

function adaptiveSpans(input: FeatureMap, size: PerAxis): readonly [Span[], Span[]] {
  const along = (inputs: number, outputs: number) => {
    wholeNumber(outputs, 1, 'output size');
    return Array.from({ length: outputs }, (_, index) => {
      const start = Math.floor((index * inputs) / outputs);
      const end = Math.ceil(((index + 1) * inputs) / outputs);
      return { start, end, step: 1, elements: end - start, padded: end - start };
    });
  };
  const [height, width] = perAxis(size);
  return [along(input.height, height), along(input.width, width)];
}

function maxima(input: FeatureMap, rows: readonly Span[], columns: readonly Span[]): MaxPooled {
  const output = emptyMap(input.channels, rows.length, columns.length);
  const argmax = new Int32Array(output.data.length);
  eachWindow(input, rows, columns, (place, plane, row, column) => {
    let best = row.start * input.width + column.start;
    for (let y = row.start; y < row.end; y += row.step) {
      for (let x = column.start; x < column.end; x += column.step) {
        const at = y * input.width + x;
        if (input.data[plane + at]! > input.data[plane + best]!) best = at;
      }
    }
    output.data[place] = input.data[plane + best]!;
    argmax[place] = best;
  });
  return { output, argmax };
}

function means(
  input: FeatureMap,
  rows: readonly Span[],
  columns: readonly Span[],
  divisor: (row: Span, column: Span) => number,
): FeatureMap {
  const output = emptyMap(input.channels, rows.length, columns.length);
  eachWindow(input, rows, columns, (place, plane, row, column) => {
    let sum = 0;
    for (let y = row.start; y < row.end; y += row.step) {
      const start = plane + y * input.width;
      for (let x = column.start; x < column.end; x += column.step) sum += input.data[start + x]!;
    }
    output.data[place] = sum / divisor(row, column);
  });
  return output;
}

function eachWindow(
  { channels, height, width }: FeatureMap,
  rows: readonly Span[],
  columns: readonly Span[],
  visit: (place: number, plane: number, row: Span, column: Span) => void,
): void {
  let place = 0;
  for (let channel = 0; channel < channels; channel += 1) {
    for (const row of rows) {
      for (const column of columns) {
        visit(place, channel * height * width, row, column);
        place += 1;
      }
    }
  }
}
