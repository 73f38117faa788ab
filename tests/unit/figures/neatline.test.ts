import { expect, test } from 'vitest';
import { neatline } from '../../../src/components/figures/neatline.ts';

test('the border counts the pixels of the picture and ends with its width', () => {
  const { ticks } = neatline(640, 384);
  expect(ticks.filter(({ y }) => y > 390).map(({ text }) => text)).toEqual([
    '0', '128', '256', '384', '512', '640 px',
  ]); // prettier-ignore
  expect(ticks.filter(({ x }) => x < 0).map(({ text }) => text)).toEqual(['128', '256', '384']);
});

test('no segment reaches beyond the picture', () => {
  for (const { x, width } of neatline(200, 100).segments)
    expect(x + width).toBeLessThanOrEqual(206);
});
