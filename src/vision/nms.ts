// Typed-array reads are in range by construction, hence `!`.
import type { Box } from './boxes.ts';
import { demand, inRange, sameLength } from './errors.ts';
import { KeptBoxes } from './kept-boxes.ts';
import { byDecreasingScore } from './score-order.ts';

/** What else can be asked of {@link nms} and its relatives. */
export interface NmsOptions {
  /** Boxes that score below it take no part. Default: all do. */
  readonly scoreThreshold?: number;
  /** The largest number of boxes to keep. Default: no limit. */
  readonly limit?: number;
}

/**
 * Returns the indices of the boxes that greedy non-maximum suppression keeps, by decreasing score:
 * the best box stays, every box whose IoU with it is strictly greater than `iouThreshold` goes, and
 * so on with those that are left. Of equal scores the lower index comes first.
 *
 * Matches `ops.nms` of torchvision to the last bit.
 *
 * @throws VisionError for a NaN score, a box that is none, or a threshold outside `[0, 1]`.
 */
export function nms(
  boxes: readonly Box[],
  scores: ArrayLike<number>,
  iouThreshold: number,
  options: NmsOptions = {},
): number[] {
  return suppress(boxes, scores, null, iouThreshold, options, false);
}

/**
 * Returns what {@link nms} keeps when boxes of different classes never suppress each other.
 * `classes` holds one class id per box; the result is by decreasing score over all classes.
 *
 * Compares ids instead of shifting coordinates, so negative coordinates do no harm.
 */
export function batchedNms(
  boxes: readonly Box[],
  scores: ArrayLike<number>,
  classes: ArrayLike<number>,
  iouThreshold: number,
  options: NmsOptions = {},
): number[] {
  sameLength(classes.length, boxes.length, 'class');
  return suppress(boxes, scores, classes, iouThreshold, options, false);
}

/**
 * Returns the indices that DIoU-NMS keeps: as {@link nms}, but a box goes when IoU − d²/c² exceeds
 * the threshold, so boxes with distant centres survive (Zheng et al. 2020, section 3.4). Give
 * `classes` to keep classes apart.
 */
export function diouNms(
  boxes: readonly Box[],
  scores: ArrayLike<number>,
  threshold: number,
  classes: ArrayLike<number> | null = null,
  options: NmsOptions = {},
): number[] {
  if (classes) sameLength(classes.length, boxes.length, 'class');
  return suppress(boxes, scores, classes, threshold, options, true);
}

/** The one greedy loop behind the three functions above. */
function suppress(
  boxes: readonly Box[],
  scores: ArrayLike<number>,
  classes: ArrayLike<number> | null,
  threshold: number,
  options: NmsOptions,
  byDistance: boolean,
): number[] {
  inRange(threshold, 0, 1, 'IoU threshold');
  sameLength(scores.length, boxes.length, 'score');
  const { scoreThreshold = -Infinity, limit = Infinity } = options;
  demand(!Number.isNaN(scoreThreshold), 'The score threshold must be a number, got NaN.');

  const order = byDecreasingScore(scores);
  const keptBoxes = new KeptBoxes(boxes, classes, threshold, byDistance);
  const kept: number[] = [];
  for (const index of order) {
    if (kept.length >= limit || scores[index]! < scoreThreshold) break;
    if (keptBoxes.suppresses(index)) continue;
    keptBoxes.add(index);
    kept.push(index);
  }
  return kept;
}
