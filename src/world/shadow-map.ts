import type { DistantView } from './casters.ts';
import { cross, type Vec3 } from './math.ts';
import { createDepthMap } from './raster.ts';
import type { Region } from './spec.ts';

/** Depth towards the sun of the nearest caster. */
export interface ShadowMap extends DistantView {
  /** Metres per texel, along the coarser axis. */
  readonly texel: number;
}

/** The empty shadow map that just holds the region up to nine metres, seen from the sun. */
export function frameShadows(region: Region, sun: Vec3, size: number): ShadowMap {
  const level = 1 / Math.sqrt(sun[0] * sun[0] + sun[2] * sun[2]);
  const right: Vec3 = [-sun[2] * level, 0, sun[0] * level];
  const up = cross(right, sun);
  let [minRight, maxRight, minUp, maxUp] = [1e9, -1e9, 1e9, -1e9];
  for (const x of [region.minX, region.maxX]) {
    for (const y of [0, 9]) {
      for (const z of [region.minZ, region.maxZ]) {
        const r = x * right[0] + z * right[2];
        const u = x * up[0] + y * up[1] + z * up[2];
        minRight = Math.min(minRight, r);
        maxRight = Math.max(maxRight, r);
        minUp = Math.min(minUp, u);
        maxUp = Math.max(maxUp, u);
      }
    }
  }
  const texelsPerRight = size / (maxRight - minRight);
  const texelsPerUp = size / (maxUp - minUp);
  const map = createDepthMap(size, size);
  map.values.fill(-1e9);
  return {
    ...map,
    right,
    up,
    towards: sun,
    minRight,
    minUp,
    texelsPerRight,
    texelsPerUp,
    texel: 1 / Math.min(texelsPerRight, texelsPerUp),
  };
}
