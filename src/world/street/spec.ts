/** What a reader, a figure or the trainer may ask of the street. */

/** The five street plans. */
export type Layout = 'junction' | 'bend' | 'square' | 'park' | 'lane';
/** Where the sun stands. */
export type Light = 'day' | 'golden' | 'backlit' | 'night';
/** What hangs in the air. */
export type Weather = 'clear' | 'fog' | 'rain';
/** The kinds of things that move and that readers may drag. */
export type MovableKind = 'person' | 'car' | 'bicycle';
/** The bodies a vehicle may have; `van` and `bus` are classes of their own in the truth. */
export type VehicleStyle = 'hatch' | 'sedan' | 'taxi' | 'van' | 'bus';

/** Moves a thing that the street already has: `index` counts within its kind, metres and radians. */
export interface MoveEdit {
  readonly action: 'move';
  readonly kind: MovableKind;
  readonly index: number;
  readonly x: number;
  readonly z: number;
  readonly yaw?: number;
}

/** Removes a thing that the street already has. */
export interface RemoveEdit {
  readonly action: 'remove';
  readonly kind: MovableKind;
  readonly index: number;
}

/** Adds a thing: `look` seeds its clothes or colour; added things stand still unless they walk. */
export interface AddEdit {
  readonly action: 'add';
  readonly kind: MovableKind;
  readonly x: number;
  readonly z: number;
  readonly yaw: number;
  readonly look?: number;
  readonly style?: VehicleStyle;
  readonly child?: boolean;
  readonly stands?: boolean;
}

/** One change by a reader, applied in order after the street is populated. */
export type Edit = MoveEdit | RemoveEdit | AddEdit;

/** A disc of ground (metres) that is kept free of things that move, for a camera. */
export interface Clearing {
  readonly x: number;
  readonly z: number;
  readonly radius: number;
}

/** A street, told in full by its seed; every other field has a default. */
export interface WorldSpec {
  readonly seed: number;
  readonly layout?: Layout;
  readonly light?: Light;
  readonly weather?: Weather;
  /** People on the pavements. */
  readonly people?: number;
  /** People on each crossing. */
  readonly crowd?: number;
  /** Share of parking places and of lane slots that are taken, 0 to 1. */
  readonly cars?: number;
  /** Bicycles on the road. */
  readonly bicycles?: number;
  /** Seconds since the street was set in motion. */
  readonly time?: number;
  /** Where the main camera stands along the street (z, metres): detail falls off beyond it. */
  readonly focus?: number;
  readonly clearings?: readonly Clearing[];
  readonly edits?: readonly Edit[];
}

/** A spec with every default filled in. */
export type CompleteSpec = Required<WorldSpec>;

/** What an unspoken field of a `WorldSpec` means. */
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
  clearings: [],
  edits: [],
} as const satisfies Omit<CompleteSpec, 'seed'>;

/** Returns the spec with its defaults filled in; throws a `RangeError` for a seed that is not an integer. */
export function completeSpec(spec: WorldSpec): CompleteSpec {
  if (!Number.isInteger(spec.seed)) {
    throw new RangeError(`A street's seed is an integer; got ${spec.seed}.`);
  }
  return { ...SPEC_DEFAULTS, ...spec };
}
