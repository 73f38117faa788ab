/** How one field of a figure's state is written in the address. */
export interface Field<T> {
  readonly initial: T;
  /** The text of a value, without any escaping. */
  readonly write: (value: T) => string;
  /** The value of a text, or `undefined` when the text means nothing. Never throws. */
  readonly read: (text: string) => T | undefined;
}

/** One field per property of a state. */
export type Fields<S> = { readonly [K in keyof S]: Field<S[K]> };

/** What a hash said: nothing, a state, or something that cannot be read. */
export type Decoded<S> =
  | { readonly outcome: 'absent' | 'read'; readonly state: S }
  | { readonly outcome: 'invalid'; readonly state: S; readonly reason: string };

/** Turns the state of one figure into the hash of an address and back. */
export interface StateCodec<S> {
  readonly initial: S;
  /** `v=1&iou=0.45&…`: only what differs from the defaults, by name; empty at the defaults. */
  readonly encode: (state: S) => string;
  /**
   * Reads a hash, with or without its `#`. Unknown keys are ignored; any invalid value gives the
   * whole default state and the reason. Never throws.
   */
  readonly decode: (hash: string) => Decoded<S>;
  /** The defaults, overlaid with the parts of `partial` that a field accepts. */
  readonly complete: (partial: Partial<S> | undefined) => S;
}

/** The version of the format, the first key of every hash. */
const VERSION = '1';

/** Longer hashes are not read: no state of ours comes near. */
const LONGEST = 4000;

/** Returns the codec of a state that these fields make up. */
export function defineState<S extends object>(fields: Fields<S>): StateCodec<S> {
  const names = keysOf(fields).sort();
  const initial = fill<S>(names, (name) => fields[name].initial);

  function encode(state: S): string {
    const parts = names.flatMap((name) => {
      const text = fields[name].write(state[name]);
      return text === fields[name].write(initial[name])
        ? []
        : [`${String(name)}=${encodeURIComponent(text).replaceAll('%2C', ',')}`];
    });
    return parts.length === 0 ? '' : [`v=${VERSION}`, ...parts].join('&');
  }

  function decode(hash: string): Decoded<S> {
    const text = hash.replace(/^#/, '');
    // A fragment without `=` is an anchor of the page, not a state.
    if (!text.includes('=')) return { outcome: 'absent', state: { ...initial } };
    const invalid = (reason: string): Decoded<S> => ({
      outcome: 'invalid',
      state: { ...initial },
      reason,
    });
    if (text.length > LONGEST) return invalid('it is too long');

    const pairs = new Map<string, string>();
    for (const part of text.split('&')) {
      const cut = part.indexOf('=');
      const key = cut < 0 ? part : part.slice(0, cut);
      if (key !== 'v' && !names.some((name) => name === key)) continue;
      if (pairs.has(key)) return invalid(`it gives ${key} twice`);
      const value = unescapeText(cut < 0 ? '' : part.slice(cut + 1));
      if (value === undefined) return invalid(`${key} cannot be read`);
      pairs.set(key, value);
    }
    if (pairs.get('v') !== VERSION) return invalid('its version is not known');

    const state = { ...initial };
    for (const name of names) {
      const value = pairs.get(String(name));
      if (value === undefined) continue;
      const read = fields[name].read(value);
      if (read === undefined) return invalid(`${String(name)} has no such value`);
      state[name] = read;
    }
    return { outcome: 'read', state };
  }

  function complete(partial: Partial<S> | undefined): S {
    const state = { ...initial };
    for (const name of names) {
      const value = partial?.[name];
      if (value === undefined) continue;
      const read = fields[name].read(fields[name].write(value));
      if (read !== undefined) state[name] = read;
    }
    return state;
  }

  return { initial, encode, decode, complete };
}

/**
 * Returns the field of a number from `min` to `max`, both included, that is a multiple of `step`, a decimal fraction
 * of at most nine places.
 */
export function numberField(range: {
  initial: number;
  min: number;
  max: number;
  step: number;
}): Field<number> {
  const { initial, min, max, step } = range;
  return {
    initial,
    // Without an exponent, and without zeros at the end.
    write: (value) =>
      snap(value, step)
        .toFixed(placesOf(step))
        .replace(/(\..*?)0+$/, '$1')
        .replace(/\.$/, ''),
    read: (text) => {
      if (!/^-?\d{1,7}(\.\d{1,9})?$/.test(text)) return undefined;
      const value = snap(Number(text), step);
      return value === Number(text) && value >= min && value <= max ? value : undefined;
    },
  };
}

/** Returns the field of one of a list of words, written as it is. */
export function choiceField<T extends string>(initial: T, values: readonly T[]): Field<T> {
  return {
    initial,
    write: (value) => value,
    read: (text) => values.find((value) => value === text),
  };
}

/** Returns the field of yes or no, written `1` and `0`; `true` and `false` are read as well. */
export function flagField(initial: boolean): Field<boolean> {
  return {
    initial,
    write: (value) => (value ? '1' : '0'),
    read: (text) =>
      text === '1' || text === 'true' ? true : text === '0' || text === 'false' ? false : undefined,
  };
}

/** Returns the multiple of `step` (above 0) nearest to a value, free of binary dust: 0.30000000000000004 is 0.3. */
export function snap(value: number, step: number): number {
  // Adding 0 makes 0 of −0.
  return Number((Math.round(value / step) * step).toFixed(placesOf(step))) + 0;
}

/** Returns how many decimal places a step has: 2 for 0.25. */
function placesOf(step: number): number {
  const [digits = '', exponent = '0'] = String(step).split('e');
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent));
}

function keysOf<S extends object>(fields: Fields<S>): (keyof S & string)[] {
  // The keys of an object literal are its own property names; TypeScript only promises strings.
  return Object.keys(fields) as (keyof S & string)[];
}

function fill<S>(names: readonly (keyof S)[], value: (name: keyof S) => S[keyof S]): S {
  // Every property of S is named in `names`, because a codec has one field per property.
  return Object.fromEntries(names.map((name) => [name, value(name)])) as S;
}

function unescapeText(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
