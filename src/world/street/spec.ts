import type { WorldSpec } from '../spec.ts';

/** A spec with every default filled in; `clear` stays absent when nothing is to be kept clear. */
export type CompleteSpec = Required<Omit<WorldSpec, 'clear'>> & Pick<WorldSpec, 'clear'>;

/** What a field means that a spec leaves out. */
export const SPEC_DEFAULTS = {
  layout: 'junction',
  light: 'day',
  weather: 'clear',
  people: 34,
  crowd: 4,
  cars: 0.55,
  bicycles: 4,
  time: 0,
  focus: 0,
  edits: [],
} as const satisfies Omit<CompleteSpec, 'seed'>;

/** Returns the spec with its defaults; throws a `RangeError` for a seed that is not an integer. */
export function completeSpec(spec: WorldSpec): CompleteSpec {
  if (!Number.isInteger(spec.seed)) {
    throw new RangeError(`A street's seed is an integer; got ${String(spec.seed)}.`);
  }
  return { ...SPEC_DEFAULTS, ...spec };
}

/** Whether a place keeps out of the spec's clear disc, by `margin` metres more. */
export function isClear(spec: CompleteSpec, x: number, z: number, margin: number): boolean {
  if (!spec.clear) return true;
  const [clearX, clearZ, radius] = spec.clear;
  const dx = x - clearX;
  const dz = z - clearZ;
  const reach = radius + margin;
  return dx * dx + dz * dz >= reach * reach;
}
