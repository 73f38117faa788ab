import { describe, expect, it } from 'vitest';
import { standingGait, walkingGait } from '../../../../src/world/models/gait.ts';

describe('a walk', () => {
  it('always has a foot on the ground and none below it', () => {
    for (let phase = 0; phase < 2; phase += 0.05) {
      const { left, right } = walkingGait(phase);
      expect(Math.min(left.ankleY, right.ankleY)).toBeCloseTo(0.055, 9);
    }
  });

  it('repeats after two steps and mirrors after one', () => {
    const [now, mirrored, again] = [walkingGait(0.3), walkingGait(1.3), walkingGait(2.3)];
    expect(again.left.kneeZ).toBeCloseTo(now.left.kneeZ, 5);
    expect(mirrored.right.kneeZ).toBeCloseTo(now.left.kneeZ, 5);
  });

  it('swings each arm against its leg', () => {
    const { left, armSwing } = walkingGait(0.5);
    expect(left.kneeZ).toBeGreaterThan(0);
    expect(armSwing).toBeLessThan(0);
  });

  it('stands with both feet near each other', () => {
    const { left, right } = standingGait();
    expect(Math.abs(left.ankleZ - right.ankleZ)).toBeLessThan(0.1);
  });
});
