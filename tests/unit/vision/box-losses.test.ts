import { describe, expect, test } from 'vitest';
import {
  boxLoss,
  giou,
  huberLoss,
  iouLoss,
  l1Loss,
  smoothL1Loss,
  type Box,
  type BoxLossKind,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds } from './random-boxes.ts';

const kinds: BoxLossKind[] = ['iou', 'giou', 'diou'];

describe.each(kinds)('the gradient of %s loss', (kind) => {
  test.each(seeds)('agrees with finite differences (seed %i)', (seed) => {
    const draw = drawFrom(seed);
    const [x, y] = [draw.between(0, 20), draw.between(0, 20)];
    const box: Box = [x, y, x + draw.between(5, 30), y + draw.between(5, 30)];
    const target: Box = [10, 8, 31, 27];
    const { gradient } = boxLoss(kind, box, target);
    for (const side of [0, 1, 2, 3] as const) {
      const nudged = (by: number): Box => {
        const copy: [number, number, number, number] = [...box];
        copy[side] += by;
        return copy;
      };
      const [up, down] = [1e-5, -1e-5].map((by) => boxLoss(kind, nudged(by), target).loss);
      expect(gradient[side]).toBeCloseTo(((up ?? NaN) - (down ?? NaN)) / 2e-5, 6);
    }
  });
});

test('the gradient of CIoU loss is that of its value with α held still', () => {
  const box: Box = [3, 4, 20, 14];
  const target: Box = [5, 2, 17, 25];
  const angle = (b: Box) => Math.atan((b[2] - b[0]) / (b[3] - b[1]));
  const shape = (b: Box) => (4 / Math.PI ** 2) * (angle(target) - angle(b)) ** 2;
  const overlap = 1 - iouLoss(box, target).loss;
  const alpha = shape(box) / (1 - overlap + shape(box) + 1e-7);
  const frozen = (b: Box) => boxLoss('diou', b, target).loss + alpha * shape(b);
  const { gradient } = boxLoss('ciou', box, target);
  const slope = (frozen([3 + 1e-5, 4, 20, 14]) - frozen([3 - 1e-5, 4, 20, 14])) / 2e-5;
  expect(gradient[0]).toBeCloseTo(slope, 7);
});

test('only losses with a penalty pull boxes that do not overlap', () => {
  const [box, target]: [Box, Box] = [
    [0, 0, 1, 1],
    [5, 5, 6, 6],
  ];
  expect(iouLoss(box, target).gradient).toEqual([0, 0, 0, 0].map((zero) => expect.closeTo(zero)));
  for (const kind of ['giou', 'diou', 'ciou'] as const) {
    expect(boxLoss(kind, box, target).gradient[2]).toBeLessThan(0);
  }
});

test('a loss is one minus its measure, up to epsilon', () => {
  const [box, target]: [Box, Box] = [
    [0, 0, 10, 10],
    [3, 4, 12, 18],
  ];
  expect(boxLoss('giou', box, target).loss).toBeCloseTo(1 - giou(box, target), 8);
});

test('points give finite losses and gradients', () => {
  for (const kind of ['iou', 'giou', 'diou', 'ciou'] as const) {
    const { loss, gradient } = boxLoss(kind, [5, 5, 5, 5], [5, 5, 5, 5]);
    expect([loss, ...gradient].every(Number.isFinite)).toBe(true);
  }
});

test('an epsilon of 0 is refused', () => {
  expect(() => boxLoss('giou', [0, 0, 1, 1], [0, 0, 1, 1], 0)).toThrow('greater than 0');
});

test('smooth L1 is quadratic within beta, linear beyond, and L1 at beta 0', () => {
  expect(smoothL1Loss(0.5, 1)).toBe(0.125);
  expect(smoothL1Loss(-3, 1)).toBe(2.5);
  expect(smoothL1Loss(-3, 0)).toBe(l1Loss(-3));
  expect(huberLoss(-3, 2)).toBe(2 * smoothL1Loss(-3, 2));
});
