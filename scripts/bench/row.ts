/** One line of the benchmark's table. */
export interface Row {
  readonly name: string;
  /** Median time of our code, or its score. */
  readonly ours: number;
  /** Median time of what we compare with in the same run, or the limit that we set ourselves. */
  readonly reference: number | null;
  /** `ours / reference`, for scores the other way round: 1 or less is good. */
  readonly ratio: number | null;
  readonly unit: 'ms' | 'points';
  readonly note?: string;
}

/** Returns a row, with its ratio worked out. */
export function row(name: string, ours: number, reference: number | null, note?: string): Row {
  const ratio = reference === null ? null : ours / reference;
  return { name, ours, reference, ratio, unit: 'ms', ...(note === undefined ? {} : { note }) };
}

/** Returns a row of points, of which more is better, beside those that we aim at. */
export function score(name: string, ours: number, aim: number, note: string): Row {
  return { name, ours, reference: aim, ratio: aim / ours, unit: 'points', note };
}
