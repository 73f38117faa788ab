import type { Level } from '../../schemas/vocabulary.ts';

/** Where a question comes from, in words. */
export const EVIDENCE = {
  seed: 'From a public guide',
  reported: 'Publicly reported',
  authored: 'Written for this course',
} as const;

const NAMES: Record<Level, string> = { junior: 'junior', senior: 'senior', staff: 'staff' };

/** Returns the levels a question is for: "For senior and staff". */
export function levelsInWords(levels: readonly Level[]): string {
  const names = levels.map((level) => NAMES[level]);
  return `For ${names.length > 1 ? `${names.slice(0, -1).join(', ')} and ` : ''}${names.at(-1) ?? ''}`;
}
