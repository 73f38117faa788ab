import { describe, expect, test } from 'vitest';
import { measureEffective } from '../../../../src/components/explainers/receptive-field/effective/effective-field.ts';
import { heatPixels } from '../../../../src/components/explainers/receptive-field/effective/heat.ts';
import {
  effectiveSentence,
  shareRows,
} from '../../../../src/components/explainers/receptive-field/effective/sentences.ts';
import { unitField } from '../../../../src/components/explainers/receptive-field/effective/unit.ts';
import { influence } from '../../../../src/vision/index.ts';

const layer = (name: string, kernel: number, stride = 1) => ({
  name,
  kernel,
  stride,
  padding: (kernel - 1) / 2,
});
const layers = [layer('stem', 3, 2), layer('down2', 3, 2), layer('a', 3), layer('b', 5)];
const SIZE = { width: 48, height: 30 };

describe('the unit in the middle of a layer', () => {
  test.each([1, 2, 3, 4])('layer %i: its field is what tracing back finds', (number) => {
    const unit = unitField(layers, number, SIZE);
    for (const [pixels, cell, middle] of [
      [SIZE.width, unit.column, unit.x],
      [SIZE.height, unit.row, unit.y],
    ] as const) {
      const { first, last, outputSize } = influence(layers.slice(0, number), pixels, cell);
      expect(cell).toBe(Math.floor(outputSize / 2));
      expect(first).toBe(Math.max(0, middle - (unit.size - 1) / 2));
      expect(last).toBe(Math.min(pixels - 1, middle + (unit.size - 1) / 2));
    }
  });

  test('carries the name of its layer', () => {
    expect(unitField(layers, 3, SIZE)).toMatchObject({ layer: 'a', size: 15 });
  });
});

describe('a gradient around a unit', () => {
  const unit = unitField(layers, 3, SIZE);
  const map = (value: (far: number) => number): number[] =>
    Array.from({ length: SIZE.width * SIZE.height }, (_, index) => {
      const [x, y] = [index % SIZE.width, Math.floor(index / SIZE.width)];
      return value(Math.max(Math.abs(x - unit.x), Math.abs(y - unit.y)));
    });

  test('that is even over the theoretical field is as large as it', () => {
    const even = measureEffective(
      map((far) => (far <= 7 ? 2 : 0)),
      SIZE,
      unit,
    );
    expect(even?.inside).toBe(1);
    // 11 × 11 of 15 × 15 pixels is more than half, 9 × 9 less; 95 % needs all.
    expect(even?.sides).toEqual([11, 15, 15]);
  });

  test('on the unit alone needs one pixel', () => {
    expect(
      measureEffective(
        map((far) => (far === 0 ? 3 : 0)),
        SIZE,
        unit,
      )?.sides,
    ).toEqual([1, 1, 1]);
  });

  test('outside the field counts against its share', () => {
    const leaky = measureEffective(
      map((far) => (far === 0 || far === 9 ? 1 : 0)),
      SIZE,
      unit,
    );
    expect(leaky?.inside).toBeCloseTo(1 / (1 + 19 ** 2 - 17 ** 2), 9);
  });

  test('that is zero everywhere has no size, and a sentence says so', () => {
    const none = measureEffective(
      map(() => 0),
      SIZE,
      unit,
    );
    expect(none).toBeNull();
    const shown = { unit, weights: 'random', activations: 'relu', own: undefined } as const;
    expect(effectiveSentence({ ...shown, effective: none })).toContain('zero everywhere');
  });

  test('is told in the numbers of its table', () => {
    const effective = measureEffective(
      map((far) => (far <= 3 ? 1 : 0)),
      SIZE,
      unit,
    );
    if (!effective) throw new Error('There is a gradient.');
    const shown = {
      unit,
      weights: 'trained',
      activations: 'linear',
      own: { name: 'a.png' },
    } as const;
    const said = effectiveSentence({ ...shown, effective });
    for (const [, side = ''] of shareRows(unit, effective).filter((_, row) => row !== 1))
      expect(said).toContain(`${side} × ${side} px`);
    expect(said).toContain('your picture (trained weights, without ReLU)');
  });
});

test('the largest value is the brightest, and nothing is black', () => {
  const pixels = heatPixels([0, 1, 4]);
  const brightness = [0, 4, 8].map((at) => (pixels[at] ?? 0) + (pixels[at + 1] ?? 0));
  expect(brightness[0]).toBeLessThan(5);
  expect(brightness[2]).toBeGreaterThan(brightness[1] ?? 0);
  expect(heatPixels([0, 0]).every((value) => value <= 5 || value === 255)).toBe(true);
});
