import type { RandomStream } from '../random.ts';
import type { StreetPlan } from './plan.ts';
import { alongTrack, type Track } from './tracks.ts';

/** Returns the tracks over squares and along park paths; none where the street has neither. */
export function squareTracks(plan: StreetPlan, stream: RandomStream): Track[] {
  return plan.stretches.flatMap((stretch, k) => {
    if (stretch.kind === 'houses') return [];
    const own = stream.fork(k);
    const edge = plan.roadHalf + plan.pavement;
    const deep = stretch.kind === 'square' ? [2, 4.2, 6.4, 14.6] : [5.2, 5.82, 6.44];
    const from = Math.max(plan.start + 4, stretch.from + 3);
    const to = Math.min(stretch.to - 3, 74);
    return deep.map((depth) => {
      const direction = own.chance(0.5) ? 1 : -1;
      const offset = stretch.side * (edge + depth);
      return alongTrack(plan, offset, from, to, direction, own.between(1, 1.4), null);
    });
  });
}
