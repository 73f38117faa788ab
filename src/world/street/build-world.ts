import type { WorldSpec } from '../spec.ts';
import { OTHER_LIGHT } from '../other-light.ts';
import { assembleStreet, type StreetWorld } from './assemble-street.ts';
import { OTHER_PLACES } from './other-places.ts';

export type { StreetWorld, Thing } from './assemble-street.ts';

/** Returns the street of a spec at `spec.time`; equal specs give equal streets, bit by bit. */
export function buildWorld(spec: WorldSpec): StreetWorld {
  return assembleStreet(spec, OTHER_PLACES, OTHER_LIGHT);
}
