// Array reads are in range by construction, hence `!`.
import { COCO_AREAS } from './coco-curves.ts';
import { toCoco, type PredictedBox, type TruthBox } from './coco-format.ts';
import { groupByCategory, matchGroup, orderTruths } from './coco-matching.ts';
import { inRange } from './errors.ts';

/** What became of the predictions on one image at one IoU threshold. */
export interface DetectionMatches {
  /** Per prediction, in the order given: the index of the truth it found, or −1. */
  readonly truthOf: readonly number[];
  /** Per truth, in the order given: the index of the prediction that found it, or −1. */
  readonly predictionOf: readonly number[];
  /** Per prediction: whether a crowd took it, so that it is neither right nor wrong. */
  readonly ignored: readonly boolean[];
  /** Predictions that found a truth, predictions that found none, truths not found. */
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  /** Right predictions / all predictions; `null` without predictions. */
  readonly precision: number | null;
  /** Found truths / all truths; `null` without truths. */
  readonly recall: number | null;
}

/**
 * Returns which prediction finds which truth on one image, by COCO's rule: class by class and best
 * score first, each prediction takes the free truth of highest IoU that is at least `iouThreshold` (and above 0).
 * Crowds are left out on both sides.
 */
export function matchDetections(
  predictions: readonly PredictedBox[],
  truths: readonly TruthBox[],
  iouThreshold = 0.5,
): DetectionMatches {
  inRange(iouThreshold, 0, 1, 'IoU threshold');
  const classIds = [...new Set([...predictions, ...truths].map((object) => object.classId))];
  const { dataset, detections } = toCoco([{ truths, predictions }], classIds);
  const truthOf = predictions.map(() => -1);
  const predictionOf = truths.map(() => -1);
  const ignored = predictions.map(() => false);
  let [right, wrong, missed] = [0, 0, 0];
  for (const groups of groupByCategory(dataset, detections, predictions.length).values()) {
    for (const group of groups) {
      const offered = orderTruths(group, COCO_AREAS.all);
      const assigned = new Int32Array(group.detections.length);
      matchGroup(group, offered, Math.max(iouThreshold, Number.MIN_VALUE), assigned);
      for (const [d, match] of assigned.entries()) {
        if (match < 0) wrong += 1;
        else if (offered.ignored[match]!) ignored[group.detections[d]!] = true;
        else {
          right += 1;
          const truth = group.truths[offered.order[match]!]!;
          truthOf[group.detections[d]!] = truth;
          predictionOf[truth] = group.detections[d]!;
        }
      }
      missed += group.crowd.filter((crowd) => !crowd).length;
    }
  }
  missed -= right;
  return {
    truthOf,
    predictionOf,
    ignored,
    truePositives: right,
    falsePositives: wrong,
    falseNegatives: missed,
    precision: right + wrong === 0 ? null : right / (right + wrong),
    recall: right + missed === 0 ? null : right / (right + missed),
  };
}
