/** Confidence intervals by resampling whole worlds: pictures of one street are alike, so that resampling pictures would promise too much. */

/** Returns `count` draws of as many of `items` as there are, with replacement, from one seed. */
export function resamplings<Item>(items: readonly Item[], count: number): Item[][] {
  let state = 1;
  const draw = (): number =>
    (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const pick = (): Item[] => items.slice(Math.floor(draw() * items.length)).slice(0, 1);
  return Array.from({ length: count }, () => items.flatMap(pick));
}

/** A number with its 95 % interval, both rounded to four digits. */
export interface Measured {
  value: number;
  interval: [low: number, high: number];
}

/** Returns a value with the 2.5 % and 97.5 % quantiles of its resamplings. */
export function measured(value: number, samples: readonly number[]): Measured {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number): number =>
    rounded(sorted[Math.floor(share * (sorted.length - 1))] ?? value);
  return { value: rounded(value), interval: [at(0.025), at(0.975)] };
}

export function rounded(value: number, digits = 4): number {
  return Number(value.toFixed(digits));
}
