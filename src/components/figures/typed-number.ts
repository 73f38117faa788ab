/** What a number field takes, the ends included; `min` is not above `max`. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** From one value to the next, counted from `min`; above 0. */
  readonly step: number;
}

/** Returns the greatest value that a field takes. */
function greatest({ min, max, step }: NumberRange): number {
  return min + step * Math.floor((max - min) / step);
}

/** Returns the value nearest to what was typed that a field takes, or undefined for NaN, which is no number. */
export function nearestAllowed(typed: number, range: NumberRange): number | undefined {
  if (Number.isNaN(typed)) return undefined;
  const { min, step } = range;
  const stepped = min + step * Math.round((typed - min) / step);
  return Math.min(greatest(range), Math.max(min, stepped));
}

/** Says why a field holds another number than the typed one; nothing when it holds that one. */
export function correctionText(typed: number, taken: number, range: NumberRange): string {
  if (typed === taken) return '';
  if (Number.isNaN(typed)) return `No number: ${taken} stays.`;
  if (typed > greatest(range)) return `The most is ${taken}.`;
  return typed < range.min ? `The least is ${taken}.` : `The nearest is ${taken}.`;
}
