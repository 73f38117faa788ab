/** Typed-array reads are in range by construction, hence `!`. */
import type { DistantView } from './casters.ts';
import { cosine, sine } from './math.ts';
import { createDepthMap } from './raster.ts';
import type { Region } from './spec.ts';

/** Height of what stands on the ground, seen from above. */
export interface HeightMap extends DistantView {
  /** Ambient occlusion of the ground, 0 (open) to about 1, blurred; same cells. */
  readonly groundOcclusion: Float32Array;
}

/** Eight directions on the ground, as cosine and sine. */
export const COMPASS: readonly (readonly [number, number])[] = Array.from({ length: 8 }, (_, k) => [
  cosine(k * 0.7853981634 + 0.2),
  sine(k * 0.7853981634 + 0.2),
]);

/** The empty height map of a region: five cells per metre, fewer where the region is large. */
export function frameHeights(region: Region): HeightMap {
  const margin = 4;
  const sizeX = region.maxX - region.minX + margin * 2;
  const sizeZ = region.maxZ - region.minZ + margin * 2;
  const cellsPerMetre = Math.min(5, Math.sqrt(150000 / (sizeX * sizeZ)));
  const width = Math.ceil(sizeX * cellsPerMetre);
  const height = Math.ceil(sizeZ * cellsPerMetre);
  return {
    ...createDepthMap(width, height),
    right: [1, 0, 0],
    up: [0, 0, 1],
    towards: [0, 1, 0],
    minRight: region.minX - margin,
    minUp: region.minZ - margin,
    texelsPerRight: cellsPerMetre,
    texelsPerUp: cellsPerMetre,
    groundOcclusion: new Float32Array(width * height),
  };
}

/** Fills in how much each ground cell is shut in by what stands within two metres, then blurs it. */
export function occludeGround(heights: HeightMap): void {
  const { width, height, values, texelsPerRight: cellsPerMetre, groundOcclusion } = heights;
  const raw = new Float32Array(width * height);
  const offsets = new Int32Array(24);
  const inverse = new Float64Array(24);
  const weights = new Float64Array(24);
  const rings: readonly (readonly [number, number])[] = [
    [0.45, 0.06],
    [0.9, 0.035],
    [1.9, 0.04],
  ];
  rings.forEach(([radius, weight], ring) => {
    COMPASS.forEach(([cx, cz], k) => {
      const e = ring * 8 + k;
      const dx = Math.floor(cx * radius * cellsPerMetre + 0.5);
      offsets[e] = Math.floor(cz * radius * cellsPerMetre + 0.5) * width + dx;
      inverse[e] = 1 / radius;
      weights[e] = weight;
    });
  });
  const margin = Math.ceil(2 * cellsPerMetre);
  for (let j = margin; j < height - margin; j++) {
    for (let i = margin; i < width - margin; i++) {
      const o = j * width + i;
      if (values[o]! > 3) {
        raw[o] = 0.9; // inside a house nobody sees the ground
        continue;
      }
      let sum = 0;
      for (let e = 0; e < 24; e++) {
        const h = (values[o + offsets[e]!]! - 0.1) * inverse[e]!;
        if (h > 0) sum += (h > 1 ? 1 : h) * weights[e]!;
      }
      raw[o] = sum;
    }
  }
  for (let j = 1; j < height - 1; j++) {
    for (let i = 1; i < width - 1; i++) {
      const o = j * width + i;
      const cross = raw[o - 1]! + raw[o + 1]! + raw[o - width]! + raw[o + width]!;
      const diagonal =
        raw[o - width - 1]! + raw[o - width + 1]! + raw[o + width - 1]! + raw[o + width + 1]!;
      groundOcclusion[o] = (raw[o]! * 4 + cross * 2 + diagonal) / 16;
    }
  }
}
