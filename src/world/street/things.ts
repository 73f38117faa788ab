import type { VehicleStyle } from './edits.ts';

/** What every thing on the street has: where it stands, where it looks, how it moves. */
export interface Placement {
  /** Position of its middle on the ground, metres; `y` is the height of the ground there. */
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Heading in radians, 0 along +z, growing towards +x. */
  readonly yaw: number;
  /** Seed of its shape, clothes and colours. */
  readonly look: number;
}

/** What moves also has a number within its kind and a velocity in metres a second. */
export interface Movable extends Placement {
  readonly index: number;
  readonly velocityX: number;
  readonly velocityZ: number;
}

/** A motor vehicle. */
export interface VehiclePlacement extends Movable {
  readonly kind: 'car';
  readonly style: VehicleStyle;
  readonly lightsOn: boolean;
}

/** Somebody on foot. `phase` counts steps: whole numbers pass with the feet together. */
export interface PersonPlacement extends Movable {
  readonly kind: 'person';
  readonly pose: 'walking' | 'standing';
  readonly phase: number;
  readonly child: boolean;
  readonly umbrella: boolean;
}

/** A bicycle with its rider. `phase` counts turns of the pedals. */
export interface BicyclePlacement extends Movable {
  readonly kind: 'bicycle';
  readonly phase: number;
}

export type MovablePlacement = VehiclePlacement | PersonPlacement | BicyclePlacement;

/** Half length, half width and height of each vehicle body in metres, mirrors left out. */
export const VEHICLE_SIZES: Readonly<
  Record<
    VehicleStyle,
    { readonly halfLength: number; readonly halfWidth: number; readonly height: number }
  >
> = {
  hatch: { halfLength: 1.98, halfWidth: 0.9, height: 1.48 },
  sedan: { halfLength: 2.25, halfWidth: 0.9, height: 1.45 },
  taxi: { halfLength: 2.25, halfWidth: 0.9, height: 1.62 },
  van: { halfLength: 2.5, halfWidth: 1, height: 2.2 },
  bus: { halfLength: 5.25, halfWidth: 1.27, height: 3.2 },
};

/** Radius of the ground that a person needs, arms and stride included sideways, in metres. */
export const PERSON_RADIUS = 0.29;
/** Half length of a bicycle and of the ground that it needs. */
export const BICYCLE_HALF_LENGTH = 0.88;
/** Metres that one step carries an adult forward; a phase of 1. */
export const STEP_LENGTH = 0.72;
