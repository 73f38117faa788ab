// Array reads are in range by construction, hence `!`.
import { demand } from './errors.ts';

/** The anchor is background: it overlaps no truth enough. */
export const BACKGROUND = -1;

/** The anchor lies between the thresholds and is left out of training. */
export const IGNORED = -2;

/** When an anchor counts as an object. */
export interface MatchThresholds {
  /** IoU from which an anchor belongs to its best truth. */
  readonly high: number;
  /** IoU below which it is background. At most `high`; equal leaves nothing ignored. */
  readonly low: number;
  /** Whether each truth also gets the anchors it overlaps most, however little. Default false. */
  readonly allowLowQuality?: boolean;
}

/**
 * Returns for each anchor the index of its truth, {@link BACKGROUND} or {@link IGNORED}: the
 * `Matcher` of torchvision. Of equal IoUs the first truth wins. A low-quality match is labelled
 * with the anchor's own best truth, which need not be the one that claimed it; a truth that
 * overlaps nothing has its maximum, 0, with every anchor it misses, and matches them all.
 *
 * @param ious One row per truth, one column per anchor.
 * @throws VisionError when there is no truth or no anchor: nothing can be matched.
 */
export function matchAnchors(
  ious: readonly (readonly number[])[],
  { high, low, allowLowQuality = false }: MatchThresholds,
): number[] {
  demand(low <= high, `The low threshold (${low}) must not exceed the high one (${high}).`);
  const { truths, overlaps } = bestTruths(ious);
  const matches = truths.map((truth, anchor) => {
    const overlap = overlaps[anchor]!;
    return overlap < low ? BACKGROUND : overlap < high ? IGNORED : truth;
  });
  if (!allowLowQuality) return matches;
  for (const row of ious) {
    const most = largest(row);
    for (let anchor = 0; anchor < row.length; anchor += 1) {
      if (row[anchor] === most) matches[anchor] = truths[anchor]!;
    }
  }
  return matches;
}

/**
 * Returns for each anchor its truth or {@link BACKGROUND} as SSD does: IoU of at least `threshold`
 * with its best truth, then each truth takes the anchor it overlaps most, whoever held it; the last
 * truth to claim an anchor keeps it.
 */
export function matchSsd(ious: readonly (readonly number[])[], threshold: number): number[] {
  const matches = matchAnchors(ious, { high: threshold, low: threshold });
  for (const [truth, row] of ious.entries()) matches[row.indexOf(largest(row))] = truth;
  return matches;
}

/** Each anchor's best truth and its IoU with it. */
function bestTruths(ious: readonly (readonly number[])[]) {
  const anchors = ious[0]?.length ?? 0;
  demand(anchors > 0, 'Matching needs at least one truth and one anchor.');
  const truths = new Array<number>(anchors).fill(0);
  const overlaps = new Array<number>(anchors).fill(-Infinity);
  for (const [truth, row] of ious.entries()) {
    demand(row.length === anchors, 'Every row of the IoU matrix must have one entry per anchor.');
    // By index, and the sentence only when it is needed: iterators make this several times slower.
    for (let anchor = 0; anchor < anchors; anchor += 1) {
      const value = row[anchor]!;
      if (value <= overlaps[anchor]!) continue;
      if (Number.isNaN(value))
        demand(false, `The IoU of truth ${truth} and anchor ${anchor} is NaN.`);
      truths[anchor] = truth;
      overlaps[anchor] = value;
    }
  }
  return { truths, overlaps };
}

/** The largest value; a spread into Math.max would overflow the stack on many anchors. */
function largest(values: readonly number[]): number {
  return values.reduce((most, value) => (value > most ? value : most), -Infinity);
}
