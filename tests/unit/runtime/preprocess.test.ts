// Typed-array reads are in range by construction, hence `!`.
import { describe, expect, test } from 'vitest';
import { boxInPicture, fitPicture, pixelsOf, toInput } from '../../../src/runtime/preprocess.ts';
import type { Picture } from '../../../src/runtime/engine.ts';

function picture(width: number, height: number, value: (x: number, y: number) => number): Picture {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let c = 0; c < 3; c += 1) data[(y * width + x) * 4 + c] = value(x, y) + c;
    }
  }
  return { width, height, data };
}

describe('the input of the network', () => {
  test('is the picture itself, middle grey being 0, when the sizes are equal', () => {
    const input = toInput(
      picture(8, 5, (x, y) => 20 * x + y),
      { width: 8, height: 5 },
    );
    for (let y = 0; y < 5; y += 1) {
      for (let x = 0; x < 8; x += 1) {
        expect(input[(y * 8 + x) * 3 + 1]!).toBeCloseTo((20 * x + y + 1) / 255 - 0.5, 6);
      }
    }
  });

  test('takes a frame of the street and an ImageData alike', () => {
    const { width, height } = { width: 4, height: 4 };
    const rgba = new Uint8ClampedArray(64).map((_, i) => i);
    expect(toInput({ width, height, rgba }, { width, height })).toEqual(
      toInput({ width, height, data: rgba }, { width, height }),
    );
  });

  test('averages over areas when it shrinks, so that a fine chessboard turns grey', () => {
    const board = picture(60, 40, (x, y) => ((x + y) % 2 ? 200 : 0));
    const input = toInput(board, { width: 20, height: 10 });
    // 60×40 fits into 15×10, four pixels by four averaged, 2.5 columns of border on each side.
    expect(input[(5 * 20 + 10) * 3]!).toBeCloseTo(100 / 255 - 0.5, 5);
    expect(input[5 * 20 * 3]!).toBe(0);
    expect(input[(5 * 20 + 19) * 3]!).toBe(0);
  });

  test('keeps a linear ramp linear when it enlarges', () => {
    const ramp = picture(10, 5, (x) => 10 * x);
    const input = toInput(ramp, { width: 40, height: 20 });
    for (let x = 4; x < 36; x += 1) {
      expect((input[(10 * 40 + x) * 3]! + 0.5) * 255).toBeCloseTo(10 * ((x + 0.5) / 4 - 0.5), 3);
    }
  });

  test('leads a box back to where it came from, clipped to the picture', () => {
    const fit = fitPicture({ width: 640, height: 480 }, { width: 256, height: 160 });
    const [x, y] = [100 * fit.scale + fit.offsetX, 50 * fit.scale + fit.offsetY];
    const box = boxInPicture([x, y, 1000, 1000], fit);
    expect(box[0]).toBeCloseTo(100, 9);
    expect(box[1]).toBeCloseTo(50, 9);
    expect(box.slice(2)).toEqual([640, 480]);
  });

  test.each([
    [0, 0, 0],
    [4, 4, 60],
    [NaN, 4, 64],
  ])('of a %s×%s picture with %s bytes is one clear sentence', (width, height, length) => {
    const broken = { width, height, data: new Uint8ClampedArray(length) };
    expect(() => pixelsOf(broken)).toThrow(/^The picture has no pixels/);
  });
});
