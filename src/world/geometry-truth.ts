/** Normals and flow, made on request. Typed-array reads are in range by construction, hence `!`. */
import type { BakedWorld } from './bake.ts';
import { cameraBasis, NEAR, type Camera } from './camera.ts';
import type { FlowOptions } from './frame.ts';
import { cosine, sine, type Vec3 } from './math.ts';
import type { Instance } from './mesh-store.ts';
import type { Resolved } from './resolve.ts';

/** World-space unit normal of every pixel; zero for the sky. */
export function normalMap(baked: BakedWorld, resolved: Resolved): Float32Array {
  const { normals } = baked.world.mesh;
  const { triangles } = resolved;
  const map = new Float32Array(triangles.length * 3);
  for (let p = 0; p < triangles.length; p++) {
    const mark = triangles[p]!;
    if (mark === 0) continue;
    const o = (mark - 1) * 3;
    map[p * 3] = normals[o]!;
    map[p * 3 + 1] = normals[o + 1]!;
    map[p * 3 + 2] = normals[o + 2]!;
  }
  return map;
}

/** Where a point of an instance is after some seconds: turned about the instance's centre and carried along. */
export function movePoint(instance: Instance, centre: Vec3, point: Vec3, seconds: number): Vec3 {
  const [vx, vy, vz] = instance.velocity ?? [0, 0, 0];
  const angle = (instance.turnRate ?? 0) * seconds;
  const c = cosine(angle);
  const s = sine(angle);
  const x = point[0] - centre[0];
  const z = point[2] - centre[2];
  return [
    centre[0] + x * c + z * s + vx * seconds,
    point[1] + vy * seconds,
    centre[2] - x * s + z * c + vz * seconds,
  ];
}

/**
 * Movement of every pixel's surface point to the next frame, x and y in pixels. The sky moves with the
 * camera's turn alone.
 */
export function flowMap(
  baked: BakedWorld,
  camera: Camera,
  resolved: Resolved,
  width: number,
  height: number,
  options: FlowOptions,
): Float32Array {
  const { instances } = baked.world.mesh;
  const { spheres } = baked;
  const next = options.nextCamera ?? camera;
  const from = cameraBasis(camera);
  const to = cameraBasis(next);
  const focal = width / 2 / camera.field;
  const nextFocal = width / 2 / next.field;
  const flow = new Float32Array(width * height * 2);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const p = row * width + column;
      const px = (column + 0.5 - width / 2) / focal;
      const py = (height / 2 - row - 0.5) / focal;
      const ray = [0, 1, 2].map((k) => from.right[k]! * px + from.up[k]! * py + from.forward[k]!);
      const depth = resolved.depth[p]!;
      const id = resolved.instance[p]!;
      let offset = ray;
      if (depth > 0) {
        const point = ray.map((r, k) => camera.eye[k]! + r * depth);
        const centre: Vec3 = [spheres[id * 4]!, spheres[id * 4 + 1]!, spheres[id * 4 + 2]!];
        const seen: Vec3 = [point[0]!, point[1]!, point[2]!];
        const moved = movePoint(instances[id]!, centre, seen, options.seconds);
        offset = moved.map((m, k) => m - next.eye[k]!);
      }
      const along = (axis: Vec3): number =>
        axis[0] * offset[0]! + axis[1] * offset[1]! + axis[2] * offset[2]!;
      const ahead = Math.max(NEAR, along(to.forward));
      flow[p * 2] = width / 2 + (along(to.right) / ahead) * nextFocal - (column + 0.5);
      flow[p * 2 + 1] = height / 2 - (along(to.up) / ahead) * nextFocal - (row + 0.5);
    }
  }
  return flow;
}
