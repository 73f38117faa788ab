import { expect, test } from 'vitest';
import { levelOfAnchor } from '../../../../src/components/explainers/anchors/anchor-set.ts';
import { recallAt } from '../../../../src/components/explainers/anchors/coverage.ts';
import { coveredOutline } from '../../../../src/components/explainers/anchors/shape-plot.ts';
import { shapeRows } from '../../../../src/components/explainers/anchors/tables.ts';
import { iou, shapeIou } from '../../../../src/vision/index.ts';
import { SCENE } from './scene.ts';
import { at } from './measured.ts';

test('the recall is the share of boxes with an anchor among all, and falls with the threshold', () => {
  const { coverage, set } = at({ strides: [16, 32], size: 2 });
  const boxes = SCENE.boxes.slice(0, 120);
  const covered = boxes.filter((box) => set.anchors.some((anchor) => iou(anchor, box) >= 0.5));
  const said = coverage.best.slice(0, 120).filter((overlap) => overlap >= 0.5);
  expect(said).toHaveLength(covered.length);
  expect(coverage.recall).toBe(recallAt(coverage, 0.5));
  expect(coverage.recallOfShapes).toBeGreaterThanOrEqual(coverage.recall);
  expect(recallAt(coverage, 0.7)).toBeLessThanOrEqual(coverage.recall);
});

test('a shape alone covers no more boxes than all of them', () => {
  const { set, coverage } = at({ strides: [16, 32], size: 2 });
  const rows = shapeRows(set, SCENE.boxes);
  const covered = rows.map(([, , count]) => Number(count));
  expect(rows).toHaveLength(18);
  const all = Math.round(coverage.recall * SCENE.boxes.length);
  expect(Math.max(...covered)).toBeLessThanOrEqual(all);
  expect(covered.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(all);
});

test('the detector’s own anchors are those of its card', () => {
  const now = at({ shapes: 'detector' });
  expect(now.set.anchors.length).toBe((64 * 40 + 32 * 20 + 16 * 10 + 8 * 5) * 3);
  expect(levelOfAnchor(now.set, 0)).toBe(0);
  expect(levelOfAnchor(now.set, now.set.anchors.length - 1)).toBe(3);
});

test('the outline of what a shape covers has exactly the threshold', () => {
  for (const threshold of [0.3, 0.5, 0.7]) {
    for (const shape of coveredOutline(threshold)) {
      expect(shapeIou(shape, [1, 1])).toBeCloseTo(threshold, 12);
    }
  }
});
