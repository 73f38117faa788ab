// Array reads are in range by construction, hence `!`.
import { checkBox, type Box } from './boxes.ts';
import { demand, inRange, sameLength } from './errors.ts';
import { centerPenalty, iou } from './iou.ts';
import { byDecreasingScore } from './score-order.ts';
import { decayFactor } from './soft-nms.ts';

/** The four suppression methods that can be followed round by round. */
export type SuppressionMethod = 'greedy' | 'linear' | 'gaussian' | 'diou';

/** What {@link traceSuppression} can be told; every field has a default. */
export interface SuppressionOptions {
  /** Default `greedy`. */
  readonly method?: SuppressionMethod;
  /** Overlap strictly above it suppresses (greedy, diou) or decays (linear). Default 0.5. */
  readonly iouThreshold?: number;
  /** Boxes take part while their score is at least this; decayed ones drop out. Default 0. */
  readonly scoreThreshold?: number;
  /** Width of the Gaussian, in units of squared IoU. Default 0.5. */
  readonly sigma?: number;
  /** Boxes of different classes leave each other alone. Default true. */
  readonly classAware?: boolean;
}

/** What one kept box did to one other box. */
export interface SuppressionEffect {
  /** Index of the box it happened to. */
  readonly index: number;
  /** IoU of that box with the kept one. */
  readonly iou: number;
  /** What was compared with the threshold: IoU − d²/c² for `diou`, else IoU. */
  readonly overlap: number;
  /** Its score before and after. A box deleted by greedy or diou goes to 0. */
  readonly before: number;
  readonly after: number;
  /** True when the box is out: deleted, or its score fell below the score threshold. */
  readonly removed: boolean;
}

/** One round: a box is kept, and this is what it does to those still waiting. */
export interface SuppressionRound {
  /** Index of the kept box. */
  readonly kept: number;
  /** Its score at that moment, after any decay. */
  readonly score: number;
  /** Boxes whose score changed, by index. Boxes left alone are not listed. */
  readonly effects: readonly SuppressionEffect[];
  /** Indices still waiting after this round, by decreasing current score. */
  readonly waiting: readonly number[];
}

/** A whole run of a suppression algorithm. */
export interface Suppression {
  /** In the order in which the algorithm runs them. */
  readonly rounds: readonly SuppressionRound[];
  /** Indices of all kept boxes: `rounds.map((round) => round.kept)`. */
  readonly kept: readonly number[];
  /** Indices below the score threshold from the start, which took no part. */
  readonly excluded: readonly number[];
  /** Per box: its score at the end; 0 for a deleted box, its own for an excluded one. */
  readonly finalScores: readonly number[];
  /** Per box: the round (from 0) in which it was kept or removed; −1 when excluded. */
  readonly decidedIn: readonly number[];
  /** Per box: the index of the box that removed it, or −1. */
  readonly removedBy: readonly number[];
}

/**
 * Returns a suppression algorithm round by round, for figures that show how it works: its result is
 * that of `batchedNms`, `softNms` or `diouNms` with the same thresholds. O(n²).
 *
 * @param classes One class id per box; ignored unless `classAware`.
 * @throws VisionError for a NaN score, a box that is none, or an option out of range.
 */
export function traceSuppression(
  boxes: readonly Box[],
  scores: ArrayLike<number>,
  classes: ArrayLike<number>,
  options: SuppressionOptions = {},
): Suppression {
  const { method = 'greedy', iouThreshold = 0.5, scoreThreshold = 0 } = options;
  const { sigma = 0.5, classAware = true } = options;
  sameLength(scores.length, boxes.length, 'score');
  sameLength(classes.length, boxes.length, 'class');
  inRange(iouThreshold, 0, 1, 'IoU threshold');
  demand(!Number.isNaN(scoreThreshold), 'The score threshold must be a number, got NaN.');
  demand(sigma > 0, `Sigma must be greater than 0, got ${sigma}.`);
  for (const box of boxes) checkBox(box);

  const finalScores = Array.from(scores);
  const decidedIn = finalScores.map(() => -1);
  const removedBy = finalScores.map(() => -1);
  const ranked = [...byDecreasingScore(scores)];
  const rounds: SuppressionRound[] = [];

  let waiting = ranked.filter((index) => scores[index]! >= scoreThreshold);
  while (waiting.length > 0) {
    const kept = waiting[0]!;
    const effects: SuppressionEffect[] = [];
    for (const index of waiting.slice(1)) {
      if (classAware && classes[index] !== classes[kept]) continue;
      const shared = iou(boxes[kept]!, boxes[index]!);
      if (shared === 0) continue;
      const penalty = method === 'diou' ? centerPenalty(boxes[kept]!, boxes[index]!) : 0;
      const soft = method === 'linear' || method === 'gaussian';
      const overlap = shared - penalty;
      const factor = decayFactor(overlap, soft ? method : 'naive', iouThreshold, sigma);
      if (factor === 1) continue;
      const before = finalScores[index]!;
      const after = factor === 0 ? 0 : before * factor;
      const removed = factor === 0 || after < scoreThreshold;
      effects.push({ index, iou: shared, overlap, before, after, removed });
      finalScores[index] = after;
      if (!removed) continue;
      decidedIn[index] = rounds.length;
      removedBy[index] = kept;
    }
    decidedIn[kept] = rounds.length;
    waiting = waiting.filter((index) => decidedIn[index] === -1);
    // Only decay can change the order.
    if (effects.some((effect) => !effect.removed)) {
      waiting.sort((a, b) => finalScores[b]! - finalScores[a]! || a - b);
    }
    effects.sort((a, b) => a.index - b.index);
    rounds.push({ kept, score: finalScores[kept]!, effects, waiting });
  }
  return {
    rounds,
    kept: rounds.map((round) => round.kept),
    excluded: ranked.filter((index) => !(scores[index]! >= scoreThreshold)).sort((a, b) => a - b),
    finalScores,
    decidedIn,
    removedBy,
  };
}
