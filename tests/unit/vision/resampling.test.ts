import { describe, expect, test } from 'vitest';
import {
  affineGrid,
  featureMap,
  padMap,
  planesOf,
  resize,
  sampleGrid,
  VisionError,
  type AffineMap,
  type BorderMode,
  type ResizeMethod,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds } from './random-boxes.ts';
import { randomMap } from './random-maps.ts';

const methods: ResizeMethod[] = [
  'nearest',
  'nearest-exact',
  'bilinear',
  'bicubic',
  'antialias',
  'area',
];

describe.each(methods)('%s', (method) => {
  test.each(seeds.slice(0, 10))('keeps a constant constant, seed %i', (seed) => {
    const draw = drawFrom(seed);
    const map = randomMap(draw, 2, draw.whole(1, 7), draw.whole(1, 7));
    const flat = { ...map, data: map.data.map(() => 1.7) };
    const resized = resize(flat, draw.whole(1, 12), draw.whole(1, 12), { method });
    for (const value of resized.data) expect(value).toBeCloseTo(1.7, 12);
  });

  test.each(seeds.slice(0, 5))('changes nothing at the same size, seed %i', (seed) => {
    const map = randomMap(drawFrom(seed), 2, 4, 5);
    const same = resize(map, 4, 5, { method });
    for (const [i, value] of same.data.entries()) expect(value).toBeCloseTo(map.data[i] ?? NaN, 12);
  });
});

describe('resizing', () => {
  const [dark, bright] = [0, 1];
  const stripes = featureMap([[Array.from({ length: 12 }, (_, x) => (x % 2 ? bright : dark))]]);

  test('without antialiasing stripes alias away, with it they become grey', () => {
    const nearest = resize(stripes, 1, 6, { method: 'nearest' });
    expect(Array.from(nearest.data)).toEqual(new Array<number>(6).fill(dark));
    const smooth = resize(stripes, 1, 3, { method: 'antialias' });
    for (const value of smooth.data) expect(Math.abs(value - 0.5)).toBeLessThan(0.07);
  });

  test('aligned corners keep the corners, aligned borders do not', () => {
    const ramp = featureMap([[[0, 3]]]);
    expect(planesOf(resize(ramp, 1, 4, { alignCorners: true }))[0]).toEqual([[0, 1, 2, 3]]);
    expect(planesOf(resize(ramp, 1, 4))[0]).toEqual([[0, 0.75, 2.25, 3]]);
  });

  test('bicubic overshoots beside an edge', () => {
    const edge = featureMap([[[0, 0, 0, 1, 1, 1]]]);
    const values = resize(edge, 1, 24, { method: 'bicubic' }).data;
    expect(Math.min(...values)).toBeLessThan(-0.01);
    expect(Math.max(...values)).toBeGreaterThan(1.01);
  });

  test('a size below 1 is refused', () => {
    expect(() => resize(stripes, 0, 4)).toThrow(VisionError);
  });
});

describe('sampling through a grid', () => {
  const identity: AffineMap = [
    [1, 0, 0],
    [0, 1, 0],
  ];
  const mirror: AffineMap = [
    [-1, 0, 0],
    [0, 1, 0],
  ];

  test.each([true, false])('the identity gives the map, alignCorners %s', (alignCorners) => {
    const map = randomMap(drawFrom(3), 2, 4, 5);
    const grid = affineGrid(identity, 4, 5, alignCorners);
    const sampled = sampleGrid(map, grid, { alignCorners });
    for (const [i, value] of sampled.data.entries()) {
      expect(value).toBeCloseTo(map.data[i] ?? NaN, 12);
    }
  });

  test('a negative factor mirrors the map', () => {
    const map = featureMap([[[1, 2, 3]]]);
    const [plane] = planesOf(sampleGrid(map, affineGrid(mirror, 1, 3)));
    expect(plane?.[0]?.map((value) => Math.round(value * 1e9) / 1e9)).toEqual([3, 2, 1]);
  });

  test.each([
    ['zeros', 0],
    ['border', 3],
    ['reflection', 2.5],
  ] as const)('beyond the border: %s', (beyond, expected) => {
    const map = featureMap([[[1, 2, 3]]]);
    // One element beyond the outer edge: its mirror image lies between the centres of 2 and 3.
    const sampled = sampleGrid(map, [[[5 / 3, 0]]], { beyond });
    expect(sampled.data[0]).toBeCloseTo(expected, 12);
  });
});

describe('padding', () => {
  const row = featureMap([[[1, 2, 3]]]);

  test.each<[BorderMode, number[]]>([
    ['constant', [0, 0, 1, 2, 3, 0, 0]],
    ['replicate', [1, 1, 1, 2, 3, 3, 3]],
    ['reflect', [3, 2, 1, 2, 3, 2, 1]],
    ['symmetric', [2, 1, 1, 2, 3, 3, 2]],
    ['circular', [2, 3, 1, 2, 3, 1, 2]],
  ])('%s', (mode, expected) => {
    expect(planesOf(padMap(row, { left: 2, right: 2 }, mode))).toEqual([[expected]]);
  });

  test('a margin wider than what it mirrors is refused', () => {
    expect(() => padMap(row, { left: 3 }, 'reflect')).toThrow('too wide to mirror 3 elements');
    expect(() => padMap(row, { top: 2 }, 'circular')).toThrow('too wide to continue 1 elements');
  });
});
