import { expect, test } from 'vitest';
import {
  anchorBox,
  anchorGrid,
  anchorsOf,
  area,
  bestAnchorIou,
  center,
  countAnchors,
  iou,
  shapeIou,
  shapesOfRatios,
  VisionError,
  type Box,
} from '../../../src/vision/index.ts';
import { drawFrom } from './random-boxes.ts';

const image = { width: 70, height: 40 };

test('a level has an anchor of every shape in the middle of every cell, the last cells cut by the border', () => {
  const grid = anchorGrid(image, 16, [
    [8, 12],
    [20, 6],
  ]);
  expect([grid.rows, grid.columns]).toEqual([3, 5]);
  expect(countAnchors(grid)).toBe(30);
  expect(anchorBox(grid, 0)).toEqual([4, 2, 12, 14]);
  expect(anchorBox(grid, 1)).toEqual([-2, 5, 18, 11]);
  expect(center(anchorBox(grid, 29))).toEqual([72, 40]);
});

test('all anchors stand level by level, cell by cell', () => {
  const grids = [anchorGrid(image, 16, [[8, 8]]), anchorGrid(image, 32, [[30, 30]])];
  const anchors = anchorsOf(grids);
  expect(anchors).toHaveLength(15 + 6);
  expect(anchors[1]).toEqual(anchorBox(grids[0]!, 1));
  expect(anchors[15]).toEqual([1, 1, 31, 31]);
});

test('a ratio is height over width and leaves the area alone', () => {
  for (const [width, height] of shapesOfRatios(16, [0.5, 1, 4])) {
    expect(width * height).toBeCloseTo(256, 9);
  }
  expect(shapesOfRatios(16, [4])).toEqual([[8, 32]]);
});

test('shapes with one centre overlap as their boxes do', () => {
  expect(shapeIou([4, 10], [10, 4])).toBeCloseTo(iou([-2, -5, 2, 5], [-5, -2, 5, 2]), 12);
  expect(shapeIou([0, 0], [0, 0])).toBe(0);
});

test('the best anchor of one cell per level is the best of all anchors', () => {
  const grids = [
    anchorGrid(image, 8, shapesOfRatios(12, [0.5, 2])),
    anchorGrid(image, 16, shapesOfRatios(30, [1, 3])),
  ];
  const anchors = anchorsOf(grids);
  const draw = drawFrom(7);
  const drawn = Array.from({ length: 300 }, () => draw.box(70));
  const boxes: Box[] = [...drawn, [0, 0, 3, 3], [66, 36, 70, 40], [0, 0, 70, 40]];
  for (const box of boxes) {
    const most = Math.max(...anchors.map((anchor) => iou(anchor, box)));
    expect(bestAnchorIou(box, grids)).toBeCloseTo(most, 12);
  }
  expect(boxes.some((box) => area(box) > 400)).toBe(true);
  expect(bestAnchorIou([0, 0, 8, 8], [])).toBe(0);
});

test('what is no grid is refused with a sentence', () => {
  expect(() => anchorGrid(image, 0, [])).toThrow(VisionError);
  expect(() => anchorGrid(image, 8.5, [])).toThrow(VisionError);
  expect(() => anchorGrid(image, 8, [[0, 4]])).toThrow('width and a height above 0');
});
