import { expect, test } from 'vitest';
import { roiAlign, roiPool, type Box } from '../../../src/vision/index.ts';
import { drawFrom, seeds } from './random-boxes.ts';

/** Features that grow by 1 per column and by 10 per row. */
const ramp = Array.from({ length: 8 }, (_, y) => Array.from({ length: 8 }, (_x, x) => 10 * y + x));

test.each(seeds)('RoIAlign of a ramp reads the middle of the region exactly (seed %i)', (seed) => {
  const draw = drawFrom(seed);
  const [x, y] = [draw.between(1, 4), draw.between(1, 4)];
  const region: Box = [x, y, x + draw.between(0.5, 3), y + draw.between(0.5, 3)];
  const [[value = NaN] = []] = roiAlign(ramp, region, [1, 1]);
  const middle = 10 * ((region[1] + region[3]) / 2 - 0.5) + ((region[0] + region[2]) / 2 - 0.5);
  expect(value).toBeCloseTo(middle, 9);
});

test('RoIPool moves with whole features only, RoIAlign with every fraction', () => {
  const pooled = [2, 2.4].map((x) => roiPool(ramp, [x, 2, x + 3, 5], [1, 1]));
  const aligned = [2, 2.4].map((x) => roiAlign(ramp, [x, 2, x + 3, 5], [1, 1]));
  expect(pooled[0]).toEqual(pooled[1]);
  expect(aligned[0]).not.toEqual(aligned[1]);
});

test('a region outside the map is 0 everywhere', () => {
  expect(roiAlign(ramp, [50, 50, 60, 60], [2, 1])).toEqual([[0], [0]]);
  expect(roiPool(ramp, [50, 50, 60, 60], [2, 1])).toEqual([[0], [0]]);
});

test('a region without area is a number', () => {
  expect(roiAlign(ramp, [3, 3, 3, 3], [1, 1])).toEqual([[0]]);
  expect(roiPool(ramp, [3, 3, 3, 3], [1, 1])).toEqual([[33]]);
});

test.each<[string, () => unknown, string]>([
  ['no features', () => roiAlign([], [0, 0, 1, 1], [1, 1]), 'rows of one length'],
  ['no bins', () => roiPool(ramp, [0, 0, 1, 1], [0, 1]), 'number of bins'],
  ['a scale of 0', () => roiPool(ramp, [0, 0, 1, 1], [1, 1], 0), 'scale must be greater'],
])('%s are refused in a sentence', (_, run, sentence) => {
  expect(run).toThrow(sentence);
});
