import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LEAST, MODEL_WIDTH, truthOf } from '../../../src/components/figures/street-truth.ts';

const card: unknown = JSON.parse(readFileSync('public/models/detector/card.json', 'utf8'));

test('what counts as truth is the rule of the detector’s card, at the width of its input', () => {
  expect(card).toMatchObject({ input: { width: MODEL_WIDTH } });
  expect(card).toHaveProperty('truth', LEAST);
});

test('a thing counts from exactly the rule on; what shows less of itself is set aside', () => {
  const { height, visiblePixels, visibleShare } = LEAST;
  const thing = {
    id: 1,
    className: 'car',
    whole: [20, 30, 40, 30 + height],
    visible: [20, 30, 40, 30 + height],
    area: visiblePixels,
    visiblePixels,
    visibleFraction: visibleShare,
    truncated: false,
  } as const;
  const frame = {
    width: MODEL_WIDTH,
    objects: [
      thing,
      { ...thing, visible: [20, 30, 40, 29 + height] },
      { ...thing, visiblePixels: visiblePixels - 1 },
      { ...thing, visibleFraction: visibleShare - 0.01 },
    ],
  } as const;
  const { truth, uncounted } = truthOf(frame);
  expect(truth).toHaveLength(1);
  expect(uncounted).toHaveLength(3);
});
