import {
  averagePrecision101,
  evaluateCoco,
  iou,
  matchDetections,
  precisionRecall,
  toCoco,
  type PrecisionRecallPoint,
} from '../../../vision/index.ts';
import { CLASS_IDS } from '../../figures/detector-classes.ts';
import type { TruthItem } from '../../figures/street-truth.ts';
import type { PredictionSet } from './detections.ts';
import type { Kept } from './suppression.ts';

/** A prediction finds a truth of its class from this IoU on. */
export const MATCH_IOU = 0.5;

const CLASS_NUMBERS = CLASS_IDS.map((_, index) => index);

/** What became of the kept predictions, held against the truth. */
export interface Judgement {
  /** Per kept prediction, in their order: the truth it found, or −1. */
  readonly truthOf: readonly number[];
  /** Truths that no kept prediction found. */
  readonly missed: readonly number[];
  /** Raw indices of kept predictions on a truth that a better one already has. */
  readonly duplicates: readonly number[];
  /** Right / kept and found / truths; 1 and 1 where there is nothing to get wrong. */
  readonly precision: number;
  readonly recall: number;
}

function predicted(set: PredictionSet, kept: Kept) {
  return kept.indices.map((index, rank) => ({
    box: set.boxes[index] ?? [0, 0, 0, 0],
    classId: set.classes[index] ?? 0,
    score: kept.scores[rank] ?? 0,
  }));
}

/** The truths, then what does not count, as COCO's crowds. */
function withUncounted(truth: readonly TruthItem[], uncounted: readonly TruthItem[]) {
  return [...truth, ...uncounted.map((thing) => ({ ...thing, crowd: true }))];
}

/** Returns the judgement of kept predictions, matched by COCO's rule at `MATCH_IOU`. */
export function judge(
  set: PredictionSet,
  kept: Kept,
  truth: readonly TruthItem[],
  uncounted: readonly TruthItem[],
): Judgement {
  const detections = predicted(set, kept);
  const match = matchDetections(detections, withUncounted(truth, uncounted), MATCH_IOU);
  const duplicates = kept.indices.filter((_, rank) => {
    const detection = detections[rank];
    return (
      match.truthOf[rank] === -1 &&
      match.ignored[rank] !== true &&
      detection !== undefined &&
      truth.some(
        (thing) =>
          thing.classId === detection.classId && iou(thing.box, detection.box) >= MATCH_IOU,
      )
    );
  });
  return {
    truthOf: match.truthOf,
    missed: match.predictionOf
      .slice(0, truth.length)
      .flatMap((found, index) => (found === -1 ? [index] : [])),
    duplicates,
    precision: match.precision ?? 1,
    recall: match.recall ?? 1,
  };
}

/** Average precision of one picture in COCO's three common readings. */
export interface PictureAp {
  readonly ap: number;
  readonly ap50: number;
  readonly ap75: number;
}

/** The evaluations of one picture that were asked for last, by what was kept. */
interface KnownAps {
  readonly truth: readonly TruthItem[];
  readonly uncounted: readonly TruthItem[];
  readonly byKept: Map<string, PictureAp>;
}

const known = new WeakMap<PredictionSet, KnownAps>();

/** Evaluations that are remembered for a picture, before it starts afresh. */
const MOST_KNOWN = 64;

/**
 * Returns AP of kept predictions: the mean over the classes that are in the picture. While a threshold is
 * dragged most methods keep what they kept, so that an evaluation is done once for what was kept.
 */
export function pictureAp(
  set: PredictionSet,
  kept: Kept,
  truth: readonly TruthItem[],
  uncounted: readonly TruthItem[],
): PictureAp {
  let aps = known.get(set);
  if (aps?.truth !== truth || aps.uncounted !== uncounted || aps.byKept.size >= MOST_KNOWN) {
    aps = { truth, uncounted, byKept: new Map() };
    known.set(set, aps);
  }
  const key = `${kept.indices.join()} ${kept.scores.join()}`;
  const ap = aps.byKept.get(key) ?? evaluate(set, kept, truth, uncounted);
  aps.byKept.set(key, ap);
  return ap;
}

function evaluate(
  set: PredictionSet,
  kept: Kept,
  truth: readonly TruthItem[],
  uncounted: readonly TruthItem[],
): PictureAp {
  const image = { truths: withUncounted(truth, uncounted), predictions: predicted(set, kept) };
  const { dataset, detections } = toCoco([image], CLASS_NUMBERS);
  const { summary } = evaluateCoco(dataset, detections);
  return { ap: summary.ap ?? 0, ap50: summary.ap50 ?? 0, ap75: summary.ap75 ?? 0 };
}

/** Precision against recall of one class at `MATCH_IOU`, with its area. */
export interface ClassCurve {
  readonly points: readonly PrecisionRecallPoint[];
  readonly ap50: number;
  readonly truths: number;
}

/** Returns the curve of one class over the kept predictions. */
export function classCurve(
  set: PredictionSet,
  kept: Kept,
  truth: readonly TruthItem[],
  uncounted: readonly TruthItem[],
  classId: number,
): ClassCurve {
  const ofClass = kept.indices.flatMap((index, rank) =>
    set.classes[index] === classId ? [{ index, score: kept.scores[rank] ?? 0 }] : [],
  );
  const own = {
    indices: ofClass.map(({ index }) => index),
    scores: ofClass.map(({ score }) => score),
  };
  const things = truth.filter((thing) => thing.classId === classId);
  const rest = uncounted.filter((thing) => thing.classId === classId);
  const match = matchDetections(predicted(set, own), withUncounted(things, rest), MATCH_IOU);
  const correct = match.truthOf
    .filter((_, index) => match.ignored[index] !== true)
    .map((found) => found >= 0);
  return {
    points: precisionRecall(correct, things.length),
    ap50: averagePrecision101(correct, things.length).ap ?? 0,
    truths: things.length,
  };
}
