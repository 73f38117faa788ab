import { describe, expect, it } from 'vitest';
import { Occupancy } from '../../../../src/world/street/occupancy.ts';

describe('taken ground', () => {
  it('is known on both sides of a cell border and below zero', () => {
    const taken = new Occupancy();
    taken.take(-0.1, 7.9, 0.5);
    expect(taken.isFree(0.3, 8.2, 0.3)).toBe(false);
    expect(taken.isFree(1.5, 8.2, 0.3)).toBe(true);
  });

  it('lets people walk below what hangs higher than they are', () => {
    const taken = new Occupancy();
    taken.take(0, 0, 2, 6, 2.1);
    expect(taken.isFree(0, 0, 0.3)).toBe(true);
    expect(taken.isFree(0, 0, 0.3, 3)).toBe(false);
  });

  it('covers an oblong from end to end, turned as it stands', () => {
    const taken = new Occupancy();
    taken.takeOblong(0, 0, Math.PI / 2, 5, 1, 3);
    for (let x = -4.6; x <= 4.6; x += 0.2) expect(taken.isFree(x, 0.6, 0.05)).toBe(false);
    expect(taken.isFree(0, 2, 0.5)).toBe(true);
    expect(taken.isOblongFree(0, 2.2, Math.PI / 2, 5, 1)).toBe(true);
    expect(taken.isOblongFree(0, 2.2, 0, 5, 1)).toBe(false);
  });
});
