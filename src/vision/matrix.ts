// Array reads are in range by construction, hence `!`.
import { demand } from './errors.ts';

/** Numbers in rows of equal length. */
export type Matrix = readonly (readonly number[])[];

/** Returns a matrix with rows and columns exchanged. */
export function transpose(matrix: Matrix): number[][] {
  return (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column]!));
}

/**
 * Returns the dot product of every row of `a` with every row of `b`, shape
 * `[a.length][b.length]`: the product of `a` and the transpose of `b`.
 */
export function rowProducts(a: Matrix, b: Matrix): number[][] {
  return a.map((left) => b.map((right) => dot(left, right)));
}

/** Returns the dot product of two lists of one length. */
export function dot(a: readonly number[], b: readonly number[]): number {
  demand(
    a.length === b.length,
    `A dot product needs lists of one length, got ${a.length} and ${b.length}.`,
  );
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** Returns the softmax of logits; −Infinity gets 0. Large logits do not overflow. */
export function softmax(logits: readonly number[]): number[] {
  return logSoftmax(logits).map(Math.exp);
}

/** Returns the logarithm of the softmax of logits, without overflow. */
export function logSoftmax(logits: readonly number[]): number[] {
  const most = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  demand(Number.isFinite(most), 'A softmax needs at least one finite logit, and none at Infinity.');
  const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - most), 0));
  return logits.map((logit) => logit - most - total);
}
