import type { SkyQuery } from './sky.ts';

/**
 * One shading question and its answer. A single record is reused for all pixels: numbers passed in calls
 * would be allocated one by one.
 */
export interface Fragment {
  triangle: number;
  /** Pixel, for what is looked up on the screen. */
  column: number;
  row: number;
  /** Metres along the optical axis. */
  depth: number;
  /** Ray through the sample, of length 1 along the optical axis, and its own length. */
  rayX: number;
  rayY: number;
  rayZ: number;
  rayLength: number;
  /** World point that is seen, and its distance from the eye. */
  x: number;
  y: number;
  z: number;
  distance: number;
  /** Unit normal. */
  normalX: number;
  normalY: number;
  normalZ: number;
  /** Triangle, row and column that `open` and the lamps' light were last found for. */
  probedTriangle: number;
  probedRow: number;
  probedColumn: number;
  /** Share of sunlight that arrives. */
  lit: number;
  /** Ambient light that arrives, after occlusion. */
  open: number;
  /** Light of lamps. */
  lampRed: number;
  lampGreen: number;
  lampBlue: number;
  /** The answer. */
  red: number;
  green: number;
  blue: number;
  readonly sky: SkyQuery;
}

/** A fresh record. Halves, not zeros, so that engines store every field as a floating-point number. */
export function createFragment(): Fragment {
  return {
    triangle: 0,
    column: 0,
    row: 0,
    depth: 0.5,
    rayX: 0.5,
    rayY: 0.5,
    rayZ: 0.5,
    rayLength: 0.5,
    x: 0.5,
    y: 0.5,
    z: 0.5,
    distance: 0.5,
    normalX: 0.5,
    normalY: 0.5,
    normalZ: 0.5,
    probedTriangle: -1,
    probedRow: -1,
    probedColumn: -1,
    lit: 0.5,
    open: 0.5,
    lampRed: 0.5,
    lampGreen: 0.5,
    lampBlue: 0.5,
    red: 0.5,
    green: 0.5,
    blue: 0.5,
    sky: { x: 0.5, y: 0.5, z: 0.5, red: 0.5, green: 0.5, blue: 0.5 },
  };
}
