import { addBollard } from '../models/furniture.ts';
import { addBunting } from '../models/ornaments.ts';
import type { RandomStream } from '../random.ts';
import type { Site } from './furnishing.ts';
import { clearOfCrossings, KERB_HEIGHT } from './plan.ts';

/** Adds bollards along the free kerb and bunting from house to house. */
export function addLaneDressing({ mesh, plan, spec, taken }: Site, stream: RandomStream): void {
  for (let along = plan.start + 2; along < Math.min(plan.end, spec.focus + 70); along += 2.6) {
    const { x, z } = plan.centre(along, -plan.roadHalf - 0.3);
    if (!clearOfCrossings(plan, along, 0.6) || !taken.isFree(x, z, 0.3)) continue;
    taken.take(x, z, 0.12, 0.95);
    addBollard(mesh, x, KERB_HEIGHT, z);
  }
  const edge = plan.roadHalf + plan.pavement;
  for (let along = plan.start + 9, k = 0; along < Math.min(plan.end, 90); along += 13, k++) {
    const own = stream.fork(k);
    const from = plan.centre(along, -edge);
    const to = plan.centre(along + own.between(-2, 2), edge);
    const height = own.between(5, 5.6);
    // Cameras keep away from the flags, walkers pass below them.
    for (let t = 0; t <= 1; t += 0.125) {
      taken.take(from.x + (to.x - from.x) * t, from.z + (to.z - from.z) * t, 1, 6.2, 3.9);
    }
    addBunting(mesh, [from.x, height, from.z], [to.x, height + 0.3, to.z], own);
  }
}
