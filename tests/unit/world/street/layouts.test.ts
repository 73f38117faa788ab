import { describe, expect, it } from 'vitest';
import { planStreet } from '../../../../src/world/street/layouts.ts';
import { clearOfCrossings, groundHeight } from '../../../../src/world/street/plan.ts';
import { divideRow } from '../../../../src/world/street/rows.ts';
import { RandomStream } from '../../../../src/world/random.ts';

describe('the plan of a street', () => {
  it('bends without a break and keeps offsets at their distance', () => {
    const { centre } = planStreet('bend');
    for (let along = 0; along < 120; along += 1) {
      const [a, b] = [centre(along, 0), centre(along + 0.01, 0)];
      const step = Math.sqrt((b.x - a.x) * (b.x - a.x) + (b.z - a.z) * (b.z - a.z));
      expect(step).toBeCloseTo(0.01, 5);
      const right = centre(along, 5);
      const gap = Math.sqrt((right.x - a.x) * (right.x - a.x) + (right.z - a.z) * (right.z - a.z));
      expect(gap).toBeCloseTo(5, 5);
    }
  });

  it('is flat on the road, raised on the pavement, and flat again where a street crosses', () => {
    const plan = planStreet('junction');
    expect(groundHeight(plan, 0, 2)).toBe(0);
    expect(groundHeight(plan, 0, 7)).toBeGreaterThan(0.1);
    expect(groundHeight(plan, 22, 7)).toBe(0);
  });

  it('keeps cars off every crossing', () => {
    const plan = planStreet('park');
    for (const { along } of plan.crossings) expect(clearOfCrossings(plan, along, 3)).toBe(false);
  });

  it('fills a row of houses exactly, none too narrow', () => {
    for (let seed = 0; seed < 40; seed++) {
      const lots = divideRow(3, 51.5, new RandomStream(seed));
      expect(lots.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(48.5, 9);
      for (const { width } of lots) expect(width).toBeGreaterThan(3.1);
    }
  });
});
