// Array reads are in range by construction, hence `!`.
import { precisionRecall, type PrecisionRecallPoint } from './precision-recall.ts';

/**
 * Average precision of one ranked list, in its three common forms. They differ in where the curve
 * is read, so a number without its form says little.
 */

type CurvePoint = Pick<PrecisionRecallPoint, 'precision' | 'recall'>;

/**
 * Returns the best precision at each point or any later one: the curve's monotone envelope, which
 * is what every form of AP measures.
 */
export function precisionEnvelope(curve: readonly CurvePoint[]): number[] {
  const envelope = curve.map((point) => point.precision);
  for (let i = envelope.length - 2; i >= 0; i -= 1) {
    envelope[i] = Math.max(envelope[i]!, envelope[i + 1]!);
  }
  return envelope;
}

/**
 * Returns the area under the envelope in `[0, 1]`: AP as Pascal VOC takes it since 2010. An empty
 * curve has AP 0.
 */
export function averagePrecision(curve: readonly CurvePoint[]): number {
  const envelope = precisionEnvelope(curve);
  let sum = 0;
  let before = 0;
  for (const [i, { recall }] of curve.entries()) {
    sum += (recall - before) * envelope[i]!;
    before = recall;
  }
  return sum;
}

/**
 * Returns the mean, over the recalls 0, 0.1 … 1, of the best precision at that recall or beyond:
 * AP as Pascal VOC took it until 2009.
 *
 * The thresholds are `i · 0.1` as the reference computes them, so the fourth is
 * 0.30000000000000004 and a recall of exactly 3/10 does not reach it.
 */
export function averagePrecision11(curve: readonly CurvePoint[]): number {
  return mean(sampleEnvelope(curve, VOC_RECALLS));
}

/** The recalls of the 11-point rule, as its reference computes them: the fourth is 0.30000000000000004. */
export const VOC_RECALLS: readonly number[] = Array.from({ length: 11 }, (_, i) => i * 0.1);

/** COCO's recall grid: `i · 0.01`, and exactly 1 at the end. */
export const COCO_RECALLS: readonly number[] = Array.from({ length: 101 }, (_, i) =>
  i === 100 ? 1 : i * 0.01,
);

/** COCO's reading of one ranked list. */
export interface CocoAveragePrecision {
  /** The mean of `precisions`, or `null` when there was nothing to find. */
  readonly ap: number | null;
  /** Envelope precision at each of the 101 recalls, or `null` likewise. */
  readonly precisions: readonly number[] | null;
}

/**
 * Returns AP over 101 recalls, as COCO takes it, of a ranked list of correct (1) and wrong (0)
 * detections. Without truths it is undefined: `null`, where pycocotools writes −1.
 */
export function averagePrecision101(
  correct: readonly (boolean | number)[],
  truths: number,
): CocoAveragePrecision {
  const curve = precisionRecall(correct, truths);
  if (truths === 0) return { ap: null, precisions: null };
  const precisions = sampleEnvelope(curve, COCO_RECALLS);
  return { ap: mean(precisions), precisions };
}

/**
 * Returns the envelope's value at the first point whose recall reaches each threshold; 0 beyond the
 * last. `recalls` must rise.
 */
export function sampleEnvelope(curve: readonly CurvePoint[], recalls: readonly number[]): number[] {
  const envelope = precisionEnvelope(curve);
  let at = 0;
  return recalls.map((recall) => {
    while (at < curve.length && curve[at]!.recall < recall) at += 1;
    return envelope[at] ?? 0;
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
