import { expect, test } from 'vitest';
import { clusterShapes, shapeIou, VisionError, type Shape } from '../../../src/vision/index.ts';

/** Three heaps of sizes, a third around each. */
const HEAPS: readonly Shape[] = [
  [6, 18],
  [16, 14],
  [90, 60],
];
const sizes = HEAPS.flatMap(([width, height]) =>
  Array.from({ length: 30 }, (_, i): Shape => [
    width * (0.9 + 0.02 * (i % 11)),
    height * (1.1 - 0.02 * (i % 9)),
  ]),
);

test('finds the heaps that the sizes were made of, smallest first', () => {
  const { shapes, meanIou } = clusterShapes(sizes, 3, 5);
  expect(shapes).toHaveLength(3);
  for (const [index, shape] of shapes.entries()) {
    expect(shapeIou(shape, HEAPS[index]!)).toBeGreaterThan(0.9);
  }
  expect(meanIou).toBeGreaterThan(0.85);
});

test('the mean IoU that it tells is that of its shapes', () => {
  const { shapes, meanIou } = clusterShapes(sizes, 4, 2);
  const best = sizes.map((size) => Math.max(...shapes.map((shape) => shapeIou(shape, size))));
  expect(meanIou).toBeCloseTo(best.reduce((sum, value) => sum + value, 0) / best.length, 12);
});

test('the same seed gives the same shapes, whatever was asked before', () => {
  const first = clusterShapes(sizes, 5, 9);
  clusterShapes(sizes, 2, 1);
  expect(clusterShapes(sizes, 5, 9)).toEqual(first);
});

test('a shape more never costs mean IoU on these heaps', () => {
  const means = [1, 2, 3].map((count) => clusterShapes(sizes, count).meanIou);
  expect(means.toSorted((a, b) => a - b)).toEqual(means);
});

test('one shape is the mean of all sizes', () => {
  const [shape] = clusterShapes(
    [
      [10, 20],
      [20, 10],
      [30, 30],
    ],
    1,
  ).shapes;
  expect(shape).toEqual([20, 20]);
});

test('as many shapes as there are different sizes, not more', () => {
  const few: Shape[] = [
    [4, 8],
    [4, 8],
    [20, 10],
  ];
  expect(clusterShapes(few, 6)).toEqual({
    shapes: [
      [4, 8],
      [20, 10],
    ],
    meanIou: 1,
  });
});

test('nothing to cluster is refused with a sentence', () => {
  expect(() => clusterShapes([], 3)).toThrow('at least one box');
  expect(() => clusterShapes([[0, 4]], 3)).toThrow(VisionError);
  expect(() => clusterShapes(sizes, 0)).toThrow(VisionError);
});
