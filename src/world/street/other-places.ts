import { addLaneDressing } from './lane-dressing.ts';
import { planStreet } from './layouts.ts';
import { addOpenGround } from './open-ground.ts';
import { addSquareFronts } from './square-fronts.ts';
import { squareTracks } from './square-tracks.ts';

/**
 * What streets other than the plain junction need beside the rest (squares, parks, lanes, bends): pages fetch it
 * when one is asked for.
 */
export const OTHER_PLACES = {
  addLaneDressing,
  addOpenGround,
  addSquareFronts,
  planStreet,
  squareTracks,
} as const;

export type OtherPlaces = typeof OTHER_PLACES;
