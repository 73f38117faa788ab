import { describe, expect, test, vi } from 'vitest';
import type { BakedWorld } from '../../../src/world/bake.ts';
import { projectPoint, type Camera } from '../../../src/world/camera.ts';
import { isThing, SEMANTIC_CLASSES } from '../../../src/world/classes.ts';
import type { Vec3 } from '../../../src/world/math.ts';
import { renderFrame } from '../../../src/world/render.ts';
import { panopticMask } from '../../../src/world/truth.ts';
import { drawMesh } from '../../../src/world/visibility.ts';
import { TEST_CAMERA } from './test-street.ts';
import { baked, frame, SIZE } from './true-frame.ts';

// Software rendering on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

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
