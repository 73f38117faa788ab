/** Typed-array reads are in range by construction, hence `!`. */
import * as Material from './material.ts';
import type { Vec3 } from './math.ts';
import type { Mesh } from './mesh-store.ts';
import { createPoints, fillTriangle, type DepthMap } from './raster.ts';

/** A map of the world from infinitely far away: along which axes it looks, and where its first texel is. */
export interface DistantView extends DepthMap {
  /** Unit axes of the map's columns and rows, and the one towards whoever looks. */
  readonly right: Vec3;
  readonly up: Vec3;
  readonly towards: Vec3;
  /** Metres along the axes at the map's first column and row. */
  readonly minRight: number;
  readonly minUp: number;
  readonly texelsPerRight: number;
  readonly texelsPerUp: number;
}

/** Draws all casters that face the view by more than the cosine `least` into it. */
export function drawCasters(
  mesh: Mesh,
  spheres: Float64Array,
  view: DistantView,
  least: number,
): void {
  const { positions, corners, normals, materials, layers, vertexCount, instances } = mesh;
  const { width, height, minRight, minUp, texelsPerRight, texelsPerUp } = view;
  const [rx, ry, rz] = view.right;
  const [ux, uy, uz] = view.up;
  const [tx, ty, tz] = view.towards;
  const points = createPoints(vertexCount);
  const { x: columns, y: rows, w: nearness } = points;
  for (let i = 0; i < instances.length; i++) {
    const { firstVertex, endVertex, firstTriangle, endTriangle } = instances[i]!;
    const cx = spheres[i * 4]!;
    const cy = spheres[i * 4 + 1]!;
    const cz = spheres[i * 4 + 2]!;
    const radius = spheres[i * 4 + 3]!;
    const column = (cx * rx + cy * ry + cz * rz - minRight) * texelsPerRight;
    const row = (cx * ux + cy * uy + cz * uz - minUp) * texelsPerUp;
    const across = radius * texelsPerRight;
    const along = radius * texelsPerUp;
    if (column <= -across || column >= width + across) continue;
    if (row <= -along || row >= height + along) continue;
    for (let v = firstVertex; v < endVertex; v++) {
      const x = positions[v * 3]!;
      const y = positions[v * 3 + 1]!;
      const z = positions[v * 3 + 2]!;
      columns[v] = (x * rx + y * ry + z * rz - minRight) * texelsPerRight;
      rows[v] = (x * ux + y * uy + z * uz - minUp) * texelsPerUp;
      nearness[v] = x * tx + y * ty + z * tz;
    }
    for (let t = firstTriangle; t < endTriangle; t++) {
      const material = materials[t]!;
      if (layers[t] !== 0 || material >= Material.Cloud || Material.isGround(material)) continue;
      const o = t * 3;
      // Of a closed body the side that faces the view is the one that casts.
      const facing = normals[o]! * tx + normals[o + 1]! * ty + normals[o + 2]! * tz;
      if (facing > least) fillTriangle(view, points, corners[o]!, corners[o + 1]!, corners[o + 2]!);
    }
  }
}
