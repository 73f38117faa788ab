import type { StreetView } from '../../../../runtime/index.ts';
import { SCENES } from '../../../../world/index.ts';
import { FRAMES, FRAME_SIZE } from './frame-size.ts';

/** Returns the views over which a gradient is averaged: the crossing, in another street each time. */
export function frameViews(): StreetView[] {
  const { spec, camera } = SCENES.crossing;
  return Array.from({ length: FRAMES }, (_, index) => ({
    spec: { ...spec, seed: index + 1 },
    camera,
    ...FRAME_SIZE,
  }));
}
