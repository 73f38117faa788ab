import { describe, expect, test } from 'vitest';
import {
  averagePrecision,
  averagePrecision101,
  averagePrecision11,
  COCO_RECALLS,
  precisionEnvelope,
  precisionRecall,
  sampleEnvelope,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds } from './random-boxes.ts';

describe.each(seeds)('a ranked list with seed %i', (seed) => {
  const draw = drawFrom(seed);
  const flags = Array.from({ length: draw.whole(0, 60) }, () => draw.whole(0, 1));
  const found = flags.reduce((sum, flag) => sum + flag, 0);
  const truths = found + draw.whole(1, 10);
  const curve = precisionRecall(flags, truths);

  test('every AP lies between 0 and 1 and none exceeds the final recall by more than its grid', () => {
    const ap101 = averagePrecision101(flags, truths).ap ?? NaN;
    for (const ap of [averagePrecision(curve), averagePrecision11(curve), ap101]) {
      expect(ap).toBeGreaterThanOrEqual(0);
      expect(ap).toBeLessThanOrEqual(1);
    }
    expect(averagePrecision(curve)).toBeLessThanOrEqual(found / truths + 1e-12);
    expect(Math.abs(ap101 - averagePrecision(curve))).toBeLessThan(0.02);
  });

  test('the envelope never rises and lies on or above the curve', () => {
    const envelope = precisionEnvelope(curve);
    for (const [i, value] of envelope.entries()) {
      expect(value).toBeGreaterThanOrEqual(curve[i]?.precision ?? NaN);
      expect(value).toBeGreaterThanOrEqual(envelope[i + 1] ?? 0);
    }
  });

  test('wrong detections at the end change nothing, one in front does', () => {
    const ap = averagePrecision(curve);
    expect(averagePrecision(precisionRecall([...flags, 0, 0], truths))).toBe(ap);
    const worse = averagePrecision(precisionRecall([0, ...flags], truths));
    if (found > 0) expect(worse).toBeLessThan(ap);
  });
});

test('a curve has one point per detection', () => {
  expect(precisionRecall([true, false, 1], 4)).toEqual([
    { rank: 1, precision: 1, recall: 0.25 },
    { rank: 2, precision: 0.5, recall: 0.25 },
    { rank: 3, precision: 2 / 3, recall: 0.5 },
  ]);
});

test('without truths recall is 0 and COCO has no AP', () => {
  expect(precisionRecall([0], 0)).toEqual([{ rank: 1, precision: 0, recall: 0 }]);
  expect(averagePrecision101([0, 0], 0)).toEqual({ ap: null, precisions: null });
});

test('without detections AP is 0', () => {
  expect(averagePrecision([])).toBe(0);
  expect(averagePrecision11([])).toBe(0);
  expect(averagePrecision101([], 3).ap).toBe(0);
});

test('a recall of 3/10 does not reach the fourth of the eleven thresholds', () => {
  const curve = precisionRecall([1, 1, 1], 10);
  expect(averagePrecision11(curve)).toBeCloseTo(3 / 11, 12);
});

test('the recall grid of COCO rounds as the reference does', () => {
  expect(COCO_RECALLS).toHaveLength(101);
  expect(COCO_RECALLS[29]).toBe(0.29);
  expect(COCO_RECALLS[57]).toBe(0.5700000000000001);
  expect(COCO_RECALLS[100]).toBe(1);
});

test('beyond the last recall the envelope is 0', () => {
  expect(sampleEnvelope([{ recall: 0.5, precision: 0.8 }], [0, 0.5, 0.51, 1])).toEqual([
    0.8, 0.8, 0, 0,
  ]);
});

test('more correct detections than truths are refused', () => {
  expect(() => precisionRecall([1, 1], 1)).toThrow('only 1 truths');
  expect(() => precisionRecall([], -1)).toThrow('number of truths');
});
