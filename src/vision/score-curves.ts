// Array reads are in range by construction, hence `!`.
import { demand } from './errors.ts';

/** What is found when everything from a score upwards counts as positive. */
export interface ThresholdPoint {
  /** The score; Infinity where nothing is positive yet. */
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  /** Share of the positives that are right; 1 where there is none. */
  readonly precision: number;
  /** Share of the true ones that are found, also called true-positive rate. */
  readonly recall: number;
  /** Share of the false ones that are taken for true. */
  readonly falsePositiveRate: number;
}

/**
 * Returns one point per distinct score, from the highest on, after a first one where nothing is
 * positive. Equal scores are decided together: no threshold could tell them apart. With recall over
 * false-positive rate it is the ROC curve, with precision over recall the precision–recall curve.
 * Matches `roc_curve` and `precision_recall_curve` of scikit-learn.
 *
 * @param truths Whether (1 or true) each sample really is positive.
 * @throws VisionError unless there are both positive and negative samples.
 */
export function thresholdCurve(
  truths: readonly (boolean | number)[],
  scores: readonly number[],
): ThresholdPoint[] {
  demand(
    truths.length === scores.length,
    `There must be one score per sample: ${truths.length} samples came with ${scores.length}.`,
  );
  demand(!scores.some(Number.isNaN), 'A score must be a number.');
  const positives = truths.reduce<number>((sum, truth) => sum + Number(truth), 0);
  const negatives = truths.length - positives;
  demand(positives > 0 && negatives > 0, 'A curve needs both positive and negative samples.');
  const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!);
  let [truePositives, falsePositives] = [0, 0];
  const pointAt = (threshold: number) => {
    const found = truePositives + falsePositives;
    return {
      threshold,
      truePositives,
      falsePositives,
      precision: found === 0 ? 1 : truePositives / found,
      recall: truePositives / positives,
      falsePositiveRate: falsePositives / negatives,
    };
  };
  const curve = [pointAt(Infinity)];
  for (const [rank, sample] of order.entries()) {
    if (Number(truths[sample]!) === 1) truePositives += 1;
    else falsePositives += 1;
    const next = order[rank + 1];
    if (next === undefined || scores[next] !== scores[sample]) curve.push(pointAt(scores[sample]!));
  }
  return curve;
}

/**
 * Returns the area under the ROC curve, by trapezoids: the probability that a positive sample scores
 * higher than a negative one, ties counting half.
 */
export function areaUnderRoc(curve: readonly ThresholdPoint[]): number {
  return curve.slice(1).reduce((area, point, i) => {
    const before = curve[i]!;
    const width = point.falsePositiveRate - before.falsePositiveRate;
    return area + (width * (point.recall + before.recall)) / 2;
  }, 0);
}

/**
 * Returns Σ (Rₙ − Rₙ₋₁) · Pₙ: average precision without interpolation, as
 * `average_precision_score` of scikit-learn. Detection benchmarks interpolate: see
 * `averagePrecision`.
 */
export function rankedAveragePrecision(curve: readonly ThresholdPoint[]): number {
  return curve
    .slice(1)
    .reduce((sum, point, i) => sum + (point.recall - curve[i]!.recall) * point.precision, 0);
}
