/** One line of the benchmark's table. */
export interface Row {
  readonly name: string;
  /** Median time of our code. */
  readonly ours: number;
  /** Median time of what we compare with in the same run, or the limit that we set ourselves. */
  readonly reference: number | null;
  /** `ours / reference`: 1 or less is good. */
  readonly ratio: number | null;
  readonly unit: 'ms';
  readonly note?: string;
}

/** Returns a row, with its ratio worked out. */
export function row(name: string, ours: number, reference: number | null, note?: string): Row {
  const ratio = reference === null ? null : ours / reference;
  return { name, ours, reference, ratio, unit: 'ms', ...(note === undefined ? {} : { note }) };
}
