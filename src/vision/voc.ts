// Array reads are in range by construction, hence `!`.
import { averagePrecision, averagePrecision11 } from './average-precision.ts';
import type { Box } from './boxes.ts';
import { inRange } from './errors.ts';
import { byDecreasingScore } from './score-order.ts';

/** A true object of one class. Corners are inclusive pixels: the width is `x2 − x1 + 1`. */
export interface VocTruth {
  readonly image: string;
  readonly box: Box;
  /** Counts neither for nor against a detector. */
  readonly difficult?: boolean;
}

/** A detection of that class, in the same convention. */
export interface VocDetection {
  readonly image: string;
  readonly box: Box;
  readonly score: number;
}

/** The evaluation of one class; every list is by decreasing score. */
export interface VocEvaluation {
  readonly recall: readonly number[];
  readonly precision: readonly number[];
  /** All-point AP and 11-point AP; `null` when there was no truth to find. */
  readonly ap: number | null;
  readonly ap11: number | null;
}

/**
 * Returns the Pascal VOC evaluation of one class over images: each detection, best first, claims
 * the truth of highest IoU in its image. It is right when that IoU is strictly greater than the
 * threshold and the truth is not yet claimed, and it counts neither way on a difficult truth.
 *
 * Matches `voc_eval` of py-faster-rcnn; equal scores keep their order.
 */
export function evaluateVoc(
  truths: readonly VocTruth[],
  detections: readonly VocDetection[],
  iouThreshold = 0.5,
): VocEvaluation {
  inRange(iouThreshold, 0, 1, 'IoU threshold');
  const byImage = new Map<string, VocTruth[]>();
  for (const truth of truths) {
    byImage.set(truth.image, [...(byImage.get(truth.image) ?? []), truth]);
  }
  const count = truths.filter((truth) => truth.difficult !== true).length;
  const claimed = new Set<VocTruth>();
  const curve: { recall: number; precision: number }[] = [];
  let [right, wrong] = [0, 0];
  for (const index of byDecreasingScore(detections.map((detection) => detection.score))) {
    const { image, box } = detections[index]!;
    let best: VocTruth | null = null;
    let bestOverlap = -Infinity;
    for (const truth of byImage.get(image) ?? []) {
      const overlap = inclusiveIou(truth.box, box);
      if (overlap > bestOverlap) [best, bestOverlap] = [truth, overlap];
    }
    if (best === null || !(bestOverlap > iouThreshold)) wrong += 1;
    else if (best.difficult !== true) {
      if (claimed.has(best)) wrong += 1;
      else right += 1;
      claimed.add(best);
    }
    const judged = right + wrong;
    curve.push({
      recall: count === 0 ? 0 : right / count,
      precision: judged === 0 ? 0 : right / judged,
    });
  }
  return {
    recall: curve.map((point) => point.recall),
    precision: curve.map((point) => point.precision),
    ap: count === 0 ? null : averagePrecision(curve),
    ap11: count === 0 ? null : averagePrecision11(curve),
  };
}

/** IoU of boxes whose corners are the first and last pixel inside them. */
function inclusiveIou(a: Box, b: Box): number {
  const width = Math.max(Math.min(a[2], b[2]) - Math.max(a[0], b[0]) + 1, 0);
  const height = Math.max(Math.min(a[3], b[3]) - Math.max(a[1], b[1]) + 1, 0);
  const shared = width * height;
  if (shared === 0) return 0;
  const areaA = (a[2] - a[0] + 1) * (a[3] - a[1] + 1);
  const areaB = (b[2] - b[0] + 1) * (b[3] - b[1] + 1);
  return shared / (areaB + areaA - shared);
}
