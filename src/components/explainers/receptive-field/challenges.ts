import type { Challenge } from '../../figures/challenge.ts';
import { fixed } from '../../figures/number-text.ts';
import type { Measured } from './measure.ts';
import { fieldText, shiftOf } from './sentences.ts';

/** What the goals ask for; the words in the content file say the same numbers. */
const WIDE_GOAL = { size: 31, weights: 40 } as const;
const EVEN_GOAL = { jump: 8, picture: 64 } as const;

/** The goals of the figure, in the order in which they stand. */
export const RECEPTIVE_FIELD_CHALLENGES: readonly Challenge<Measured>[] = [
  {
    slug: 'mostly-padding',
    solved: ({ layer, outside, horizontal, vertical }) =>
      layer > 0 && outside > 0.5 && horizontal.inside * vertical.inside > 0,
    progress: ({ outside }) => `Now ${fixed(100 * outside, 0)}\u00a0% lies outside.`,
  },
  {
    slug: 'wide-and-cheap',
    solved: (now) =>
      [now.horizontal, now.vertical].every(
        ({ size, field, seen }) =>
          size >= WIDE_GOAL.size && field.jump === 1 && seen.touched >= WIDE_GOAL.size,
      ) &&
      now.holes === 0 &&
      now.weights <= WIDE_GOAL.weights,
    progress: (now) => {
      const holes = now.holes > 0 ? `, ${fixed(100 * now.holes, 0)}\u00a0% holes` : '';
      return `Now ${fieldText(now)}${holes}, jump ${now.horizontal.field.jump}, ${now.weights} weights.`;
    },
  },
  {
    slug: 'even',
    solved: ({ horizontal, vertical }) =>
      [horizontal, vertical].every(
        (view) =>
          view.field.jump >= EVEN_GOAL.jump &&
          view.pixels >= EVEN_GOAL.picture &&
          view.gapBefore === view.gapAfter,
      ),
    progress: ({ horizontal, vertical }) =>
      `Now jump ${horizontal.field.jump}, off by ${fixed(Math.abs(shiftOf(horizontal)), 1)} px across and ${fixed(Math.abs(shiftOf(vertical)), 1)} px down.`,
  },
];
