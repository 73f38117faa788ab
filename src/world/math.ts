/**
 * Deterministic mathematics of the street: only `+ - * /`, `sqrt`, `floor`, `abs`, `imul`, which every
 * engine computes to the same bit. `Math.sin`, `exp`, `pow` and friends differ between engines and are
 * never used in this folder.
 */

/** Three numbers: a point or direction in metres, or a linear colour. World axes: x right, y up, z ahead. */
export type Vec3 = readonly [number, number, number];

export const PI = 3.141592653589793;
export const TAU = 2 * PI;

/** Sine of an angle in radians, by range reduction and an odd polynomial of degree 11 (error below 6e-8). */
export function sine(angle: number): number {
  let x = angle - Math.floor(angle / TAU + 0.5) * TAU;
  if (x > PI / 2) x = PI - x;
  else if (x < -PI / 2) x = -PI - x;
  const s = x * x;
  const tail = 1 / 120 + s * (-1 / 5040 + s * (1 / 362880 - s / 39916800));
  return x * (1 + s * (-1 / 6 + s * tail));
}

/** Cosine of an angle in radians. */
export function cosine(angle: number): number {
  return sine(angle + PI / 2);
}

/** `x` limited to the range `low` to `high`. */
export function clamp(x: number, low = 0, high = 1): number {
  return x < low ? low : x > high ? high : x;
}

/** The place `k` parts of `count` equal ones on the way from `from` to `to`. */
export function share(from: number, to: number, k: number, count: number): number {
  return from + ((to - from) * k) / count;
}

/** Cubic step from 0 at `low` to 1 at `high`. */
export function smoothStep(low: number, high: number, x: number): number {
  const t = clamp((x - low) / (high - low));
  return t * t * (3 - 2 * t);
}

/** A well mixed unsigned 32-bit hash of an integer (Wellons' low-bias constants). */
export function hash32(value: number): number {
  let a = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  a = Math.imul(a ^ (a >>> 15), 0x846ca68b);
  return (a ^ (a >>> 16)) >>> 0;
}

/** Hash of an integer cell, for patterns on surfaces. */
export function hashCell(i: number, j: number): number {
  return hash32((Math.imul(i, 92821) + Math.imul(j, 68917)) | 0);
}

/** Smooth value noise in 0 to 1 with a period of one unit per cell. */
export function valueNoise(x: number, y: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const a = x - i;
  const b = y - j;
  const u = a * a * (3 - 2 * a);
  const v = b * b * (3 - 2 * b);
  const h00 = hashCell(i, j) & 1023;
  const h10 = hashCell(i + 1, j) & 1023;
  const h01 = hashCell(i, j + 1) & 1023;
  const h11 = hashCell(i + 1, j + 1) & 1023;
  const low = h00 + (h10 - h00) * u;
  const high = h01 + (h11 - h01) * u;
  return (low + (high - low) * v) / 1023;
}

export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** The vector at length 1; a zero vector stays zero. */
export function normalise(v: Vec3): Vec3 {
  const length = Math.sqrt(dot(v, v));
  return length === 0 ? v : [v[0] / length, v[1] / length, v[2] / length];
}

export function scale(v: Vec3, factor: number): Vec3 {
  return [v[0] * factor, v[1] * factor, v[2] * factor];
}

/** The point a share `t` of the way from `a` to `b`. */
export function mix(a: Vec3, b: Vec3, t: number): Vec3 {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}
