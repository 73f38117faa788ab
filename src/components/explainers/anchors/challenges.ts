import type { Challenge } from '../../figures/challenge.ts';
import { counted, grouped } from '../../figures/number-text.ts';
import type { Measured } from './measure.ts';
import { percent } from './sentences.ts';

/** What the goals ask for; the words in the content file say the same numbers. */
export const GOALS = {
  recall: 0.95,
  perCell: 6,
  leanRecall: 0.65,
  leanAnchors: 7000,
  taught: 22,
  high: 0.5,
} as const;

/** Truths with a positive by IoU; none while force or a low threshold helps. */
function taughtUnforced({ by, state }: Measured): number {
  if (state.forced || state.high < GOALS.high) return 0;
  return by.iou.perTruth.filter((count) => count > 0).length;
}

/** The goals of the figure, in the order in which they stand. */
export const ANCHORS_CHALLENGES: readonly Challenge<Measured>[] = [
  {
    slug: 'lean',
    solved: ({ coverage, set }) =>
      coverage.recall >= GOALS.leanRecall && set.anchors.length <= GOALS.leanAnchors,
    progress: ({ coverage, set }) =>
      `Now ${percent(coverage.recall)} with ${grouped(set.anchors.length)} anchors.`,
  },
  {
    slug: 'cover-95',
    solved: ({ coverage, set }) => coverage.recall >= GOALS.recall && set.perCell <= GOALS.perCell,
    progress: ({ coverage, set }) =>
      `Now ${percent(coverage.recall)} with ${counted(set.perCell, 'shape')} at a cell.`,
  },
  {
    slug: 'nobody-forced',
    solved: (now) => taughtUnforced(now) >= GOALS.taught,
    progress: (now) =>
      now.state.forced || now.state.high < GOALS.high
        ? 'Now force or a low threshold helps.'
        : `Now ${taughtUnforced(now)} of ${now.state.truths.length}.`,
  },
];
