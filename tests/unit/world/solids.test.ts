import { describe, expect, test, vi } from 'vitest';
import {
  cameraMatrices,
  projectPoint,
  stereoPair,
  surroundRig,
} from '../../../src/world/camera.ts';
import { semanticId } from '../../../src/world/classes.ts';
import { MeshBuilder } from '../../../src/world/mesh-builder.ts';
import { renderFrame } from '../../../src/world/render.ts';
import { addBox } from '../../../src/world/shapes/box.ts';
import { addFloor } from '../../../src/world/shapes/flat.ts';
import { birdsEyeOccupancy, solidBoxes, solidCorners } from '../../../src/world/solids.ts';
import type { World } from '../../../src/world/spec.ts';
import { bakeTestStreet, TEST_CAMERA } from './test-street.ts';

// Software rendering on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

/** A car of 1.8 × 1.5 × 4.4 metres that is turned and moved. */
function worldOfOneCar(heading: number): World {
  const mesh = new MeshBuilder();
  mesh.beginInstance('road');
  addFloor(mesh, -20, 0, 20, 40, 0, 0x727988);
  mesh.beginInstance('car', { heading });
  mesh.pushTransform(3, 0, 12, heading);
  addBox(mesh, -0.9, 0, -2.2, 0.9, 1.5, 2.2, 0xff0000);
  mesh.popTransform();
  return {
    spec: { seed: 1 },
    light: 'day',
    weather: 'clear',
    mesh: mesh.build(),
    region: { minX: -10, maxX: 10, minZ: 0, maxZ: 40 },
  };
}

describe('3-D boxes', () => {
  test.each([0, 0.4, 1.5707963, -2.2])('are tight at a heading of %d', (heading) => {
    const boxes = solidBoxes(worldOfOneCar(heading));
    expect(boxes).toHaveLength(1);
    const [box] = boxes;
    expect(box?.className).toBe('car');
    [1.8, 1.5, 4.4].forEach((size, axis) => expect(box?.size[axis]).toBeCloseTo(size, 4));
    [3, 0.75, 12].forEach((place, axis) => expect(box?.centre[axis]).toBeCloseTo(place, 4));
  });

  test('hold every vertex of their instance', () => {
    const { world } = bakeTestStreet(5);
    const { instances, positions } = world.mesh;
    const boxes = solidBoxes(world);
    expect(boxes.length).toBeGreaterThan(20);
    for (const box of boxes) {
      const corners = solidCorners(box);
      const [a = [0, 0, 0], b = [0, 0, 0], , d = [0, 0, 0], e = [0, 0, 0]] = corners;
      const axes = [b, d, e].map((to) => to.map((x, k) => x - (a[k] ?? 0)));
      const { firstVertex, endVertex } = instances[box.id]!;
      for (let v = firstVertex; v < endVertex; v++) {
        const offset = [0, 1, 2].map((k) => (positions[v * 3 + k] ?? 0) - (a[k] ?? 0));
        for (const axis of axes) {
          const square = axis.reduce((sum, x) => sum + x * x, 0);
          const along = axis.reduce((sum, x, k) => sum + x * (offset[k] ?? 0), 0) / square;
          expect(along).toBeGreaterThan(-1e-4);
          expect(along).toBeLessThan(1 + 1e-4);
        }
      }
    }
  });
});

describe('bird’s-eye occupancy', () => {
  test('shows a thing where it stands before the camera, over its own ground area', () => {
    const world = worldOfOneCar(0);
    const camera = { eye: [3, 2, 2], yaw: 0, pitch: -0.1, field: 0.5 } as const;
    const grid = birdsEyeOccupancy(world, camera, 20, 8, 0.1);
    const at = (across: number, ahead: number): number =>
      grid.classes[
        Math.floor(grid.rows - ahead / grid.cell) * grid.columns +
          Math.floor((across + 8) / grid.cell)
      ] ?? -1;
    expect(at(0.1, 10.1)).toBe(semanticId('car') + 1);
    expect(at(0.1, 5)).toBe(0);
    expect(at(3, 10)).toBe(0);
    const covered = grid.classes.filter((value) => value > 0).length * 0.1 * 0.1;
    expect(Math.abs(covered - 1.8 * 4.4)).toBeLessThan(0.5);
  });
});

describe('cameras', () => {
  test('the matrices project a point as projectPoint does', () => {
    const { intrinsics, rotation, translation } = cameraMatrices(TEST_CAMERA, 192, 120);
    const point = [2, 1.2, 14] as const;
    const inCamera = rotation.map(
      (row, k) => row[0] * point[0] + row[1] * point[1] + row[2] * point[2] + translation[k]!,
    );
    const [x = 0, y = 0, depth = 1] = intrinsics.map((row) =>
      row.reduce((sum, factor, k) => sum + factor * inCamera[k]!, 0),
    );
    const [px, py, pz] = projectPoint(TEST_CAMERA, 192, 120, point);
    expect([x / depth, y / depth, depth]).toEqual([
      expect.closeTo(px, 9),
      expect.closeTo(py, 9),
      expect.closeTo(pz, 9),
    ]);
  });

  test('in a stereo pair a point keeps its row and moves by focal length × baseline / depth', () => {
    const [left, right] = stereoPair(TEST_CAMERA, 0.5);
    const point = [1, 1, 12] as const;
    const [xl, yl, depth] = projectPoint(left, 192, 120, point);
    const [xr, yr] = projectPoint(right, 192, 120, point);
    expect(yl).toBeCloseTo(yr, 9);
    expect(xl - xr).toBeCloseTo(((192 / 2 / TEST_CAMERA.field) * 0.5) / depth, 5);
  });

  test('a rig looks all round in equal steps', () => {
    const rig = surroundRig(TEST_CAMERA, 6);
    expect(rig).toHaveLength(6);
    rig.forEach((camera, k) => {
      expect(camera.eye).toEqual(TEST_CAMERA.eye);
      expect(camera.yaw - TEST_CAMERA.yaw).toBeCloseTo((k * Math.PI) / 3, 9);
    });
    const frames = rig.map((camera) =>
      renderFrame(bakeTestStreet(1), camera, { width: 32, height: 20 }),
    );
    expect(frames.every((frame) => frame.rgba.length === 32 * 20 * 4)).toBe(true);
  });
});
