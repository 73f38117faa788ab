import { describe, expect, test } from 'vitest';
import {
  boxBlur,
  closeMask,
  connectedComponents,
  correlate,
  correlateSeparable,
  dilate,
  distanceTransform,
  equalizedLevels,
  erode,
  featureMap,
  flipKernel,
  gaussianBlur,
  gaussianDerivativeKernel,
  gaussianKernel,
  gaussianKernelOfSize,
  histogram,
  imageGradient,
  integralImage,
  laplacian,
  luma,
  medianFilter,
  openMask,
  otsuThreshold,
  planesOf,
  toHsv,
  toLab,
  toLabByTable,
  toYcrcb,
  VisionError,
  type Mask,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds, type Draw } from './random-boxes.ts';
import { inner, randomMap } from './random-maps.ts';

const some = seeds.slice(0, 10);

function randomMask(draw: Draw, width = 9, height = 7): Mask {
  return {
    width,
    height,
    data: Uint8Array.from({ length: width * height }, () => draw.whole(0, 1)),
  };
}

describe.each(some)('filters, seed %i', (seed) => {
  const draw = drawFrom(seed);
  const image = randomMap(draw, 2, 6, 7);

  test('no blur changes a constant image, and no slope is seen in it', () => {
    const flat = { ...image, data: image.data.map(() => 4) };
    for (const blurred of [boxBlur(flat, 3), gaussianBlur(flat, 1.3), medianFilter(flat, 3)]) {
      for (const value of blurred.data) expect(value).toBeCloseTo(4, 12);
    }
    for (const value of imageGradient(flat).magnitude.data) expect(value).toBeCloseTo(0, 12);
    for (const value of laplacian(flat).data) expect(value).toBeCloseTo(0, 12);
  });

  test('correlating with a flipped kernel is the adjoint, with zeros beyond the border', () => {
    const kernel = Array.from({ length: 3 }, () => [1, 2, 3].map(() => draw.between(-1, 1)));
    const other = randomMap(draw, 2, 6, 7);
    const there = inner(correlate(image, kernel, 'constant').data, other.data);
    const back = inner(image.data, correlate(other, flipKernel(kernel), 'constant').data);
    expect(there).toBeCloseTo(back, 9);
  });

  test('two passes along lines give what one over the square gives', () => {
    const [down, right] = [
      [1, -2, 4],
      [3, 0, 1, 5, -1],
    ] as const;
    const square = down.map((a) => right.map((b) => a * b));
    const once = correlate(image, square, 'reflect');
    for (const [i, value] of correlateSeparable(image, down, right, 'reflect').data.entries()) {
      expect(value).toBeCloseTo(once.data[i] ?? NaN, 9);
    }
  });

  test('the sum over a rectangle takes four reads of the integral image', () => {
    const { data, width } = integralImage(image);
    const [top, left] = [draw.whole(0, 2), draw.whole(0, 3)];
    const [bottom, right] = [draw.whole(4, 6), draw.whole(5, 7)];
    let sum = 0;
    for (const row of planesOf(image)[0]?.slice(top, bottom) ?? []) {
      for (const value of row.slice(left, right)) sum += value;
    }
    const at = (y: number, x: number) => data[y * width + x] ?? NaN;
    const four = at(bottom, right) - at(top, right) - at(bottom, left) + at(top, left);
    expect(four).toBeCloseTo(sum, 9);
  });
});

describe('filters', () => {
  test('a ramp has its slope times the sum of the weights, in the middle', () => {
    const ramp = featureMap([[0, 1, 2].map(() => [0, 1, 2, 3, 4])]);
    const { x, y } = imageGradient(ramp);
    expect([x.data[7], y.data[7]]).toEqual([8, 0]);
    expect(imageGradient(ramp, 'scharr').x.data[7]).toBe(32);
  });

  test('a median removes a single bright pixel, a mean spreads it', () => {
    const dot = featureMap([[0, 0, 9, 0, 0].map((value) => [0, 0, value, 0, 0])]);
    expect(medianFilter(dot, 3).data.every((value) => value === 0)).toBe(true);
    expect(boxBlur(dot, 3).data.filter((value) => Math.abs(value - 1) < 1e-12)).toHaveLength(9);
  });

  test('a Gaussian sums to 1, its derivative to 0', () => {
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
    expect(sum(gaussianKernel(1.7, 6))).toBeCloseTo(1, 12);
    expect(sum(gaussianDerivativeKernel(1.7, 6))).toBeCloseTo(0, 12);
    expect(gaussianKernelOfSize(3)).toEqual([0.25, 0.5, 0.25]);
    expect(sum(gaussianKernelOfSize(11))).toBeCloseTo(1, 12);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['an even window', () => boxBlur(featureMap([[[1]]]), 2), /odd size, not 2/],
    ['a ragged kernel', () => correlate(featureMap([[[1]]]), [[1, 2, 3], [1]]), /one length/],
    ['no width', () => gaussianKernel(0, 2), /greater than 0/],
    ['a level beyond 255', () => histogram([256]), /0 to 255, not 256/],
    ['no pixels', () => otsuThreshold(histogram([])), /at least one pixel/],
    [
      'a mask of another size',
      () => erode({ width: 2, height: 2, data: new Uint8Array(3) }),
      /needs 4/,
    ],
    [
      'nothing to be far from',
      () => distanceTransform({ width: 1, height: 1, data: Uint8Array.of(1) }),
      /not set/,
    ],
    ['a colour beyond 1', () => toLab([0, 0, 2]), /colour channel/],
  ])('refuse %s', (_, call, sentence) => {
    expect(call).toThrow(VisionError);
    expect(call).toThrow(sentence);
  });
});

describe.each(some)('masks, seed %i', (seed) => {
  const draw = drawFrom(seed);
  const mask = randomMask(draw);
  const has = (outer: Mask, part: Mask) =>
    part.data.every((value, i) => value === 0 || outer.data[i] === 1);

  test.each([4, 8] as const)('opening shrinks, closing inside the border grows, %i', (near) => {
    expect(has(mask, openMask(mask, near))).toBe(true);
    expect(has(dilate(mask, near), mask)).toBe(true);
    expect(has(mask, erode(mask, near))).toBe(true);
    expect(openMask(openMask(mask, near), near)).toEqual(openMask(mask, near));
    const wide = { ...mask, data: mask.data.map((v, i) => (edge(i, mask) ? 0 : v)) };
    expect(has(closeMask(wide, near), wide)).toBe(true);
  });

  test('components are numbered from 1 and join with corners', () => {
    const [four, eight] = [connectedComponents(mask, 4), connectedComponents(mask, 8)];
    expect(eight.count).toBeLessThanOrEqual(four.count);
    expect(new Set(four.labels).size).toBe(four.count + Number(mask.data.includes(0)));
    expect(four.labels.every((label, i) => label > 0 === (mask.data[i] === 1))).toBe(true);
  });

  test('chessboard, Euclidean and taxicab distances come in this order', () => {
    const king = distanceTransform(mask, 'chessboard');
    const rook = distanceTransform(mask, 'taxicab');
    for (const [i, value] of distanceTransform(mask).entries()) {
      expect(value).toBeGreaterThanOrEqual(king[i] ?? NaN);
      expect(value).toBeLessThanOrEqual(rook[i] ?? NaN);
      expect(value > 0).toBe(mask.data[i] === 1);
    }
  });

  test('what erosion leaves is further than a step from what is not set', () => {
    const distances = distanceTransform(mask, 'chessboard');
    for (const [i, value] of erode(mask).data.entries()) {
      if (!edge(i, mask)) expect(value === 1).toBe((distances[i] ?? NaN) > 1);
    }
  });
});

function edge(index: number, { width, height }: Mask): boolean {
  const [x, y] = [index % width, Math.floor(index / width)];
  return x === 0 || y === 0 || x === width - 1 || y === height - 1;
}

describe('histograms', () => {
  test('the threshold parts two heaps of grey', () => {
    const threshold = otsuThreshold(histogram([20, 22, 25, 200, 210, 211]));
    expect(threshold).toBe(25);
    expect(otsuThreshold(histogram([7, 7, 7]))).toBe(0);
  });

  test('equalised levels start at 0, end at 255 and keep their order', () => {
    const levels = equalizedLevels(histogram([30, 40, 40, 90]));
    expect([levels[30], levels[40], levels[90]]).toEqual([0, 170, 255]);
    expect(equalizedLevels(histogram([9, 9]))[9]).toBe(9);
  });
});

describe('colours', () => {
  test('grey has no hue, no saturation and no differences', () => {
    expect(toHsv([0.4, 0.4, 0.4])).toEqual([0, 0, 0.4]);
    for (const [i, value] of toYcrcb([0.4, 0.4, 0.4]).entries()) {
      expect(value).toBeCloseTo([0.4, 0.5, 0.5][i] ?? NaN, 12);
    }
  });

  test('the six corners of the hue wheel stand 60 degrees apart', () => {
    const corners = [
      [1, 0, 0],
      [1, 1, 0],
      [0, 1, 0],
      [0, 1, 1],
      [0, 0, 1],
      [1, 0, 1],
    ] as const;
    expect(corners.map((colour) => toHsv(colour)[0])).toEqual([0, 60, 120, 180, 240, 300]);
  });

  test('white is 100 light, black 0, and green looks brighter than blue', () => {
    for (const [i, value] of toLab([1, 1, 1]).entries()) {
      expect(value).toBeCloseTo([100, 0, 0][i] ?? NaN, 2);
    }
    expect(toLab([0, 0, 0])).toEqual([0, 0, 0]);
    expect(luma([0, 1, 0])).toBeGreaterThan(luma([0, 0, 1]));
  });

  test.each(some)('the table is at most one unit from the formula, seed %i', (seed) => {
    const draw = drawFrom(seed);
    for (let i = 0; i < 50; i += 1) {
      const colour = [draw.between(0, 1), draw.between(0, 1), draw.between(0, 1)] as const;
      const exact = toLab(colour);
      const off = toLabByTable(colour).map((value, k) => value - (exact[k] ?? NaN));
      expect(Math.hypot(...off)).toBeLessThan(1);
    }
  });
});
