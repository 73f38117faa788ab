// Array reads are in range by construction, hence `!`.
import { demand } from './errors.ts';
import { dot, type Matrix } from './matrix.ts';

/** Returns the vector divided by its length. */
export function unitVector(vector: readonly number[]): number[] {
  const length = Math.sqrt(dot(vector, vector));
  demand(length > 0, 'A vector that is all zero has no direction.');
  return vector.map((value) => value / length);
}

/** Returns the cosine of the angle between two vectors, −1 to 1. */
export function cosineSimilarity(a: readonly number[], b: readonly number[]): number {
  return dot(unitVector(a), unitVector(b));
}

/** Returns the Euclidean distance of two points. */
export function euclideanDistance(a: readonly number[], b: readonly number[]): number {
  demand(a.length === b.length, 'Points must have the same number of coordinates.');
  return Math.hypot(...a.map((value, i) => value - b[i]!));
}

/**
 * Returns max(d(anchor, positive) − d(anchor, negative) + margin, 0) for every triplet, with
 * Euclidean distances (Schroff et al. 2015 square them). `triplet_margin_loss` of PyTorch adds 1e-6
 * to every coordinate first.
 */
export function tripletLosses(
  anchors: Matrix,
  positives: Matrix,
  negatives: Matrix,
  margin = 1,
): number[] {
  demand(
    anchors.length === positives.length && anchors.length === negatives.length,
    'Every anchor needs one positive and one negative.',
  );
  return anchors.map((anchor, i) => {
    const apart = euclideanDistance(anchor, negatives[i]!);
    return Math.max(euclideanDistance(anchor, positives[i]!) - apart + margin, 0);
  });
}
