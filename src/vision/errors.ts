/**
 * Thrown by every function of this folder for input that has no meaning: the message is one
 * sentence for a person, saying what was wrong with what.
 */
export class VisionError extends Error {
  override readonly name = 'VisionError';
}

/** Throws a {@link VisionError} with `sentence` unless `condition` holds. */
export function demand(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new VisionError(sentence);
}

/** Returns `value` when it lies in `[low, high]`; otherwise (NaN included) throws. */
export function inRange(value: number, low: number, high: number, name: string): number {
  demand(
    value >= low && value <= high,
    `The ${name} must lie between ${low} and ${high}, got ${value}.`,
  );
  return value;
}

/** Throws unless `count` equals `expected`: two lists that belong together have one length. */
export function sameLength(count: number, expected: number, name: string): void {
  demand(
    count === expected,
    `There must be one ${name} per box: ${expected} boxes came with ${count}.`,
  );
}

/** Throws unless `value` is an integer of at least `least`. */
export function wholeNumber(value: number, least: number, name: string): number {
  demand(
    Number.isInteger(value) && value >= least,
    `The ${name} must be a whole number of at least ${least}, got ${value}.`,
  );
  return value;
}
