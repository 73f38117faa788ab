import { demand, wholeNumber } from './errors.ts';

/** One point of a precision–recall curve, after the first `rank` detections by score. */
export interface PrecisionRecallPoint {
  /** How many detections are counted so far, from 1. */
  readonly rank: number;
  /** Share of them that are correct. */
  readonly precision: number;
  /** Share of the truths that they find; 0 where there is no truth to find. */
  readonly recall: number;
}

/**
 * Returns one point per detection of a ranked list.
 *
 * @param correct By decreasing score: whether (1 or true) each detection is a true positive.
 * @param truths How many objects there were to find.
 * @throws VisionError when more detections are correct than there are truths.
 */
export function precisionRecall(
  correct: readonly (boolean | number)[],
  truths: number,
): PrecisionRecallPoint[] {
  wholeNumber(truths, 0, 'number of truths');
  let found = 0;
  const curve = correct.map((flag, index) => {
    if (Number(flag) !== 0) found += 1;
    const recall = truths === 0 ? 0 : found / truths;
    return { rank: index + 1, precision: found / (index + 1), recall };
  });
  demand(
    found <= truths,
    `${found} detections are marked correct, but there are only ${truths} truths.`,
  );
  return curve;
}
