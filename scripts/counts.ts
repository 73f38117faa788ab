/** How many checks a command ran, and how many it could not run on this machine. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Returns the counts that the output of a command ends with, ours (`2 passed, 0 failed, 1 skipped`) or
 * Vitest's, or null without any.
 */
export function readCounts(output: string): Counts | null {
  const line =
    [...output.matchAll(/^\d+ passed, \d+ failed.*$/gm)].at(-1)?.[0] ??
    [...output.matchAll(/^\s*Tests\s+\d+ (?:failed|passed|skipped).*$/gm)].at(-1)?.[0];
  if (line === undefined) return null;
  const count = (what: keyof Counts): number =>
    Number(new RegExp(`(\\d+) ${what}`).exec(line)?.[1] ?? 0);
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

/** Returns the sentences of an output that say what was skipped and why, each once. */
export function skipReasons(output: string): string[] {
  return [...new Set([...output.matchAll(/^skipped: (.+)$/gm)].map(([, reason = '']) => reason))];
}

/** Returns the line that a command of ours ends with; what was skipped is named only where something was. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  const counts = `${passed} passed, ${failed} failed`;
  return skipped ? `${counts}, ${skipped} skipped` : counts;
}
