// Array reads are in range by construction, hence `!`.
import { demand, wholeNumber } from './errors.ts';
import type { Matrix } from './matrix.ts';

/** One image inside a network: planes of numbers, one plane per channel. */
export interface FeatureMap {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** `channels · height · width` numbers: plane after plane, each row by row. */
  readonly data: Float64Array;
}

/** A number for both axes, or one per axis. */
export type PerAxis = number | readonly [vertical: number, horizontal: number];

/** Returns a map of these sizes that is zero everywhere. */
export function emptyMap(channels: number, height: number, width: number): FeatureMap {
  for (const side of [channels, height, width]) wholeNumber(side, 1, 'side of a feature map');
  return { channels, height, width, data: new Float64Array(channels * height * width) };
}

/**
 * Returns the map that consists of these planes: `planes[channel][row][column]`.
 *
 * @throws VisionError when planes or rows differ in size, or there are none.
 */
export function featureMap(planes: readonly Matrix[]): FeatureMap {
  const height = planes[0]?.length ?? 0;
  const width = planes[0]?.[0]?.length ?? 0;
  const map = emptyMap(planes.length, height, width);
  demand(
    planes.every((rows) => rows.length === height && rows.every((row) => row.length === width)),
    'The planes of a feature map must all have the same rows and columns.',
  );
  for (const [channel, rows] of planes.entries()) {
    for (const [y, row] of rows.entries()) map.data.set(row, (channel * height + y) * width);
  }
  return map;
}

/** Returns the planes of a map as nested lists: `[channel][row][column]`. */
export function planesOf({ channels, height, width, data }: FeatureMap): number[][][] {
  return Array.from({ length: channels }, (_, channel) =>
    Array.from({ length: height }, (_unused, y) => {
      const start = (channel * height + y) * width;
      return Array.from(data.subarray(start, start + width));
    }),
  );
}

/** Returns `value` as one number per axis. */
export function perAxis(value: PerAxis): readonly [vertical: number, horizontal: number] {
  return typeof value === 'number' ? [value, value] : value;
}

/** Throws unless `data` holds exactly the numbers that the sizes of the map promise. */
export function checkMap({ channels, height, width, data }: FeatureMap): void {
  for (const side of [channels, height, width]) wholeNumber(side, 1, 'side of a feature map');
  demand(
    data.length === channels * height * width,
    `A map of ${channels} × ${height} × ${width} needs ${channels * height * width} numbers, got ${data.length}.`,
  );
}
