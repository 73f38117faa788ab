import { expect, test } from 'vitest';
import {
  FILTER_NAMES,
  filterMacs,
  filterPixels,
  FILTERS,
  type Pixels,
} from '../../../../src/components/explainers/convolution/filters.ts';

/** A picture whose grey at a place is given by a function. */
function picture(width: number, height: number, grey: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < width * height; at += 1) {
    const value = grey(at % width, Math.floor(at / width));
    data.set([value, value, value, 255], 4 * at);
  }
  return { width, height, data };
}

test.each(FILTER_NAMES)(
  '%s leaves a flat picture flat: grey for edges, itself for the rest',
  (name) => {
    const flat = filterPixels(
      picture(9, 7, () => 200),
      name,
    );
    const expected = FILTERS[name].grey ? 128 : 200;
    for (const [at, value] of flat.entries()) expect(value).toBe(at % 4 === 3 ? 255 : expected);
  },
);

test.each(FILTER_NAMES)('the weights of %s sum to 0 or, divided, to 1', (name) => {
  const { kernel, divisor, grey } = FILTERS[name];
  expect(kernel.flat().reduce((sum, weight) => sum + weight, 0)).toBe(grey ? 0 : divisor);
});

test('an upright edge is white in one Sobel and invisible in the other', () => {
  const step = picture(8, 8, (x) => (x < 4 ? 0 : 255));
  const across = filterPixels(step, 'edges-across');
  const down = filterPixels(step, 'edges-down');
  expect(across[4 * (3 * 8 + 4)]).toBe(255);
  expect(across[4 * (3 * 8 + 1)]).toBe(128);
  expect([...down].every((value, at) => value === (at % 4 === 3 ? 255 : 128))).toBe(true);
});

test('blurring a dot spreads its own weights, and a picture of one pixel stays', () => {
  const dot = filterPixels(
    picture(9, 9, (x, y) => (x === 4 && y === 4 ? 255 : 0)),
    'blur',
  );
  expect(dot[4 * (4 * 9 + 4)]).toBe(Math.round((36 / 256) * 255));
  expect(dot[4 * (4 * 9 + 2)]).toBe(Math.round((6 / 256) * 255));
  const one = picture(1, 1, () => 77);
  expect([...filterPixels(one, 'blur')]).toEqual([77, 77, 77, 255]);
});

test('MACs count the kernel on every channel, and the step to grey', () => {
  expect(filterMacs('edges-across', 640, 400)).toBe(640 * 400 * (9 + 3));
  expect(filterMacs('blur', 640, 400)).toBe(640 * 400 * 25 * 3);
});
