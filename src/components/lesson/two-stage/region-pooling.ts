import { roiAlign, roiPool, type Bins, type Box, type Matrix } from '../../../vision/index.ts';

/** Pixels per feature of the map that is pooled from. */
export const STRIDE = 16;

/** Columns and rows of the map. */
export const MAP = { columns: 7, rows: 6 } as const;

/** The region of the worked example, pixels: no corner of it lies on a feature's edge. */
export const REGION: Box = [20, 20, 84, 84];

/** Two by two bins, and two samples along each side of a bin. */
const BINS: Bins = [2, 2];
const SAMPLES = 2;

/** A map on which every feature holds the number of its column: what comes out says where was looked. */
export const COLUMN_NUMBERS: Matrix = Array.from({ length: MAP.rows }, () =>
  Array.from({ length: MAP.columns }, (_, column) => column),
);

/** What both ways of pooling return for a region in pixels, bin by bin. */
export function poolBoth(region: Box): { pooled: number[][]; aligned: number[][] } {
  return {
    pooled: roiPool(COLUMN_NUMBERS, region, BINS, 1 / STRIDE),
    aligned: roiAlign(COLUMN_NUMBERS, region, BINS, { scale: 1 / STRIDE, samples: SAMPLES }),
  };
}

/** The features that RoIPool takes for a region, as a box in features: corners rounded, both inside. */
export function roundedRegion(region: Box): Box {
  const [left, top, right, bottom] = region;
  const round = (side: number): number => Math.round(side / STRIDE);
  return [round(left), round(top), round(right) + 1, round(bottom) + 1];
}

/** The places that RoIAlign samples, in features from the map's corner. */
export function samplePlaces([left, top, right, bottom]: Box): readonly (readonly [
  x: number,
  y: number,
])[] {
  const along = (from: number, to: number, bins: number): number[] =>
    Array.from(
      { length: bins * SAMPLES },
      (_, sample) => (from + ((sample + 0.5) / (bins * SAMPLES)) * (to - from)) / STRIDE,
    );
  const across = along(left, right, BINS[1]);
  return along(top, bottom, BINS[0]).flatMap((y) => across.map((x) => [x, y] as const));
}

/** One place of the region on its way to the right, and what the first bin returns there. */
export interface Slide {
  /** Pixels that the region has moved. */
  readonly shift: number;
  /** Columns, as {@link COLUMN_NUMBERS} holds them. */
  readonly pooled: number;
  readonly aligned: number;
}

/** Moves the region to the right by 0 to one stride, pixel by pixel, and reads the first bin of both. */
export function slideRegion(): Slide[] {
  const [left, top, right, bottom] = REGION;
  return Array.from({ length: STRIDE + 1 }, (_, shift) => {
    const { pooled, aligned } = poolBoth([left + shift, top, right + shift, bottom]);
    return { shift, pooled: pooled[0]?.[0] ?? 0, aligned: aligned[0]?.[0] ?? 0 };
  });
}
