import { describe, expect, it } from 'vitest';
import { measuredText } from '../../../src/components/lesson/measured.ts';

const card = {
  parameters: 152_379,
  macs: 159_968_000,
  evaluation: {
    sets: [
      { name: 'ordinary daylight frames', ap50: { value: 0.7847, interval: [0.7728, 0.7987] } },
      { name: 'night', ap50: { value: 0.7626, interval: [0.746, 0.7808] } },
    ],
    sizes: [{ name: 'small: less than 16 × 16 px', ap: null }],
  },
};

describe('a number of a card', () => {
  it('is found by field names, and in lists by the beginning of a name', () => {
    expect(measuredText(card, 'evaluation/sets/night/ap50')).toBe('0.763');
    expect(measuredText(card, 'evaluation/sets/ordinary/ap50', { places: 2 })).toBe('0.78');
  });

  it('groups whole numbers, divides, and writes percent and intervals', () => {
    expect(measuredText(card, 'parameters')).toBe('152,379');
    expect(measuredText(card, 'macs', { per: 1e6 })).toBe('160');
    expect(measuredText(card, 'evaluation/sets/night/ap50', { percent: true, places: 1 })).toBe(
      '76.3\u00a0%',
    );
    expect(measuredText(card, 'evaluation/sets/night/ap50', { interval: true, places: 2 })).toBe(
      '0.76 (0.75 to 0.78)',
    );
  });

  it('says which step leads nowhere', () => {
    expect(() => measuredText(card, 'evaluation/sets/dusk/ap50')).toThrow('“dusk”');
    expect(() => measuredText(card, 'evaluation/sizes/small/ap')).toThrow('no number');
    expect(() => measuredText(card, 'parameters', { interval: true })).toThrow('no interval');
  });
});
