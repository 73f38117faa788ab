import { describe, expect, test } from 'vitest';
import { RandomStream } from '../../../src/world/random.ts';
import {
  CENTRE_OFFSETS,
  createDepthMap,
  fillTriangle,
  ROTATED_OFFSETS,
  type DepthMap,
  type Marks,
  type ScreenPoints,
} from '../../../src/world/raster.ts';

const WIDTH = 150;
const ROWS = 200;
const CELLS = 50;

function emptyTarget(offsets: Float64Array, instances: number): DepthMap & { marks: Marks } {
  return {
    ...createDepthMap(WIDTH, ROWS),
    offsets,
    marks: {
      triangles: new Int32Array(WIDTH * ROWS),
      stamps: new Uint16Array(WIDTH * ROWS),
      covered: new Int32Array(instances),
    },
  };
}

/** A grid of shaken points that reaches beyond all edges of the target. */
function shakenGrid(seed: number): ScreenPoints {
  const stream = new RandomStream(seed);
  const count = (CELLS + 1) * (CELLS + 1);
  const points = {
    x: new Float64Array(count),
    y: new Float64Array(count),
    w: new Float64Array(count).fill(1),
  };
  for (let j = 0; j <= CELLS; j++) {
    for (let i = 0; i <= CELLS; i++) {
      const p = j * (CELLS + 1) + i;
      points.x[p] = -10 + ((WIDTH + 20) * i) / CELLS + stream.between(-0.8, 0.8);
      points.y[p] = -10 + ((ROWS + 20) * j) / CELLS + stream.between(-0.8, 0.8);
      // Some points lie exactly on sample rows, where a careless rule would count twice.
      if (stream.chance(0.2)) points.y[p] = Math.floor(points.y[p] ?? 0) + 0.5;
    }
  }
  return points;
}

function corners(cell: number): [number, number, number, number] {
  const a = Math.floor(cell / CELLS) * (CELLS + 1) + (cell % CELLS);
  return [a, a + 1, a + CELLS + 2, a + CELLS + 1];
}

describe('scan conversion', () => {
  test.each([
    ['one sample per pixel', CENTRE_OFFSETS],
    ['four samples on a rotated grid', ROTATED_OFFSETS],
  ])('triangles that share edges cover every sample exactly once: %s', (_, offsets) => {
    for (let seed = 1; seed <= 20; seed++) {
      const points = shakenGrid(seed);
      const target = emptyTarget(offsets, CELLS * CELLS * 2 + 1);
      let id = 0;
      for (let cell = 0; cell < CELLS * CELLS; cell++) {
        const [a, b, c, d] = corners(cell);
        id++;
        fillTriangle(target, points, a, b, c, 0, id, id);
        id++;
        fillTriangle(target, points, c, a, d, 0, id, id);
      }
      expect(target.marks.triangles.every((mark) => mark > 0)).toBe(true);
      expect(target.marks.covered.reduce((sum, count) => sum + count, 0)).toBe(WIDTH * ROWS);
    }
  });

  test('the order of the corners does not matter', () => {
    const points: ScreenPoints = {
      x: Float64Array.of(10.3, 90.7, 40.1),
      y: Float64Array.of(5.2, 60.9, 120.4),
      w: Float64Array.of(0.1, 0.4, 0.2),
    };
    const orders = [
      [0, 1, 2],
      [1, 2, 0],
      [2, 0, 1],
      [0, 2, 1],
      [2, 1, 0],
      [1, 0, 2],
    ] as const;
    const pictures = orders.map(([a, b, c]) => {
      const target = emptyTarget(ROTATED_OFFSETS, 2);
      fillTriangle(target, points, a, b, c, 0, 1, 1);
      return target.marks.triangles;
    });
    for (const picture of pictures) expect(picture).toEqual(pictures[0]);
  });

  test('the nearer triangle wins in either order, and both count what they cover', () => {
    const points: ScreenPoints = {
      x: Float64Array.of(0, 150, 0, 0, 150, 0),
      y: Float64Array.of(0, 0, 200, 0, 0, 200),
      w: Float64Array.of(0.1, 0.1, 0.1, 0.2, 0.2, 0.2),
    };
    for (const order of [
      [0, 3],
      [3, 0],
    ]) {
      const target = emptyTarget(CENTRE_OFFSETS, 3);
      for (const first of order) {
        const id = first === 0 ? 1 : 2;
        fillTriangle(target, points, first, first + 1, first + 2, 0, id, id);
      }
      expect(target.marks.triangles.every((mark) => mark === 0 || mark === 2)).toBe(true);
      expect(target.marks.covered[1]).toBe(target.marks.covered[2]);
    }
  });

  test('a decal on a higher layer wins over its own plane', () => {
    const points: ScreenPoints = {
      x: Float64Array.of(0, 150, 0),
      y: Float64Array.of(0, 0, 200),
      w: Float64Array.of(0.1, 0.3, 0.2),
    };
    const target = emptyTarget(CENTRE_OFFSETS, 1);
    fillTriangle(target, points, 0, 1, 2, 1, 2, 0);
    fillTriangle(target, points, 0, 1, 2, 0, 1, 0);
    expect(target.marks.triangles.includes(1)).toBe(false);
    expect(target.marks.triangles.includes(2)).toBe(true);
  });

  test('the value is interpolated linearly over the screen', () => {
    const map = createDepthMap(WIDTH, ROWS);
    const plane = (x: number, y: number): number => 3 + 0.02 * x + 0.01 * y;
    const points: ScreenPoints = {
      x: Float64Array.of(2.2, 140.5, 60),
      y: Float64Array.of(3.1, 40.2, 190.9),
      w: new Float64Array(3),
    };
    for (let p = 0; p < 3; p++) points.w[p] = plane(points.x[p] ?? 0, points.y[p] ?? 0);
    fillTriangle(map, points, 0, 1, 2);
    let filled = 0;
    map.values.forEach((value, p) => {
      if (value === 0) return;
      filled++;
      expect(value).toBeCloseTo(plane((p % WIDTH) + 0.5, Math.floor(p / WIDTH) + 0.5), 5);
    });
    expect(filled).toBeGreaterThan(5000);
  });
});
