import { describe, expect, test } from 'vitest';
import {
  aspectDifference,
  ciou,
  diou,
  giou,
  iou,
  pairwiseIou,
  scaleBox,
  shiftBox,
  VisionError,
  type Box,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds } from './random-boxes.ts';

const measures = { iou, giou, diou, ciou };

describe.each(Object.entries(measures))('%s', (_, measure) => {
  test.each(seeds)('is symmetric and keeps its value under shift and scale (seed %i)', (seed) => {
    const draw = drawFrom(seed);
    const [a, b] = [draw.box(), draw.box()];
    const value = measure(a, b);
    expect(measure(b, a)).toBeCloseTo(value, 12);
    expect(measure(shiftBox(a, 7, -3), shiftBox(b, 7, -3))).toBeCloseTo(value, 9);
    expect(measure(scaleBox(a, 1e-3), scaleBox(b, 1e-3))).toBeCloseTo(value, 9);
    expect(measure(scaleBox(a, 1e6), scaleBox(b, 1e6))).toBeCloseTo(value, 9);
  });

  test('is 1 for equal boxes with an area', () => {
    expect(measure([3, 4, 9, 20], [3, 4, 9, 20])).toBe(1);
  });

  test.each<[string, Box, Box]>([
    ['two equal points', [5, 5, 5, 5], [5, 5, 5, 5]],
    ['two different points', [5, 5, 5, 5], [9, 8, 9, 8]],
    ['a point in a box', [5, 5, 5, 5], [0, 0, 10, 10]],
    ['a line in a box', [2, 5, 8, 5], [0, 0, 10, 10]],
    ['two lines of one row', [0, 5, 8, 5], [20, 5, 30, 5]],
    ['boxes whose area underflows', [0, 0, 1e-200, 1e-200], [0, 0, 1e-200, 1e-200]],
    ['the largest boxes', [-1e100, -1e100, 1e100, 1e100], [0, 0, 1e100, 1e100]],
  ])('is a number for %s', (_name, a, b) => {
    expect(Number.isFinite(measure(a, b))).toBe(true);
  });

  test('refuses an inverted box', () => {
    expect(() => measure([1, 0, 0, 1], [0, 0, 1, 1])).toThrow(VisionError);
    expect(() => measure([0, 0, 1, 1], [0, 0, NaN, 1])).toThrow(VisionError);
  });
});

test.each(seeds)('the measures keep their order and bounds (seed %i)', (seed) => {
  const draw = drawFrom(seed);
  const [a, b] = [draw.box(), draw.box()];
  expect(iou(a, b)).toBeGreaterThanOrEqual(0);
  expect(iou(a, b)).toBeLessThanOrEqual(1);
  expect(giou(a, b)).toBeLessThanOrEqual(iou(a, b));
  expect(giou(a, b)).toBeGreaterThan(-1);
  expect(diou(a, b)).toBeLessThanOrEqual(iou(a, b));
  expect(diou(a, b)).toBeGreaterThanOrEqual(-1);
  expect(ciou(a, b)).toBeLessThanOrEqual(diou(a, b));
});

test('IoU counts pixels as a drawing on a grid does', () => {
  const inside = ([x1, y1, x2, y2]: Box, x: number, y: number) =>
    x >= x1 && x < x2 && y >= y1 && y < y2;
  const draw = drawFrom(5);
  for (let round = 0; round < 50; round += 1) {
    const [a, b] = [0, 1].map((): Box => {
      const [x, y] = [draw.whole(0, 8), draw.whole(0, 8)];
      return [x, y, x + draw.whole(1, 8), y + draw.whole(1, 8)];
    }) as [Box, Box]; // two boxes by construction
    let [both, either] = [0, 0];
    for (let x = 0; x < 16; x += 1) {
      for (let y = 0; y < 16; y += 1) {
        if (inside(a, x, y) && inside(b, x, y)) both += 1;
        if (inside(a, x, y) || inside(b, x, y)) either += 1;
      }
    }
    expect(iou(a, b)).toBe(both / either);
  }
});

test('boxes that only touch have IoU 0, and GIoU tells them from distant ones', () => {
  const box: Box = [0, 0, 10, 10];
  expect(iou(box, [10, 0, 20, 10])).toBe(0);
  expect(giou(box, [10, 0, 20, 10])).toBe(0);
  expect(giou(box, [50, 0, 60, 10])).toBeLessThan(-0.6);
});

test('the aspect term is 0 for equal shapes and against a point', () => {
  expect(aspectDifference([0, 0, 4, 2], [9, 9, 17, 13])).toBeCloseTo(0, 15);
  expect(aspectDifference([0, 0, 0, 0], [9, 9, 17, 13])).toBe(0);
  expect(aspectDifference([0, 0, 1, 0], [0, 0, 0, 1])).toBeCloseTo(1, 12);
});

test('a pairwise matrix has a row per first and a column per second box', () => {
  const boxes: Box[] = [
    [0, 0, 1, 1],
    [0, 0, 2, 1],
  ];
  expect(pairwiseIou(boxes, [[0, 0, 1, 1]])).toEqual([[1], [0.5]]);
  expect(pairwiseIou([], boxes)).toEqual([]);
  expect(pairwiseIou(boxes, [])).toEqual([[], []]);
});
