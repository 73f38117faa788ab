/** Typed-array reads are in range by construction, hence `!`. */
import type { HeightMap } from './height-map.ts';
import type { Vec3 } from './math.ts';
import * as Material from './material.ts';
import type { Mesh } from './mesh-store.ts';
import { createPoints, fillTriangle } from './raster.ts';
import type { ShadowMap } from './shadow-map.ts';

/** Draws all casters into both maps. */
export function drawCasters(
  mesh: Mesh,
  spheres: Float64Array,
  sun: Vec3,
  shadows: ShadowMap,
  heights: HeightMap,
): void {
  const { positions, corners, normals, materials, layers, vertexCount, instances } = mesh;
  const towardsSun = createPoints(vertexCount);
  const fromAbove = createPoints(vertexCount);
  const { right, up, minRight, minUp, texelsPerRight, texelsPerUp } = shadows;
  const { minX, minZ, cellsPerMetre } = heights;
  for (let i = 0; i < instances.length; i++) {
    const { firstVertex, endVertex, firstTriangle, endTriangle } = instances[i]!;
    const radius = spheres[i * 4 + 3]!;
    if (radius < 0) continue;
    const cx = spheres[i * 4]!;
    const cy = spheres[i * 4 + 1]!;
    const cz = spheres[i * 4 + 2]!;
    const r = (cx * right[0] + cz * right[2] - minRight) * texelsPerRight;
    const u = (cx * up[0] + cy * up[1] + cz * up[2] - minUp) * texelsPerUp;
    const casts =
      r > -radius * texelsPerRight &&
      r < shadows.width + radius * texelsPerRight &&
      u > -radius * texelsPerUp &&
      u < shadows.height + radius * texelsPerUp;
    const hx = (cx - minX) * cellsPerMetre;
    const hz = (cz - minZ) * cellsPerMetre;
    const reach = radius * cellsPerMetre;
    const stands =
      hx > -reach && hx < heights.width + reach && hz > -reach && hz < heights.height + reach;
    if (!casts && !stands) continue;
    for (let v = firstVertex; v < endVertex; v++) {
      const x = positions[v * 3]!;
      const y = positions[v * 3 + 1]!;
      const z = positions[v * 3 + 2]!;
      towardsSun.x[v] = (x * right[0] + z * right[2] - minRight) * texelsPerRight;
      towardsSun.y[v] = (x * up[0] + y * up[1] + z * up[2] - minUp) * texelsPerUp;
      towardsSun.w[v] = x * sun[0] + y * sun[1] + z * sun[2];
      fromAbove.x[v] = (x - minX) * cellsPerMetre;
      fromAbove.y[v] = (z - minZ) * cellsPerMetre;
      fromAbove.w[v] = y;
    }
    for (let t = firstTriangle; t < endTriangle; t++) {
      const material = materials[t]!;
      if (layers[t] !== 0 || material >= Material.Cloud || Material.isGround(material)) continue;
      const o = t * 3;
      const a = corners[o]!;
      const b = corners[o + 1]!;
      const c = corners[o + 2]!;
      const ny = normals[o + 1]!;
      // Of a closed body the side that faces the sun is the one that casts.
      const facing = normals[o]! * sun[0] + ny * sun[1] + normals[o + 2]! * sun[2];
      if (casts && facing > 0) fillTriangle(shadows, towardsSun, a, b, c);
      if (stands && ny > 0.05) fillTriangle(heights, fromAbove, a, b, c);
    }
  }
}
