import { bakeGeometry, type BakedWorld } from './baked-world.ts';
import { OTHER_LIGHT } from './other-light.ts';
import type { World } from './spec.ts';

export type { BakedWorld } from './baked-world.ts';

/** Everything about a world that does not depend on the camera. `shadowSize` is the side of the shadow map. */
export function bakeWorld(world: World, shadowSize = 1024): BakedWorld {
  return bakeGeometry(world, shadowSize, OTHER_LIGHT);
}
