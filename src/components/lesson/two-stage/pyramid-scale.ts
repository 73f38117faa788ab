import { pyramidLevel } from '../../../vision/index.ts';

/** Levels from which a second stage reads regions: strides 4 to 32. */
export const LEVELS = { finest: 2, coarsest: 5 } as const;

/** Level of the single map that detectors read before feature pyramids: stride 16. */
const SINGLE_LEVEL = 4;

/** Where a square region is read, and how many features wide it is there. */
export interface RegionScale {
  readonly level: number;
  readonly stride: number;
  /** Features from side to side on its level. */
  readonly features: number;
  /** The same on the single map of stride 16. */
  readonly single: number;
}

/** Returns where a square region of `side` pixels is read from a pyramid and how wide it is there. */
export function regionScale(side: number): RegionScale {
  const level = pyramidLevel([0, 0, side, side], LEVELS);
  const stride = 2 ** level;
  return { level, stride, features: side / stride, single: side / 2 ** SINGLE_LEVEL };
}
