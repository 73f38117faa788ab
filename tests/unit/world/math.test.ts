import { describe, expect, test } from 'vitest';
import {
  clamp,
  cosine,
  cross,
  dot,
  hash32,
  normalise,
  sine,
  smoothStep,
  valueNoise,
} from '../../../src/world/math.ts';

describe('deterministic mathematics', () => {
  test('sine and cosine are within 1e-7 of the engine’s over many turns', () => {
    for (let k = -4000; k <= 4000; k++) {
      const angle = k * 0.0137;
      expect(Math.abs(sine(angle) - Math.sin(angle))).toBeLessThan(1e-7);
      expect(Math.abs(cosine(angle) - Math.cos(angle))).toBeLessThan(1e-7);
    }
  });

  test('clamp and smoothStep keep to their ends', () => {
    expect([clamp(-2), clamp(0.4), clamp(7), clamp(7, 2, 5)]).toEqual([0, 0.4, 1, 5]);
    expect([smoothStep(1, 3, 0), smoothStep(1, 3, 2), smoothStep(1, 3, 9)]).toEqual([0, 0.5, 1]);
  });

  test('the hash spreads neighbours over all bits', () => {
    const seen = new Set<number>();
    let ones = 0;
    for (let k = 0; k < 4096; k++) {
      const hash = hash32(k);
      seen.add(hash);
      for (let bit = 0; bit < 32; bit++) ones += (hash >>> bit) & 1;
    }
    expect(seen.size).toBe(4096);
    expect(ones / (4096 * 32)).toBeCloseTo(0.5, 2);
  });

  test('value noise is continuous and stays in range', () => {
    for (let k = 0; k < 500; k++) {
      const x = k * 0.173 - 40;
      const value = valueNoise(x, 3.3);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
      expect(Math.abs(value - valueNoise(x + 1e-6, 3.3))).toBeLessThan(1e-4);
    }
  });

  test('vectors: the cross product is at right angles, a normalised vector has length one', () => {
    const a = [1, 2, 3] as const;
    const b = [-2, 0.5, 4] as const;
    expect(dot(cross(a, b), a)).toBeCloseTo(0, 12);
    expect(dot(cross(a, b), b)).toBeCloseTo(0, 12);
    expect(dot(normalise(a), normalise(a))).toBeCloseTo(1, 12);
    expect(normalise([0, 0, 0])).toEqual([0, 0, 0]);
  });
});
