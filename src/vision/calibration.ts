// Array reads are in range by construction, hence `!`.
import { demand, inRange, wholeNumber } from './errors.ts';

/**
 * Returns the Brier score of predicted probabilities: the mean squared distance from what happened,
 * 0 to 1, 0 is best (Brier 1950).
 *
 * @param outcomes Whether (1 or true) it happened.
 */
export function brierScore(
  probabilities: readonly number[],
  outcomes: readonly (boolean | number)[],
): number {
  return mean(probabilities, outcomes, (p, outcome) => (p - outcome) ** 2);
}

/**
 * Returns the mean negative log-likelihood of what happened, in nats. A probability of 0 counts as
 * 2⁻⁵², so that one such mistake does not make it infinite, as in scikit-learn.
 */
export function logLoss(
  probabilities: readonly number[],
  outcomes: readonly (boolean | number)[],
): number {
  return mean(
    probabilities,
    outcomes,
    (p, outcome) => -Math.log(Math.max(outcome === 1 ? p : 1 - p, Number.EPSILON)),
  );
}

/** The predictions whose confidence lies in one bin. */
export interface ReliabilityBin {
  /** Bounds of the bin; a confidence that equals `high` belongs to it, `low` does not. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Means over the predictions of the bin; 0 when it is empty. */
  readonly confidence: number;
  readonly accuracy: number;
}

/** Returns the bins of equal width of a reliability diagram. */
export function reliabilityBins(
  confidences: readonly number[],
  correct: readonly (boolean | number)[],
  bins = 15,
): ReliabilityBin[] {
  wholeNumber(bins, 1, 'number of bins');
  checkProbabilities(confidences, correct);
  const members = Array.from({ length: bins }, (): number[] => []);
  for (const [i, confidence] of confidences.entries()) {
    members[Math.max(Math.ceil(confidence * bins) - 1, 0)]!.push(i);
  }
  return members.map((indices, bin) => {
    const count = indices.length;
    const of = (value: (i: number) => number) =>
      indices.reduce((sum, i) => sum + value(i), 0) / Math.max(count, 1);
    return {
      low: bin / bins,
      high: (bin + 1) / bins,
      count,
      confidence: of((i) => confidences[i]!),
      accuracy: of((i) => Number(correct[i]!)),
    };
  });
}

/**
 * Returns the expected calibration error: the distance of confidence and accuracy, averaged over
 * the predictions of all bins (Guo et al. 2017, equation 3). It depends on the number of bins.
 */
export function expectedCalibrationError(
  confidences: readonly number[],
  correct: readonly (boolean | number)[],
  bins = 15,
): number {
  const sum = reliabilityBins(confidences, correct, bins).reduce(
    (total, bin) => total + bin.count * Math.abs(bin.accuracy - bin.confidence),
    0,
  );
  return sum / confidences.length;
}

function mean(
  probabilities: readonly number[],
  outcomes: readonly (boolean | number)[],
  term: (probability: number, outcome: number) => number,
): number {
  checkProbabilities(probabilities, outcomes);
  const sum = probabilities.reduce((total, p, i) => total + term(p, Number(outcomes[i]!)), 0);
  return sum / probabilities.length;
}

function checkProbabilities(
  probabilities: readonly number[],
  outcomes: readonly (boolean | number)[],
): void {
  demand(
    probabilities.length > 0 && probabilities.length === outcomes.length,
    `There must be one outcome per probability: ${probabilities.length} came with ${outcomes.length}.`,
  );
  for (const p of probabilities) inRange(p, 0, 1, 'probability');
}
