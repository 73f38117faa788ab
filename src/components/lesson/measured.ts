/** How a number of a model's card is written. */
export interface MeasuredForm {
  /** Decimals; without it a whole number is grouped by thousands and another gets three. */
  places?: number | undefined;
  /** Divides the number first: 1e6 turns 159,968,000 into 160. */
  per?: number | undefined;
  /** Multiplies by 100 and writes a percent sign. */
  percent?: boolean | undefined;
  /** Adds the 95 % interval in brackets. */
  interval?: boolean | undefined;
}

/**
 * Returns a number of a model's card in words. `path` leads there by field names and slashes; in a
 * list the entry is meant whose `name` begins with the step, as in `evaluation/sets/night/ap50`.
 * A number with an interval is `{ value, interval: [low, high] }`.
 *
 * @throws Error naming the step that leads nowhere, or when no number stands there.
 */
export function measuredText(card: unknown, path: string, form: MeasuredForm = {}): string {
  const found = path.split('/').reduce<unknown>((at, step) => {
    const next = Array.isArray(at)
      ? at.find((entry) => nameOf(entry)?.startsWith(step))
      : field(at, step);
    if (next === undefined) throw new Error(`The card has no “${step}” on the way to “${path}”.`);
    return next;
  }, card);
  const value = typeof found === 'number' ? found : field(found, 'value');
  if (typeof value !== 'number') throw new Error(`“${path}” of the card is no number.`);
  if (!form.interval) return write(value, form);
  const bounds = field(found, 'interval');
  if (
    !Array.isArray(bounds) ||
    bounds.length !== 2 ||
    !bounds.every((bound) => typeof bound === 'number')
  )
    throw new Error(`“${path}” of the card has no interval.`);
  return `${write(value, form)} (${bounds.map((bound: number) => write(bound, form)).join(' to ')})`;
}

function field(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
}

function nameOf(entry: unknown): string | undefined {
  const name = field(entry, 'name');
  return typeof name === 'string' ? name : undefined;
}

function write(value: number, { places, per = 1, percent = false }: MeasuredForm): string {
  const scaled = (value / per) * (percent ? 100 : 1);
  const digits = places ?? (Number.isInteger(scaled) || per !== 1 || percent ? 0 : 3);
  const text = scaled.toLocaleString('en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return percent ? `${text}\u00a0%` : text;
}
