import { describe, expect, test } from 'vitest';
import {
  area,
  boxOfMask,
  center,
  checkBox,
  clipBox,
  convertBox,
  enclosingBox,
  indicesOfLargeBoxes,
  intersection,
  intersectionArea,
  scaleBox,
  shiftBox,
  type Box,
  type BoxFormat,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds } from './random-boxes.ts';

describe('a box', () => {
  test.each<[string, Box]>([
    ['with x2 left of x1', [5, 0, 4, 1]],
    ['with y2 above y1', [0, 5, 1, 4]],
    ['with NaN', [0, NaN, 1, 1]],
    ['with infinity', [0, 0, Infinity, 1]],
    ['too large to square', [-1e200, 0, 1e200, 1]],
  ])('%s is refused with its numbers', (_, box) => {
    expect(() => checkBox(box)).toThrow(`got [${box.join(', ')}]`);
  });

  test('may lie at negative coordinates and have no area', () => {
    expect(() => checkBox([-5, -5, -5, -1])).not.toThrow();
    expect(area([-5, -5, -5, -1])).toBe(0);
  });
});

describe.each(seeds)('with seed %i', (seed) => {
  const draw = drawFrom(seed);
  const [a, b] = [draw.box(), draw.box()];

  test('the intersection is the same both ways and lies in both boxes', () => {
    expect(intersectionArea(a, b)).toBe(intersectionArea(b, a));
    const shared = intersection(a, b);
    if (shared) {
      expect(enclosingBox(a, shared)).toEqual(a);
      expect(enclosingBox(b, shared)).toEqual(b);
      expect(area(shared)).toBe(intersectionArea(a, b));
    } else {
      expect(intersectionArea(a, b)).toBe(0);
    }
  });

  test('every format leads to every other and back', () => {
    const formats: BoxFormat[] = ['xyxy', 'xywh', 'cxcywh'];
    for (const from of formats) {
      for (const to of formats) {
        const back = convertBox(convertBox(a, from, to), to, from);
        for (const [i, value] of back.entries()) expect(value).toBeCloseTo(a[i] ?? NaN, 9);
      }
    }
  });

  test('clipping twice changes nothing more, and leaves a box inside alone', () => {
    const clipped = clipBox(a, 60, 40);
    expect(clipBox(clipped, 60, 40)).toEqual(clipped);
    expect(enclosingBox([0, 0, 60, 40], clipped)).toEqual([0, 0, 60, 40]);
    expect(clipBox([1, 2, 3, 4], 60, 40)).toEqual([1, 2, 3, 4]);
  });

  test('shifting moves the centre and scaling multiplies the area', () => {
    const [x, y] = center(a);
    expect(center(shiftBox(a, 3, -4))[0]).toBeCloseTo(x + 3, 9);
    expect(center(shiftBox(a, 3, -4))[1]).toBeCloseTo(y - 4, 9);
    expect(area(scaleBox(a, 2, 3))).toBeCloseTo(6 * area(a), 6);
  });
});

test('converting to the same format gives a copy, not the same array', () => {
  const box: Box = [1, 2, 3, 4];
  expect(convertBox(box, 'xyxy', 'xyxy')).toEqual(box);
  expect(convertBox(box, 'xyxy', 'xyxy')).not.toBe(box);
});

test('a box exactly as large as the limit is large enough', () => {
  expect(
    indicesOfLargeBoxes(
      [
        [0, 0, 5, 5],
        [0, 0, 5, 4.9],
        [0, 0, 9, 9],
      ],
      5,
    ),
  ).toEqual([0, 2]);
});

test('the box of a mask ends at its last pixels', () => {
  expect(
    boxOfMask([
      [0, 0, 0],
      [0, 1, 0],
      [0, 0, 7],
    ]),
  ).toEqual([1, 1, 2, 2]);
});

test.each([[[]], [[[]]], [[[0, 0]]]])('an empty mask (%j) has no box', (mask) => {
  expect(() => boxOfMask(mask)).toThrow('without a single set pixel');
});
