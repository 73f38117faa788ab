/**
 * What daylight reaches a point: ambient occlusion from the height map, sun through the shadow map. Typed-array
 * reads are in range by construction, hence `!`.
 */
import type { BakedWorld } from './bake.ts';
import type { Fragment } from './fragment.ts';
import { COMPASS, type HeightMap } from './height-map.ts';
import type { ShadowMap } from './shadow-map.ts';

/** Returns a function that writes the fragment's `open` (1 free, less where things stand close) for level ground. */
export function createGroundOcclusion(heights: HeightMap): (f: Fragment) => void {
  const { width, height, minRight, minUp, texelsPerRight, groundOcclusion: map } = heights;
  return (f) => {
    const u = (f.x - minRight) * texelsPerRight - 0.5;
    const v = (f.z - minUp) * texelsPerRight - 0.5;
    if (u < 0 || v < 0 || u >= width - 1 || v >= height - 1) {
      f.open = 1;
      return;
    }
    const i = u | 0;
    const j = v | 0;
    const a = u - i;
    const b = v - j;
    const o = j * width + i;
    const near = map[o]! * (1 - a) + map[o + 1]! * a;
    const far = map[o + width]! * (1 - a) + map[o + width + 1]! * a;
    f.open = 1 - (near * (1 - b) + far * b) * 0.85;
  };
}

/** Reach of the two rings of the occlusion probe, in metres. */
const INNER = 0.45;
const OUTER = 1.5;

/**
 * Returns a function that writes `open` for any other surface: sixteen heights around the point against its
 * own, and a darkening of steep surfaces in the last metre and a half above the ground.
 */
export function createSurfaceOcclusion(heights: HeightMap): (f: Fragment) => void {
  const { width, height, values, minRight, minUp, texelsPerRight: cellsPerMetre } = heights;
  const margin = Math.ceil((OUTER + 0.4) * cellsPerMetre) + 1;
  const innerX = Float64Array.from(COMPASS, ([c]) => c * INNER * cellsPerMetre);
  const innerZ = Float64Array.from(COMPASS, ([, s]) => s * INNER * cellsPerMetre);
  const outerX = Float64Array.from(COMPASS, ([c]) => c * OUTER * cellsPerMetre);
  const outerZ = Float64Array.from(COMPASS, ([, s]) => s * OUTER * cellsPerMetre);
  return (f) => {
    const u = (f.x + f.normalX * 0.35 - minRight) * cellsPerMetre;
    const v = (f.z + f.normalZ * 0.35 - minUp) * cellsPerMetre;
    let open = 1;
    if (u > margin && v > margin && u < width - margin && v < height - margin) {
      const y = f.y + f.normalY * 0.1;
      let near = 0;
      let far = 0;
      for (let k = 0; k < 8; k++) {
        const h1 = values[((v + innerZ[k]!) | 0) * width + ((u + innerX[k]!) | 0)]! - y;
        if (h1 > 0) near += h1 > INNER ? INNER : h1;
        const h2 = values[((v + outerZ[k]!) | 0) * width + ((u + outerX[k]!) | 0)]! - y;
        if (h2 > 0) far += h2 > OUTER ? OUTER : h2;
      }
      open = 1 - (near * (0.075 / INNER) + far * (0.05 / OUTER)) * 0.85;
    }
    if (f.normalY < 0.6) {
      const gap = f.y < 0 ? 1 : f.y > 1.5 ? 0 : 1 - f.y / 1.5;
      open *= 1 - 0.38 * gap * gap;
    }
    if (f.normalY < -0.3) open *= 0.75;
    f.open = open < 0.18 ? 0.18 : open;
  };
}

/** Returns a function that writes `lit`, the share of sunlight: a 3 × 3 filter over the shadow map, bilinear. */
export function createSunlight(map: ShadowMap): (f: Fragment) => void {
  const { width, height, values, right, up, minRight, minUp, texelsPerRight, texelsPerUp } = map;
  const [rx, , rz] = right;
  const [ux, uy, uz] = up;
  const [sx, sy, sz] = map.towards;
  const push = map.texel * 1.6;
  const bias = 0.03 + map.texel * 0.4;
  return (f) => {
    const x = f.x + f.normalX * push;
    const y = f.y + f.normalY * push;
    const z = f.z + f.normalZ * push;
    const u = (x * rx + z * rz - minRight) * texelsPerRight - 0.5;
    const v = (x * ux + y * uy + z * uz - minUp) * texelsPerUp - 0.5;
    if (u < 1 || v < 1 || u >= width - 3 || v >= height - 3) {
      f.lit = 1;
      return;
    }
    const i = u | 0;
    const j = v | 0;
    const depth = x * sx + y * sy + z * sz + bias;
    const a = u - i;
    const b = v - j;
    let o = (j - 1) * width + i - 1;
    const row0 = rowOpen(values, o, depth, a);
    o += width;
    const row1 = rowOpen(values, o, depth, a);
    o += width;
    const row2 = rowOpen(values, o, depth, a);
    o += width;
    const row3 = rowOpen(values, o, depth, a);
    f.lit = (row0 * (1 - b) + row1 + row2 + row3 * b) / 9;
  };
}

/** Open texels of four in a row, the outer ones weighted by where the point lies between them (at most 3). */
function rowOpen(values: Float32Array, o: number, depth: number, a: number): number {
  let sum = 0;
  if (values[o]! <= depth) sum = 1 - a;
  if (values[o + 1]! <= depth) sum += 1;
  if (values[o + 2]! <= depth) sum += 1;
  if (values[o + 3]! <= depth) sum += a;
  return sum;
}

/** All light at a world's points. */
export interface WorldLight {
  readonly groundOcclusion: (f: Fragment) => void;
  readonly surfaceOcclusion: (f: Fragment) => void;
  readonly sunlight: (f: Fragment) => void;
  /** Null where no lamp is lit. */
  readonly lampLight: ((f: Fragment) => void) | null;
}

/** The light functions of a baked world. */
export function createLight(baked: BakedWorld): WorldLight {
  return {
    groundOcclusion: createGroundOcclusion(baked.heights),
    surfaceOcclusion: createSurfaceOcclusion(baked.heights),
    sunlight: createSunlight(baked.shadows),
    lampLight: baked.lampLight,
  };
}
