/**
 * Scan conversion. An edge is always evaluated from its upper to its lower end and a sample belongs to the
 * triangle when `ceil(x - offset)` says so at both ends, so that triangles which share an edge cover every
 * sample exactly once. Points come as indices: passing nine numbers would allocate them on each call.
 * Typed-array reads are in range by construction, hence `!`.
 */

/** Points to draw: x in pixels, y in rows, and the value w that is interpolated (1/depth, or a height). */
export interface ScreenPoints {
  x: Float64Array;
  y: Float64Array;
  w: Float64Array;
}

/** Room for a number of points. */
export function createPoints(count: number): ScreenPoints {
  return { x: new Float64Array(count), y: new Float64Array(count), w: new Float64Array(count) };
}

/** What a picture keeps of its samples beside the largest w. */
export interface Marks {
  /** First triangle of the surface that is seen, plus one; 0 is the sky. */
  readonly triangles: Int32Array;
  /** The last counted instance that covered the sample, before the depth test. */
  readonly stamps: Uint16Array;
  /** Samples that each instance covers, hidden or not. */
  readonly covered: Int32Array;
}

/** A map that keeps the largest w per sample: 1/depth, raised by the decal layer, or a height. */
export interface DepthMap {
  readonly width: number;
  /** Rows of samples: four per pixel row with anti-aliasing, else one. */
  readonly height: number;
  /** Place of the sample within its cell, from the left, for row number modulo 4. */
  readonly offsets: Float64Array;
  readonly values: Float32Array;
  /** Null where only the values count. */
  readonly marks: Marks | null;
}

/** A decal layer raises 1/depth by this share. */
export const LAYER_STEP = 1e-4;

/**
 * Four samples on a rotated grid: each has its own row and its own column, so that steep and flat edges both
 * get four steps.
 */
export const ROTATED_OFFSETS = Float64Array.of(0.375, 0.875, 0.125, 0.625);
export const CENTRE_OFFSETS = Float64Array.of(0.5, 0.5, 0.5, 0.5);

/** The empty map of one sample per cell. */
export function createDepthMap(width: number, height: number): DepthMap {
  const values = new Float32Array(width * height);
  return { width, height, offsets: CENTRE_OFFSETS, values, marks: null };
}

/**
 * Draws the triangle of points a, b, c. Where the map has marks, `mark` is written where it is nearest; a positive
 * `counted` instance also counts the samples it covers.
 */
export function fillTriangle(
  target: DepthMap,
  points: ScreenPoints,
  a: number,
  b: number,
  c: number,
  layer = 0,
  mark = 0,
  counted = 0,
): void {
  const { x, y, w } = points;
  if (y[b]! < y[a]!) {
    const t = a;
    a = b;
    b = t;
  }
  if (y[c]! < y[a]!) {
    const t = a;
    a = c;
    c = t;
  }
  if (y[c]! < y[b]!) {
    const t = b;
    b = c;
    c = t;
  }
  const y0 = y[a]!;
  const y1 = y[b]!;
  const y2 = y[c]!;
  let from = Math.ceil(y0 - 0.5);
  let to = Math.ceil(y2 - 0.5);
  if (from < 0) from = 0;
  const { width, height, offsets, values, marks } = target;
  if (to > height) to = height;
  if (from >= to) return;
  const x0 = x[a]!;
  const x1 = x[b]!;
  const x2 = x[c]!;
  if ((x0 < 0 && x1 < 0 && x2 < 0) || (x0 > width && x1 > width && x2 > width)) return;
  const det = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
  if (det === 0) return;
  const lift = 1 + layer * LAYER_STEP;
  const w0 = w[a]! * lift;
  const w1 = w[b]! * lift - w0;
  const w2 = w[c]! * lift - w0;
  const dx = (w1 * (y2 - y0) - w2 * (y1 - y0)) / det;
  const dy = (w2 * (x1 - x0) - w1 * (x2 - x0)) / det;
  const slope02 = (x2 - x0) / (y2 - y0);
  const slope01 = y1 > y0 ? (x1 - x0) / (y1 - y0) : 0;
  const slope12 = y2 > y1 ? (x2 - x1) / (y2 - y1) : 0;
  for (let row = from; row < to; row++) {
    const yc = row + 0.5;
    const long = x0 + (yc - y0) * slope02;
    const short = yc < y1 ? x0 + (yc - y0) * slope01 : x1 + (yc - y1) * slope12;
    const offset = offsets[row & 3]!;
    let left = Math.ceil((det < 0 ? short : long) - offset);
    let right = Math.ceil((det < 0 ? long : short) - offset);
    if (left < 0) left = 0;
    if (right > width) right = width;
    if (left >= right) continue;
    let value = w0 + (left + offset - x0) * dx + (yc - y0) * dy;
    const end = row * width + right;
    let p = row * width + left;
    if (!marks) {
      for (; p < end; p++, value += dx) if (value > values[p]!) values[p] = value;
      continue;
    }
    const { triangles, stamps, covered } = marks;
    for (; p < end; p++, value += dx) {
      if (counted > 0 && stamps[p] !== counted) {
        stamps[p] = counted;
        covered[counted]!++;
      }
      if (value > values[p]!) {
        values[p] = value;
        triangles[p] = mark;
      }
    }
  }
}
