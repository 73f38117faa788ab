import { expect, test } from 'vitest';
import {
  anchorStride,
  area,
  cellAnchors,
  center,
  gridAnchors,
  ssdDefaultBoxes,
  ssdScales,
} from '../../../src/vision/index.ts';

test('anchors keep their area while the ratio changes', () => {
  for (const box of cellAnchors([256], [0.5, 1, 2])) {
    expect(Math.abs(area(box) / 256 ** 2 - 1)).toBeLessThan(0.01);
    expect(center(box)).toEqual([0, 0]);
  }
});

test('halves round to even', () => {
  expect(cellAnchors([45, 15, 5], [1])).toEqual([
    [-22, -22, 22, 22],
    [-8, -8, 8, 8],
    [-2, -2, 2, 2],
  ]);
});

test('no coordinate is minus zero', () => {
  expect(
    cellAnchors([1], [1])
      .flat()
      .some((value) => Object.is(value, -0)),
  ).toBe(false);
});

test('a level has one anchor per cell, ratio and size, row by row', () => {
  const anchors = gridAnchors([48, 64], [{ sizes: [16, 32], aspectRatios: [1], grid: [3, 4] }]);
  expect(anchors).toHaveLength(24);
  expect(anchors.slice(0, 3)).toEqual([
    [-8, -8, 8, 8],
    [-16, -16, 16, 16],
    [8, -8, 24, 8],
  ]);
  expect(anchors.at(-1)).toEqual([32, 16, 64, 48]);
});

test('the stride is rounded down, each side on its own', () => {
  expect(anchorStride([800, 801], [13, 25])).toEqual([61, 32]);
});

test('levels without sizes have no anchors', () => {
  expect(gridAnchors([8, 8], [{ sizes: [], aspectRatios: [1], grid: [2, 2] }])).toEqual([]);
});

test.each<[string, () => unknown, string]>([
  ['a size of 0', () => cellAnchors([0], [1]), 'greater than 0, got 0'],
  ['a negative ratio', () => cellAnchors([1], [-1]), 'greater than 0, got -1'],
  ['an empty grid', () => anchorStride([8, 8], [0, 1]), 'side of an image or a grid'],
  [
    'a missing scale',
    () => ssdDefaultBoxes([300, 300], { aspectRatios: [[2]], grids: [[1, 1]], scales: [0.1] }),
    'one scale more than grids',
  ],
])('%s is refused in a sentence', (_, run, sentence) => {
  expect(run).toThrow(sentence);
});

test('SSD has 8,732 default boxes for its six levels', () => {
  const boxes = ssdDefaultBoxes([300, 300], {
    aspectRatios: [[2], [2, 3], [2, 3], [2, 3], [2], [2]],
    grids: [
      [38, 38],
      [19, 19],
      [10, 10],
      [5, 5],
      [3, 3],
      [1, 1],
    ],
    scales: ssdScales(6, 0.2, 0.9),
  });
  expect(boxes).toHaveLength(8732);
  expect(center(boxes[0] ?? [0, 0, 0, 0])[0]).toBeCloseTo(300 / 76, 9);
});

test('SSD scales rise evenly and end at 1', () => {
  expect(ssdScales(3, 0.2, 0.8)).toEqual([0.2, expect.closeTo(0.5), 0.8, 1]);
  expect(ssdScales(1, 0.2, 0.8)).toEqual([0.2, 0.8]);
});
