import { expect, test } from 'vitest';
import {
  area,
  assignLocations,
  BACKGROUND,
  reachRanges,
  VisionError,
  type Box,
} from '../../../src/vision/index.ts';
import { drawFrom } from './random-boxes.ts';

const LEVEL = { stride: 8, rows: 8, columns: 8 };
const ANY = [{ from: 0, to: Infinity }];

test('the ranges of strides 8 to 128 are those of the paper', () => {
  expect(reachRanges([8, 16, 32, 64, 128])).toEqual([
    { from: 0, to: 64 },
    { from: 64, to: 128 },
    { from: 128, to: 256 },
    { from: 256, to: 512 },
    { from: 512, to: Infinity },
  ]);
  expect(reachRanges([16])).toEqual([{ from: 0, to: Infinity }]);
});

test('without centre sampling every location inside the box is its own', () => {
  const owners = assignLocations([[10, 10, 40, 30]], [LEVEL], ANY, Infinity);
  // Middles at 4, 12, 20 …: 12, 20, 28, 36 across and 12, 20, 28 down.
  expect(owners.filter((owner) => owner === 0)).toHaveLength(12);
  expect(owners[8 + 1]).toBe(0);
  expect(owners[0]).toBe(BACKGROUND);
});

test('with it only those nearer to the centre than 1.5 strides', () => {
  const owners = assignLocations([[0, 0, 64, 64]], [LEVEL], ANY);
  // The centre is 32: 28 and 36 are 4 px away, 20 and 44 are exactly 12 px away, which is not nearer.
  expect(owners.flatMap((owner, cell) => (owner === 0 ? [cell] : []))).toEqual([27, 28, 35, 36]);
});

test('of two truths the smaller wins, of equals the first', () => {
  const large: Box = [0, 0, 64, 64];
  const small: Box = [16, 16, 48, 48];
  expect(assignLocations([large, small], [LEVEL], ANY)[27]).toBe(1);
  expect(assignLocations([small, large], [LEVEL], ANY)[27]).toBe(0);
  expect(assignLocations([large, large], [LEVEL], ANY)[27]).toBe(0);
});

test('a level takes only what its range reaches', () => {
  const levels = [LEVEL, { stride: 16, rows: 4, columns: 4 }];
  const owners = assignLocations([[0, 20, 60, 40]], levels, reachRanges([8, 16]), Infinity);
  // From the middle of the box its farthest edge is about 30 px away, under 8 × 8 = 64.
  expect(owners.slice(0, 64).some((owner) => owner === 0)).toBe(true);
  expect(owners.slice(64).every((owner) => owner === BACKGROUND)).toBe(true);
});

test('agrees with the definition, location by location', () => {
  const draw = drawFrom(3);
  const truths = Array.from({ length: 60 }, () => draw.box(64));
  const ranges = [{ from: 6, to: 30 }];
  const owners = assignLocations(truths, [LEVEL], ranges, 1.5);
  for (const [cell, owner] of owners.entries()) {
    const [x, y] = [(cell % 8) * 8 + 4, Math.floor(cell / 8) * 8 + 4];
    const fitting = truths.flatMap(([x1, y1, x2, y2], index) => {
      const edges = [x - x1, y - y1, x2 - x, y2 - y];
      const near =
        Math.abs(x - (x1 + x2) / 2) < 12 &&
        Math.abs(y - (y1 + y2) / 2) < 12 &&
        edges.every((edge) => edge > 0);
      return near && Math.max(...edges) > 6 && Math.max(...edges) < 30 ? [index] : [];
    });
    const least = Math.min(...fitting.map((index) => area(truths[index]!)));
    expect(owner).toBe(fitting.find((index) => area(truths[index]!) === least) ?? BACKGROUND);
  }
  expect(new Set(owners).size).toBeGreaterThan(3);
});

test('no truth leaves background; what fits nothing is refused', () => {
  expect(new Set(assignLocations([], [LEVEL], ANY))).toEqual(new Set([BACKGROUND]));
  expect(() => assignLocations([], [LEVEL], [])).toThrow(VisionError);
  expect(() => assignLocations([], [LEVEL], ANY, 0)).toThrow('greater than 0');
});
