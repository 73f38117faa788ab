import { expect, test } from 'vitest';
import { decodeBox, encodeBox, LARGEST_LOG_SCALE, type Box } from '../../../src/vision/index.ts';
import { drawFrom, seeds } from './random-boxes.ts';

test.each(seeds)('decoding undoes encoding, whatever the weights (seed %i)', (seed) => {
  const draw = drawFrom(seed);
  const [box, anchor]: [Box, Box] = [
    [-3, 4, draw.between(1, 60), draw.between(6, 60)],
    [2, -9, draw.between(8, 50), draw.between(1, 50)],
  ];
  for (const weights of [
    [1, 1, 1, 1],
    [10, 10, 5, 5],
  ] as const) {
    const back = decodeBox(encodeBox(box, anchor, weights), anchor, weights);
    for (const [i, value] of back.entries()) expect(value).toBeCloseTo(box[i] ?? NaN, 9);
  }
});

test('an anchor that fits needs no correction', () => {
  expect(encodeBox([1, 2, 9, 8], [1, 2, 9, 8])).toEqual([0, 0, 0, 0]);
});

test('a side grows at most 62.5-fold', () => {
  const [x1, , x2] = decodeBox([0, 0, 1000, 0], [0, 0, 2, 2]);
  expect(x2 - x1).toBeCloseTo(125, 9);
  expect(Math.exp(LARGEST_LOG_SCALE)).toBeCloseTo(62.5, 12);
});

test('a box without area comes back too', () => {
  const deltas = encodeBox([3, 3, 3, 5], [0, 0, 4, 4]);
  expect(deltas[2]).toBe(-Infinity);
  expect(decodeBox(deltas, [0, 0, 4, 4])).toEqual([3, 3, 3, 5]);
});

test('a reference without area is refused', () => {
  expect(() => encodeBox([0, 0, 1, 1], [5, 5, 5, 9])).toThrow('a reference with an area');
});
