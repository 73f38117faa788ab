/** What was changed, step by step, as texts of the address; the newest of the past stands last. */
export interface EditHistory {
  /** The street that the changes are of: another one starts anew. */
  readonly street: string;
  readonly past: readonly string[];
  readonly now: string;
  readonly future: readonly string[];
}

/** Steps that can be undone. */
const LONGEST = 100;

/**
 * Returns the history after the changes became `next`, by whatever way: a step back is recognised as
 * undoing, one forward as doing again, so the browser's own buttons count too.
 */
export function advance(history: EditHistory, street: string, next: string): EditHistory {
  if (street !== history.street) return { street, past: [], now: next, future: [] };
  const { past, now, future } = history;
  if (next === now) return history;
  if (next === past.at(-1)) {
    return { street, past: past.slice(0, -1), now: next, future: [now, ...future] };
  }
  if (next === future[0]) {
    return { street, past: [...past, now], now: next, future: future.slice(1) };
  }
  return { street, past: [...past, now].slice(-LONGEST), now: next, future: [] };
}
