import { describe, expect, test, vi } from 'vitest';
import type { BakedWorld } from '../../../src/world/bake.ts';
import { cameraBasis, projectPoint, type Camera } from '../../../src/world/camera.ts';
import { isThing, SEMANTIC_CLASSES } from '../../../src/world/classes.ts';
import type { Frame } from '../../../src/world/frame.ts';
import { dot, type Vec3 } from '../../../src/world/math.ts';
import { renderFrame } from '../../../src/world/render.ts';
import { panopticMask } from '../../../src/world/truth.ts';
import { drawMesh } from '../../../src/world/visibility.ts';
import { bakeTestStreet, TEST_CAMERA } from './test-street.ts';

// Software rendering on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const SIZE = { width: 192, height: 120 } as const;
const baked = bakeTestStreet(3);
const frame = renderFrame(baked, TEST_CAMERA, {
  ...SIZE,
  normals: true,
  flow: { seconds: 0.1 },
});

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

/** The same world with the triangles of one instance only. */
function isolate(id: number): BakedWorld {
  const { mesh } = baked.world;
  const instances = mesh.instances.map((instance, i) =>
    i === id ? instance : { ...instance, endTriangle: instance.firstTriangle },
  );
  const spheres = baked.spheres.slice();
  instances.forEach((_, i) => {
    if (i !== id) spheres[i * 4 + 3] = -1;
  });
  return { ...baked, spheres, world: { ...baked.world, mesh: { ...mesh, instances } } };
}

describe('boxes', () => {
  test('a visible box is the tight bound of the pixels of its instance', () => {
    for (const object of frame.objects) {
      const pixels = [...frame.instance.keys()].filter((p) => frame.instance[p] === object.id);
      expect(pixels.length).toBe(object.visiblePixels);
      if (!object.visible) {
        expect(pixels).toHaveLength(0);
        continue;
      }
      const columns = pixels.map((p) => p % SIZE.width);
      const rows = pixels.map((p) => Math.floor(p / SIZE.width));
      expect(object.visible).toEqual([
        Math.min(...columns),
        Math.min(...rows),
        Math.max(...columns) + 1,
        Math.max(...rows) + 1,
      ]);
    }
    expect(frame.objects.filter((object) => object.visible).length).toBeGreaterThan(12);
  });

  test('a whole box is the bound of the projected geometry', () => {
    const { mesh } = baked.world;
    let checked = 0;
    for (const object of frame.objects) {
      const { firstVertex, endVertex } = mesh.instances[object.id]!;
      const points: Vec3[] = [];
      for (let v = firstVertex; v < endVertex; v++) {
        const [x = 0, y = 0, z = 0] = mesh.positions.subarray(v * 3, v * 3 + 3);
        points.push(projectPoint(TEST_CAMERA, SIZE.width, SIZE.height, [x, y, z]));
      }
      if (points.some(([, , depth]) => depth < 0.25)) continue;
      checked++;
      const xs = points.map(([x]) => x);
      const ys = points.map(([, y]) => y);
      const bound = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
      object.whole.forEach((edge, k) => expect(edge).toBeCloseTo(bound[k]!, 6));
    }
    expect(checked).toBeGreaterThan(12);
  });

  test('no visible box leaves its whole box by more than a pixel, also at the near plane', () => {
    for (let step = 0; step < 6; step++) {
      const camera: Camera = { ...TEST_CAMERA, eye: [0, 1, step * 6] };
      const { objects } = renderFrame(baked, camera, SIZE);
      for (const { visible, whole } of objects) {
        if (!visible) continue;
        expect(visible[0]).toBeGreaterThanOrEqual(whole[0] - 1);
        expect(visible[1]).toBeGreaterThanOrEqual(whole[1] - 1);
        expect(visible[2]).toBeLessThanOrEqual(whole[2] + 1);
        expect(visible[3]).toBeLessThanOrEqual(whole[3] + 1);
      }
    }
  });
});

describe('occlusion', () => {
  test('the area of a thing equals the area it covers when it is drawn alone', () => {
    for (const object of frame.objects) {
      const alone = renderFrame(isolate(object.id), TEST_CAMERA, SIZE).objects;
      expect(alone).toHaveLength(1);
      expect(alone[0]?.id).toBe(object.id);
      expect(alone[0]?.area).toBe(object.area);
      expect(alone[0]?.visibleFraction).toBe(1);
      expect(alone[0]?.whole).toEqual(object.whole);
    }
  });

  test('the visible fraction is the share of its samples that are seen', () => {
    const drawn = drawMesh(baked, TEST_CAMERA, SIZE.width, SIZE.height, 4, true);
    const { owners } = baked.world.mesh;
    for (const object of frame.objects) {
      let seen = 0;
      for (const mark of drawn.marks.triangles)
        if (mark > 0 && owners[mark - 1] === object.id) seen++;
      expect(object.visibleFraction).toBeCloseTo(seen / (object.area * 4), 12);
    }
  });
});

describe('masks', () => {
  test('the class of a pixel is the class of its instance', () => {
    const { instances } = baked.world.mesh;
    for (let p = 0; p < frame.instance.length; p++) {
      const instance = instances[frame.instance[p]!]!;
      expect(SEMANTIC_CLASSES[frame.semantic[p]!]).toBe(instance.className);
    }
  });

  test('the panoptic mask holds the class of every pixel and the id of every thing', () => {
    const panoptic = panopticMask(baked, frame);
    for (let p = 0; p < panoptic.length; p++) {
      const name = SEMANTIC_CLASSES[panoptic[p]! >>> 16]!;
      expect(panoptic[p]! >>> 16).toBe(frame.semantic[p]);
      expect(panoptic[p]! & 65535).toBe(isThing(name) ? frame.instance[p] : 0);
    }
  });

  test('a pixel of the sky has no depth and any other pixel has one', () => {
    for (let p = 0; p < frame.instance.length; p++) {
      expect(frame.depth[p]! > 0).toBe(frame.instance[p]! > 0);
    }
  });
});

describe('geometry', () => {
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

  test('flow of a moving thing leads to its own pixels of the same depth after it has moved', () => {
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

  test('the axes of a camera are orthonormal', () => {
    const { right, up, forward } = cameraBasis({ ...TEST_CAMERA, yaw: 0.8, pitch: -0.3 });
    for (const axis of [right, up, forward]) expect(dot(axis, axis)).toBeCloseTo(1, 7);
    expect(dot(right, up)).toBeCloseTo(0, 7);
    expect(dot(up, forward)).toBeCloseTo(0, 7);
    expect(dot(right, forward)).toBeCloseTo(0, 7);
  });
});
