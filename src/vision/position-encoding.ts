import { demand, wholeNumber } from './errors.ts';

/** The base of the wavelengths: they grow from 2π to this many times 2π. */
const BASE = 10_000;

/**
 * Returns the sinusoidal encoding of positions 0, 1, 2 …, shape `[length][width]`: sine at even and
 * cosine at odd places (Vaswani et al. 2017, section 3.5).
 */
export function encodePositions(length: number, width: number): number[][] {
  wholeNumber(length, 0, 'length');
  evenWidth(width, 2);
  return Array.from({ length }, (_, position) => interleaved(position, width, BASE));
}

/**
 * Returns the encoding of a square grid's tokens, row by row, as masked autoencoders use it: the
 * first half of the width says the column, the second the row, in each all sines and then all
 * cosines. With `classToken` a row of zeros stands in front.
 */
export function encodeGrid(side: number, width: number, classToken = false): number[][] {
  wholeNumber(side, 1, 'side of the grid');
  evenWidth(width, 4);
  const tokens = Array.from({ length: side * side }, (_, token) => [
    ...sinesThenCosines(token % side, width / 2),
    ...sinesThenCosines(Math.floor(token / side), width / 2),
  ]);
  return classToken ? [new Array<number>(width).fill(0), ...tokens] : tokens;
}

/** How DETR encodes the places of a feature map. */
export interface MapEncoding {
  /** Channels for each axis; the result has twice as many. */
  readonly channels: number;
  /** Default 10,000. */
  readonly temperature?: number;
  /** Positions run up to this instead of counting pixels; DETR uses 2π. Default: they count. */
  readonly span?: number;
}

/**
 * Returns DETR's encoding of a feature map, shape `[2 · channels][height][width]`: first the rows'
 * channels, then the columns', sine and cosine in turn, positions counted from 1.
 */
export function encodeMap(height: number, width: number, encoding: MapEncoding): number[][][] {
  const { channels, temperature = BASE, span } = encoding;
  evenWidth(channels, 2);
  const along = (size: number) =>
    Array.from({ length: size }, (_, i) => {
      const position = span === undefined ? i + 1 : ((i + 1) / (size + 1e-6)) * span;
      return interleaved(position, channels, temperature);
    });
  const [rows, columns] = [along(height), along(width)];
  const channelsOf = (pick: (channel: number) => number[][]) =>
    Array.from({ length: channels }, (_, channel) => pick(channel));
  return [
    ...channelsOf((channel) => rows.map((row) => columns.map(() => row[channel] ?? NaN))),
    ...channelsOf((channel) => rows.map(() => columns.map((column) => column[channel] ?? NaN))),
  ];
}

function interleaved(position: number, width: number, base: number): number[] {
  return Array.from({ length: width }, (_, i) => {
    const angle = position / base ** ((i - (i % 2)) / width);
    return i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}

function sinesThenCosines(position: number, width: number): number[] {
  const angles = Array.from({ length: width / 2 }, (_, i) => position / BASE ** (i / (width / 2)));
  return [...angles.map(Math.sin), ...angles.map(Math.cos)];
}

function evenWidth(width: number, factor: number): void {
  wholeNumber(width, factor, 'width of an encoding');
  demand(width % factor === 0, `The width of an encoding must divide by ${factor}, got ${width}.`);
}
