import { outside, type Taper } from '../shapes/profile.ts';

/** Half the width of a car, metres. */
export const HALF_WIDTH = 0.88;
/** Height of the belt line, below the side windows. */
export const BELT = 0.98;
/** Height of the roof. */
export const ROOF = 1.48;
/** The flanks below the belt line, and just outside them for what is painted on. */
export const BODY: Taper = {
  low: 0.24,
  lowWidth: HALF_WIDTH,
  high: 1,
  highWidth: HALF_WIDTH - 0.07,
};
export const BODY_DECAL = outside(BODY);
/** The flanks of the cabin. */
export const CABIN: Taper = {
  low: BELT - 0.03,
  lowWidth: HALF_WIDTH - 0.08,
  high: ROOF,
  highWidth: HALF_WIDTH - 0.25,
};

/** Where the cabin of a body style sits along the car, in metres. */
export interface Cabin {
  readonly halfLength: number;
  readonly rearFoot: number;
  readonly rearTop: number;
}

/** Where the windscreen begins and ends along the car. */
export const FRONT_FOOT = 1;
export const FRONT_TOP = 0.28;
