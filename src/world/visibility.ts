/**
 * From the mesh to what each sample sees. Typed-array reads are in range by construction, hence `!`.
 */
import type { BakedWorld } from './bake.ts';
import { cameraBasis, NEAR, type Camera } from './camera.ts';
import {
  CENTRE_OFFSETS,
  createPoints,
  fillTriangle,
  ROTATED_OFFSETS,
  type DepthMap,
  type Marks,
  type ScreenPoints,
} from './raster.ts';
import { scratchFloats, scratchIntegers, scratchShorts } from './scratch.ts';

/** What is seen, and the bounds of each thing's projection: x1, y1, x2, y2 in pixels per instance. */
export interface DrawnMesh extends DepthMap {
  readonly marks: Marks;
  readonly bounds: Float64Array;
}

/** Space for the points of a mesh and for six clipped ones, kept between frames. */
let points = createPoints(0);

function pointsFor(vertexCount: number): ScreenPoints {
  if (points.x.length < vertexCount + 6) points = createPoints(vertexCount + 6);
  return points;
}

/**
 * Draws all triangles that face the camera. `perPixel` is the number of samples, 1 or 4. Points nearer than
 * `NEAR` are clipped away. Without `truth` nothing is counted and no bounds are kept.
 */
export function drawMesh(
  baked: BakedWorld,
  camera: Camera,
  width: number,
  height: number,
  perPixel: 1 | 4,
  truth: boolean,
): DrawnMesh {
  const { planes, surfaces, spheres, things } = baked;
  const { mesh } = baked.world;
  const { positions, corners, normals, layers, instances, vertexCount } = mesh;
  const rows = height * perPixel;
  const target: DrawnMesh = {
    width,
    height: rows,
    offsets: perPixel === 4 ? ROTATED_OFFSETS : CENTRE_OFFSETS,
    values: scratchFloats('nearness', width * rows),
    marks: {
      triangles: scratchIntegers('sample triangles', width * rows),
      stamps: scratchShorts('stamps', truth ? width * rows : 0),
      covered: new Int32Array(instances.length),
    },
    bounds: new Float64Array(instances.length * 4),
  };
  const { bounds } = target;
  const screen = pointsFor(vertexCount);
  const { x: sx, y: sy, w: sw } = screen;
  const { right, up, forward } = cameraBasis(camera);
  const [rx, , rz] = right;
  const [ux, uy, uz] = up;
  const [fx, fy, fz] = forward;
  const [ex, ey, ez] = camera.eye;
  const focalX = width / 2 / camera.field;
  const focalY = focalX * perPixel;
  const cx = width / 2;
  const cy = rows / 2;
  const tanY = (camera.field * height) / width;
  const slantX = Math.sqrt(1 + camera.field * camera.field);
  const slantY = Math.sqrt(1 + tanY * tanY);

  for (const i of nearestFirst(spheres, camera)) {
    const radius = spheres[i * 4 + 3]!;
    const qx = spheres[i * 4]! - ex;
    const qy = spheres[i * 4 + 1]! - ey;
    const qz = spheres[i * 4 + 2]! - ez;
    const along = qx * fx + qy * fy + qz * fz;
    if (along < NEAR - radius) continue;
    if (Math.abs(qx * rx + qz * rz) - along * camera.field > radius * slantX) continue;
    if (Math.abs(qx * ux + qy * uy + qz * uz) - along * tanY > radius * slantY) continue;

    const { firstVertex, endVertex, firstTriangle, endTriangle } = instances[i]!;
    const whole = along - radius > NEAR;
    for (let v = firstVertex; v < endVertex; v++) {
      const x = positions[v * 3]! - ex;
      const y = positions[v * 3 + 1]! - ey;
      const z = positions[v * 3 + 2]! - ez;
      const depth = x * fx + y * fy + z * fz;
      if (depth < NEAR) {
        sw[v] = 0;
        continue;
      }
      const w = 1 / depth;
      sx[v] = cx + (x * rx + z * rz) * w * focalX;
      sy[v] = cy - (x * ux + y * uy + z * uz) * w * focalY;
      sw[v] = w;
    }
    const counted = truth && things[i] === 1 ? i : 0;
    if (counted) boundInstance(screen, firstVertex, endVertex, bounds, i);

    for (let t = firstTriangle; t < endTriangle; t++) {
      const o = t * 3;
      const faces = normals[o]! * ex + normals[o + 1]! * ey + normals[o + 2]! * ez > planes[t]!;
      if (!faces && (whole || !counted)) continue;
      const a = corners[o]!;
      const b = corners[o + 1]!;
      const c = corners[o + 2]!;
      if (whole || (sw[a]! > 0 && sw[b]! > 0 && sw[c]! > 0)) {
        if (faces) fillTriangle(target, screen, a, b, c, layers[t]!, surfaces[t]! + 1, counted);
        continue;
      }
      if (sw[a] === 0 && sw[b] === 0 && sw[c] === 0) continue;
      // Cut off what is too near: the rest is a triangle or a quadrilateral.
      let n = vertexCount;
      for (let e = 0; e < 3; e++) {
        const p = corners[o + e]!;
        const q = corners[o + ((e + 1) % 3)]!;
        if (sw[p]! > 0) {
          sx[n] = sx[p]!;
          sy[n] = sy[p]!;
          sw[n++] = sw[p]!;
        }
        if (sw[p]! > 0 === sw[q]! > 0) continue;
        // From the lower index to the higher, so that neighbours cut their shared edge at the same point.
        const from = (p < q ? p : q) * 3;
        const to = (p < q ? q : p) * 3;
        const px = positions[from]! - ex;
        const py = positions[from + 1]! - ey;
        const pz = positions[from + 2]! - ez;
        const dx = positions[to]! - ex - px;
        const dy = positions[to + 1]! - ey - py;
        const dz = positions[to + 2]! - ez - pz;
        const k = (NEAR - (px * fx + py * fy + pz * fz)) / (dx * fx + dy * fy + dz * fz);
        const x = px + dx * k;
        const y = py + dy * k;
        const z = pz + dz * k;
        sx[n] = cx + ((x * rx + z * rz) / NEAR) * focalX;
        sy[n] = cy - ((x * ux + y * uy + z * uz) / NEAR) * focalY;
        sw[n++] = 1 / NEAR;
      }
      if (counted) boundInstance(screen, vertexCount, n, bounds, i);
      if (!faces) continue;
      for (let k = vertexCount + 1; k + 1 < n; k++) {
        fillTriangle(target, screen, vertexCount, k, k + 1, layers[t]!, surfaces[t]! + 1, counted);
      }
    }
  }
  for (let i = 0; i < instances.length; i++) {
    bounds[i * 4 + 1]! /= perPixel;
    bounds[i * 4 + 3]! /= perPixel;
  }
  return target;
}

/**
 * The instances that own geometry, the nearest ones first: what is drawn early hides the rest, which then costs
 * no writing. Equal distances keep the order of the ids.
 */
function nearestFirst(spheres: Float64Array, camera: Camera): Uint32Array {
  const [ex, ey, ez] = camera.eye;
  const count = spheres.length / 4;
  const distances = new Float64Array(count);
  const order = new Uint32Array(count);
  let n = 0;
  for (let i = 1; i < count; i++) {
    const radius = spheres[i * 4 + 3]!;
    if (radius < 0) continue;
    const dx = spheres[i * 4]! - ex;
    const dy = spheres[i * 4 + 1]! - ey;
    const dz = spheres[i * 4 + 2]! - ez;
    distances[i] = Math.sqrt(dx * dx + dy * dy + dz * dz);
    order[n++] = i;
  }
  return order.subarray(0, n).sort((a, b) => distances[a]! - distances[b]! || a - b);
}

/** Widens an instance's bounds by the given points that lie in front of the camera (w > 0). */
function boundInstance(
  screen: ScreenPoints,
  first: number,
  end: number,
  bounds: Float64Array,
  instance: number,
): void {
  const { x: sx, y: sy, w: sw } = screen;
  const o = instance * 4;
  const fresh = bounds[o] === 0 && bounds[o + 2] === 0;
  let x1 = fresh ? 1e9 : bounds[o]!;
  let y1 = fresh ? 1e9 : bounds[o + 1]!;
  let x2 = fresh ? -1e9 : bounds[o + 2]!;
  let y2 = fresh ? -1e9 : bounds[o + 3]!;
  for (let v = first; v < end; v++) {
    if (sw[v] === 0) continue;
    const x = sx[v]!;
    const y = sy[v]!;
    if (x < x1) x1 = x;
    if (x > x2) x2 = x;
    if (y < y1) y1 = y;
    if (y > y2) y2 = y;
  }
  if (x1 > x2) return;
  bounds[o] = x1;
  bounds[o + 1] = y1;
  bounds[o + 2] = x2;
  bounds[o + 3] = y2;
}
