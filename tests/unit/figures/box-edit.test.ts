import { expect, test } from 'vitest';
import { moveBoxPart, partPosition } from '../../../src/components/figures/box-edit.ts';
import type { Box } from '../../../src/vision/index.ts';

const bounds = { width: 100, height: 80 };
const box: Box = [20, 20, 60, 50];

test('a body keeps its size and stops at the border', () => {
  expect(moveBoxPart(box, 'body', 5, -5, bounds)).toEqual([25, 15, 65, 45]);
  expect(moveBoxPart(box, 'body', 500, 500, bounds)).toEqual([60, 50, 100, 80]);
  expect(moveBoxPart(box, 'body', -500, -500, bounds)).toEqual([0, 0, 40, 30]);
});

test('an edge moves alone, a corner moves two', () => {
  expect(moveBoxPart(box, 'left', -10, 99, bounds)).toEqual([10, 20, 60, 50]);
  expect(moveBoxPart(box, 'right-bottom', 10, 10, bounds)).toEqual([20, 20, 70, 60]);
});

test('an edge never passes the one opposite nor leaves the picture', () => {
  expect(moveBoxPart(box, 'left', 500, 0, bounds, 8)).toEqual([52, 20, 60, 50]);
  expect(moveBoxPart(box, 'bottom', 0, 500, bounds)).toEqual([20, 20, 60, 80]);
});

test('a part is held where it is drawn', () => {
  expect(partPosition(box, 'left')).toEqual([20, 35]);
  expect(partPosition(box, 'right-top')).toEqual([60, 20]);
});
