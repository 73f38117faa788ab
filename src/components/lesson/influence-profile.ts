import { influence } from '../../vision/index.ts';

/** How a stack of 3 × 3 convolutions with equal weights sees along one axis. */
export interface InfluenceProfile {
  readonly layers: number;
  /** Weight of each pixel of the field, from its first to its last; they sum to 1. */
  readonly weights: readonly number[];
  /** Pixels in the middle that hold at least {@link SHARE} of the weight: an odd number. */
  readonly middle: number;
}

/** The share of all weight by which the middle of a field is measured. */
export const SHARE = 0.95;

/** Returns the profile of a stack of `layers` convolutions, far from any border. */
export function influenceProfile(layers: number): InfluenceProfile {
  const stack = Array.from({ length: layers }, () => ({ kernel: 3, padding: 1 }));
  const { profile } = influence(stack, 8 * layers + 1);
  const centre = (profile.length - 1) / 2;
  let reach = 0;
  const held = (): number =>
    profile.slice(centre - reach, centre + reach + 1).reduce((sum, weight) => sum + weight, 0);
  while (held() < SHARE) reach += 1;
  return { layers, weights: profile, middle: 2 * reach + 1 };
}
