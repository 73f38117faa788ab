import { describe, expect, it } from 'vitest';
import { compareTopDown } from '../../../src/components/lesson/two-stage/ablation.ts';

const at = (value: number) => ({ value, interval: [value - 0.01, value + 0.01] });

/** A card with these AP50 and recall of small things. */
function card(topDown: boolean, ap50: number, small: number, parameters = 1000): unknown {
  return {
    topDown,
    parameters,
    macs: 5000,
    training: { steps: 10, seed: 1 },
    evaluation: {
      sets: [{ name: 'all frames', ap50: at(ap50), ap75: at(0.35) }],
      sizes: [{ name: 'small: less than 16 × 16 px', recall: at(small) }],
    },
  };
}

describe('the ablation of the top-down path', () => {
  it('gives the points that are lost and says where the intervals part', () => {
    const { rows, parameters } = compareTopDown(card(true, 0.8, 0.6), card(false, 0.79, 0.5));
    expect(parameters).toBe(1000);
    expect(rows.map(({ name, apart }) => [name, apart])).toEqual([
      ['AP at IoU 0.5', false],
      ['AP at IoU 0.75', false],
      ['Recall, small: less than 16 × 16 px', true],
    ]);
    expect(rows.map(({ lost }) => lost)).toEqual([expect.closeTo(1, 9), 0, expect.closeTo(10, 9)]);
  });

  it('counts a gain as a negative loss', () => {
    const { rows } = compareTopDown(card(true, 0.7, 0.5), card(false, 0.75, 0.5));
    expect(rows[0]).toMatchObject({ lost: expect.closeTo(-5, 9), apart: true });
  });

  it('refuses two cards that differ in more than the path, or not in it', () => {
    expect(() => compareTopDown(card(true, 0.8, 0.6), card(false, 0.8, 0.6, 999))).toThrow(
      'more than the top-down path',
    );
    expect(() => compareTopDown(card(true, 0.8, 0.6), card(true, 0.8, 0.6))).toThrow(
      'more than the top-down path',
    );
  });
});
