// Array reads are in range by construction, hence `!`.
import { checkBox, type Box } from './boxes.ts';
import { demand, wholeNumber } from './errors.ts';
import type { Matrix } from './matrix.ts';

/** Rows and columns that a region is cut into. */
export type Bins = readonly [rows: number, columns: number];

/** How {@link roiAlign} places its samples. */
export interface RoiAlignOptions {
  /** Features per image pixel, such as 1/16. Default 1. */
  readonly scale?: number;
  /** Samples along each side of a bin. Default 0: as many as the bin is features wide, rounded up. */
  readonly samples?: number;
  /** Shifts by half a feature, so that features are read at their centres. Default true. */
  readonly aligned?: boolean;
}

/**
 * Returns RoIAlign of one channel: each bin is the mean of bilinear samples, nothing is rounded
 * (He et al. 2017, section 3). Matches `ops.roi_align` of torchvision; samples beyond one feature
 * outside the map are 0.
 *
 * @param region In image pixels.
 */
export function roiAlign(
  features: Matrix,
  region: Box,
  bins: Bins,
  { scale = 1, samples = 0, aligned = true }: RoiAlignOptions = {},
): number[][] {
  checkInput(features, region, bins, scale);
  wholeNumber(samples, 0, 'number of samples');
  const shift = aligned ? 0.5 : 0;
  const [x, y] = [region[0] * scale - shift, region[1] * scale - shift];
  // Without alignment the original code lets no region be narrower than one feature.
  const least = aligned ? 0 : 1;
  const height = Math.max(region[3] * scale - shift - y, least) / bins[0];
  const width = Math.max(region[2] * scale - shift - x, least) / bins[1];
  const [rows, columns] = [samples || Math.ceil(height), samples || Math.ceil(width)];
  return grid(bins, (binRow, binColumn) => {
    let sum = 0;
    for (let i = 0; i < rows; i += 1) {
      const sampleY = y + (binRow + (i + 0.5) / rows) * height;
      for (let j = 0; j < columns; j += 1) {
        sum += sampleBilinear(features, x + (binColumn + (j + 0.5) / columns) * width, sampleY);
      }
    }
    return sum / Math.max(rows * columns, 1);
  });
}

/**
 * Returns RoIPool of one channel: corners are rounded to features (halves away from zero) and count
 * as inside, and each bin is the maximum of the features it touches; 0 where it touches none
 * (Girshick 2015). Matches `ops.roi_pool` of torchvision.
 */
export function roiPool(features: Matrix, region: Box, bins: Bins, scale = 1): number[][] {
  checkInput(features, region, bins, scale);
  const [left, top, right, bottom] = region.map((side) => roundAwayFromZero(side * scale));
  const height = Math.max(bottom! - top! + 1, 1) / bins[0];
  const width = Math.max(right! - left! + 1, 1) / bins[1];
  return grid(bins, (row, column) => {
    const rows = features.slice(...span(row, height, top!, features.length));
    const [from, to] = span(column, width, left!, features[0]!.length);
    const touched = rows.flatMap((values) => values.slice(from, to));
    return touched.length === 0 ? 0 : Math.max(...touched);
  });
}

/** The first feature, and the one after the last, that bin `index` touches, within a map of `size`. */
function span(index: number, step: number, start: number, size: number): [number, number] {
  const inside = (value: number) => Math.min(Math.max(value + start, 0), size);
  return [inside(Math.floor(index * step)), inside(Math.ceil((index + 1) * step))];
}

/** The value between the four nearest features; the border repeats for one feature outwards. */
function sampleBilinear(features: Matrix, x: number, y: number): number {
  const [height, width] = [features.length, features[0]!.length];
  if (y < -1 || y > height || x < -1 || x > width) return 0;
  const [top, bottom, down] = neighbours(y, height);
  const [left, right, across] = neighbours(x, width);
  const upper = features[top]![left]! * (1 - across) + features[top]![right]! * across;
  const lower = features[bottom]![left]! * (1 - across) + features[bottom]![right]! * across;
  return upper * (1 - down) + lower * down;
}

function neighbours(at: number, size: number): readonly [low: number, high: number, rest: number] {
  const place = Math.min(Math.max(at, 0), size - 1);
  const low = Math.floor(place);
  return [low, Math.min(low + 1, size - 1), place - low];
}

function grid([rows, columns]: Bins, at: (row: number, column: number) => number): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_unused, column) => at(row, column)),
  );
}

function roundAwayFromZero(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

function checkInput(features: Matrix, region: Box, bins: Bins, scale: number): void {
  checkBox(region);
  for (const side of bins) wholeNumber(side, 1, 'number of bins');
  demand(scale > 0, `The scale must be greater than 0, got ${scale}.`);
  const width = features[0]?.length ?? 0;
  demand(
    width > 0 && features.every((row) => row.length === width),
    'Features must have rows of one length, and at least one.',
  );
}
