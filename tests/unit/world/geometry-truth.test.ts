import { expect, test, vi } from 'vitest';
import type { BakedWorld } from '../../../src/world/bake.ts';
import { cameraBasis, projectPoint, type Camera } from '../../../src/world/camera.ts';
import type { Frame } from '../../../src/world/frame.ts';
import type { Vec3 } from '../../../src/world/math.ts';
import { renderFrame } from '../../../src/world/render.ts';
import { TEST_CAMERA } from './test-street.ts';
import { baked, frame, SIZE } from './true-frame.ts';

// Software rendering on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

/** The ray through the middle of a pixel, of length 1 along the optical axis. */
function rayOf(camera: Camera, column: number, row: number): Vec3 {
  const { right, up, forward } = cameraBasis(camera);
  const focal = SIZE.width / 2 / camera.field;
  const px = (column + 0.5 - SIZE.width / 2) / focal;
  const py = (SIZE.height / 2 - row - 0.5) / focal;
  const along = (axis: 0 | 1 | 2): number => right[axis] * px + up[axis] * py + forward[axis];
  return [along(0), along(1), along(2)];
}

function pointAt(camera: Camera, of: Frame, pixel: number): Vec3 {
  const ray = rayOf(camera, pixel % SIZE.width, Math.floor(pixel / SIZE.width));
  const depth = of.depth[pixel]!;
  const { eye } = camera;
  return [eye[0] + ray[0] * depth, eye[1] + ray[1] * depth, eye[2] + ray[2] * depth];
}

test('depth agrees with the geometry to 1e-4 relative', () => {
  const { mesh } = baked.world;
  let worst = 0;
  let off = 0;
  for (let p = 0; p < frame.instance.length; p++) {
    const id = frame.instance[p]!;
    if (id === 0) continue;
    const ray = rayOf(TEST_CAMERA, p % SIZE.width, Math.floor(p / SIZE.width));
    const normal = frame.normals!.subarray(p * 3, p * 3 + 3);
    const { firstTriangle, endTriangle } = mesh.instances[id]!;
    let best = 1;
    for (let t = firstTriangle; t < endTriangle; t++) {
      const n = mesh.normals.subarray(t * 3, t * 3 + 3);
      if (n[0]! * normal[0]! + n[1]! * normal[1]! + n[2]! * normal[2]! < 0.99999) continue;
      const o = mesh.corners[t * 3]! * 3;
      let reach = 0;
      let along = 0;
      for (let k = 0; k < 3; k++) {
        reach += n[k]! * (mesh.positions[o + k]! - TEST_CAMERA.eye[k]!);
        along += n[k]! * ray[k]!;
      }
      best = Math.min(best, Math.abs(frame.depth[p]! / (reach / along) - 1));
    }
    if (best > 1e-4) off++;
    else worst = Math.max(worst, best);
  }
  expect(worst).toBeLessThanOrEqual(1e-4);
  // Where a grazing surface only touches a pixel, its depth is that of the part that is seen.
  expect(off / frame.instance.length).toBeLessThan(0.001);
});

test('normals have length one and face the camera', () => {
  for (let p = 0; p < frame.instance.length; p++) {
    if (frame.instance[p] === 0) continue;
    const [x = 0, y = 0, z = 0] = frame.normals!.subarray(p * 3, p * 3 + 3);
    expect(x * x + y * y + z * z).toBeCloseTo(1, 5);
  }
});

test('flow moves pixels onto their place in the next frame', () => {
  const nextCamera: Camera = { ...TEST_CAMERA, eye: [0.6, 2.1, -0.7], yaw: 0.07 };
  const still: BakedWorld = {
    ...baked,
    world: {
      ...baked.world,
      mesh: {
        ...baked.world.mesh,
        instances: baked.world.mesh.instances.map((i) => ({
          ...i,
          velocity: [0, 0, 0],
          turnRate: 0,
        })),
      },
    },
  };
  const before = renderFrame(still, TEST_CAMERA, { ...SIZE, flow: { seconds: 0.1, nextCamera } });
  for (let p = 0; p < before.instance.length; p++) {
    if (before.instance[p] === 0) continue;
    const [x, y] = projectPoint(
      nextCamera,
      SIZE.width,
      SIZE.height,
      pointAt(TEST_CAMERA, before, p),
    );
    if (x < 0 || y < 0 || x > SIZE.width || y > SIZE.height) continue;
    expect((p % SIZE.width) + 0.5 + before.flow![p * 2]!).toBeCloseTo(x, 2);
    expect(Math.floor(p / SIZE.width) + 0.5 + before.flow![p * 2 + 1]!).toBeCloseTo(y, 2);
  }
});

test('flow of a moving thing leads into its bounds after it has moved', () => {
  const seconds = 0.2;
  const { mesh } = baked.world;
  const first = renderFrame(baked, TEST_CAMERA, { ...SIZE, flow: { seconds } });
  const positions = mesh.positions.slice();
  mesh.instances.forEach((instance, id) => {
    const angle = (instance.turnRate ?? 0) * seconds;
    const [vx, , vz] = instance.velocity ?? [0, 0, 0];
    const cx = baked.spheres[id * 4]!;
    const cz = baked.spheres[id * 4 + 2]!;
    for (let v = instance.firstVertex * 3; v < instance.endVertex * 3; v += 3) {
      const x = mesh.positions[v]! - cx;
      const z = mesh.positions[v + 2]! - cz;
      // A positive turn rate turns +z towards +x.
      positions[v] = cx + x * Math.cos(angle) + z * Math.sin(angle) + vx * seconds;
      positions[v + 2] = cz - x * Math.sin(angle) + z * Math.cos(angle) + vz * seconds;
    }
  });
  const drawn = projectAll(positions);
  let hits = 0;
  let total = 0;
  for (let p = 0; p < first.instance.length; p++) {
    const id = first.instance[p]!;
    const instance = mesh.instances[id];
    if (!instance?.velocity) continue;
    const x = (p % SIZE.width) + 0.5 + first.flow![p * 2]!;
    const y = Math.floor(p / SIZE.width) + 0.5 + first.flow![p * 2 + 1]!;
    const box = drawn(instance.firstVertex, instance.endVertex);
    if (!box) continue;
    total++;
    if (x > box[0] - 1 && x < box[2] + 1 && y > box[1] - 1 && y < box[3] + 1) hits++;
  }
  expect(total).toBeGreaterThan(1000);
  expect(hits).toBe(total);

  function projectAll(moved: Float32Array) {
    return (from: number, to: number): [number, number, number, number] | null => {
      let box: [number, number, number, number] = [1e9, 1e9, -1e9, -1e9];
      for (let v = from; v < to; v++) {
        const [x = 0, y = 0, z = 0] = moved.subarray(v * 3, v * 3 + 3);
        const [px, py, depth] = projectPoint(TEST_CAMERA, SIZE.width, SIZE.height, [x, y, z]);
        if (depth < 0.3) return null;
        box = [
          Math.min(box[0], px),
          Math.min(box[1], py),
          Math.max(box[2], px),
          Math.max(box[3], py),
        ];
      }
      return box;
    };
  }
});
