// Typed-array reads are in range by construction, hence `!`.
import { checkBox, type Box } from './boxes.ts';
import { demand, inRange, sameLength } from './errors.ts';

/** How Soft-NMS lowers the score of a box that overlaps the one just kept. */
export type SoftMethod = 'linear' | 'gaussian' | 'naive';

/** What {@link softNms} can be told. */
export interface SoftNmsOptions {
  /** `linear` (default), `gaussian`, or `naive`, which is greedy suppression. */
  readonly method?: SoftMethod;
  /** Linear and naive act on IoU strictly above it. Default 0.3. */
  readonly iouThreshold?: number;
  /** Width of the Gaussian, in units of squared IoU. Default 0.5. */
  readonly sigma?: number;
  /** A box whose score is below it is discarded. Default 0.001. */
  readonly minScore?: number;
  /** 1 takes widths as `x2 − x1 + 1`, the paper's code; 0 (default) as `x2 − x1`. */
  readonly offset?: 0 | 1;
  /** One class id per box; boxes of different classes leave each other alone. */
  readonly classes?: ArrayLike<number> | null;
}

/** The boxes that Soft-NMS leaves, by decreasing final score. */
export interface SoftNmsResult {
  /** Indices into the boxes. */
  readonly kept: number[];
  /** The score of each kept box after all decay, in the same order. */
  readonly scores: number[];
}

/**
 * Returns the factor in `[0, 1]` by which a score falls for an overlap of `overlap`: 1 − IoU above
 * the threshold (linear), exp(−IoU²/σ) everywhere (Gaussian), 0 above the threshold (naive)
 * (Bodla et al. 2017, equations 2 and 3).
 */
export function decayFactor(
  overlap: number,
  method: SoftMethod,
  iouThreshold: number,
  sigma: number,
): number {
  if (method === 'gaussian') return Math.exp(-(overlap * overlap) / sigma);
  if (overlap <= iouThreshold) return 1;
  return method === 'linear' ? 1 - overlap : 0;
}

/**
 * Returns what Soft-NMS leaves: the best box is kept, the scores of those that overlap it fall, and
 * the best of the rest is next. Of equal scores the lower index comes first. O(n²).
 *
 * Agrees with the authors' code (offset 1) and with mmcv (offset 0) within 32-bit rounding.
 *
 * @throws VisionError for a NaN score, a box that is none, or an option out of range.
 */
export function softNms(
  boxes: readonly Box[],
  scores: ArrayLike<number>,
  options: SoftNmsOptions = {},
): SoftNmsResult {
  const { method = 'linear', iouThreshold = 0.3, sigma = 0.5, minScore = 0.001 } = options;
  const { offset = 0, classes = null } = options;
  sameLength(scores.length, boxes.length, 'score');
  if (classes) sameLength(classes.length, boxes.length, 'class');
  inRange(iouThreshold, 0, 1, 'IoU threshold');
  demand(sigma > 0, `Sigma must be greater than 0, got ${sigma}.`);
  demand(!Number.isNaN(minScore), 'The smallest score must be a number, got NaN.');
  for (const box of boxes) checkBox(box);

  const current = Float64Array.from(scores);
  const alive: number[] = [];
  for (const [index, score] of current.entries()) {
    demand(!Number.isNaN(score), `Score ${index} is NaN, which cannot be ranked.`);
    if (score >= minScore) alive.push(index);
  }
  const result: SoftNmsResult = { kept: [], scores: [] };
  let left = alive;
  while (left.length > 0) {
    const best = left.reduce((a, b) => (current[b]! > current[a]! ? b : a));
    result.kept.push(best);
    result.scores.push(current[best]!);
    const keptBox = boxes[best]!;
    left = left.filter((index) => {
      if (index === best) return false;
      if (classes && classes[index] !== classes[best]) return true;
      const overlap = overlapWithOffset(keptBox, boxes[index]!, offset);
      if (overlap === 0) return true;
      const factor = decayFactor(overlap, method, iouThreshold, sigma);
      current[index] = current[index]! * factor;
      return factor > 0 && current[index]! >= minScore;
    });
  }
  return result;
}

/** IoU of two valid boxes whose sides are `offset` longer than the difference of their corners. */
function overlapWithOffset(a: Box, b: Box, offset: 0 | 1): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]) + offset;
  if (width <= 0) return 0;
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]) + offset;
  if (height <= 0) return 0;
  const shared = width * height;
  const areaA = (a[2] - a[0] + offset) * (a[3] - a[1] + offset);
  const areaB = (b[2] - b[0] + offset) * (b[3] - b[1] + offset);
  return shared === 0 ? 0 : shared / (areaA + areaB - shared);
}
