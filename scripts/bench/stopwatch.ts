/** A thing to be timed again and again. */
export interface Contender {
  /** Called before each turn, outside the time that counts. */
  readonly prepare?: () => void;
  /** What is timed; its result is thrown away. */
  readonly run: () => unknown;
}

/**
 * Returns the median time in milliseconds of each contender. They take turns, so that whatever
 * slows the machine slows them alike; every one has a turn that does not count first.
 *
 * @param atLeast How long to go on, in milliseconds, once everyone has had `fewest` turns.
 */
export function medians<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  { fewest = 15, atLeast = 600 } = {},
): Record<Name, number> {
  const entries = Object.entries<Contender>(contenders);
  const times = new Map(entries.map(([name]) => [name, [] as number[]]));
  const start = performance.now();
  for (let turn = -1; turn < fewest || performance.now() - start < atLeast; turn += 1) {
    for (const [name, { prepare, run }] of entries) {
      prepare?.();
      const before = performance.now();
      run();
      const elapsed = performance.now() - before;
      if (turn >= 0) times.get(name)?.push(elapsed);
    }
  }
  const result: Partial<Record<string, number>> = {};
  for (const [name, list] of times) result[name] = median(list);
  return result as Record<Name, number>; // one entry per contender, by the loop above
}

/** Returns the middle one of some values, the upper one of two; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
