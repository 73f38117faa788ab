import type { FocalOptions } from '../../../vision/index.ts';
import { costOf, countOf, type Entry } from './measure.ts';

/** A point of a cumulative curve: so many of the anchors, easiest first, have so much of the loss. */
export interface CumulativePoint {
  /** Fraction of the anchors, 0 to 1. */
  readonly part: number;
  /** Fraction of their loss, 0 to 1. */
  readonly share: number;
}

/**
 * Returns the cumulative loss of anchors of one target, sorted from the smallest loss to the largest and
 * divided by their sum (Lin et al. 2017, figure 4). α is the same for all of them and drops out.
 */
export function cumulative(
  entries: readonly Entry[],
  target: 0 | 1,
  options: FocalOptions,
): CumulativePoint[] {
  // Loss rises with the logit of a negative and falls with that of a positive.
  const sorted = [...entries].sort((a, b) =>
    target === 0 ? a.logit - b.logit : b.logit - a.logit,
  );
  const costs = sorted.map(({ logit, count }) => count * costOf(logit, target, options));
  const whole = costs.reduce((sum, cost) => sum + cost, 0);
  const all = countOf(entries);
  const points: CumulativePoint[] = [{ part: 0, share: 0 }];
  let [part, share] = [0, 0];
  for (const [place, { count }] of sorted.entries()) {
    part += count / all;
    share += whole > 0 ? (costs[place] ?? 0) / whole : 0;
    points.push({ part, share });
  }
  return points;
}

/** Returns the fraction of the loss that the hardest `fraction` of the anchors have. */
export function hardestShare(points: readonly CumulativePoint[], fraction: number): number {
  const from = 1 - fraction;
  for (const [place, point] of points.entries()) {
    const before = points[place - 1];
    if (!before || point.part < from) continue;
    const step = point.part - before.part;
    const along = step > 0 ? (from - before.part) / step : 1;
    return 1 - (before.share + along * (point.share - before.share));
  }
  return 0;
}

/** Returns the curve without points that nobody could tell from a straight line at this size. */
export function thinned(points: readonly CumulativePoint[], step = 0.01): CumulativePoint[] {
  const kept: CumulativePoint[] = [];
  for (const [place, point] of points.entries()) {
    const last = kept.at(-1);
    const far = !last || point.part - last.part >= step || point.share - last.share >= step;
    if (far || place === points.length - 1) kept.push(point);
  }
  return kept;
}
