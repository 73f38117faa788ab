import { cameraBasis, type Camera } from '../camera.ts';
import { dot } from '../math.ts';
import type { StreetWorld, Thing } from './build-world.ts';
import { VEHICLE_SIZES } from './things.ts';

/** Metres that the eye keeps from the outline of anything. */
const ELBOW_ROOM = 0.55;
/** Something nearer than this, in metres, must not stand in the middle of the picture. */
const OPEN_AHEAD = 3.2;

/** A disc of ground that blocks a camera up to a height. */
interface Blocker {
  readonly x: number;
  readonly z: number;
  readonly radius: number;
  readonly base: number;
  readonly top: number;
}

function blockerOf(thing: Thing): Blocker {
  const { x, z } = thing;
  if (thing.kind === 'person')
    return { x, z, radius: 0.35, base: 0, top: thing.umbrella ? 2.5 : 2 };
  if (thing.kind === 'bicycle') return { x, z, radius: 0.9, base: 0, top: 1.9 };
  const { halfLength, height } = VEHICLE_SIZES[thing.style];
  return { x, z, radius: halfLength, base: 0, top: height };
}

/**
 * Whether a camera stands in the open: between the house fronts, above the ground, in nothing, and with
 * nothing large right before it.
 */
export function isViewFree(world: StreetWorld, camera: Camera): boolean {
  const { plan } = world;
  const [x, y, z] = camera.eye;
  if (y < 0.8) return false;
  const middle = plan.centre(z, 0);
  const offset = x - middle.x;
  const side = offset < 0 ? -1 : 1;
  const open = plan.stretches.some(
    (s) => s.side === side && s.kind !== 'houses' && z > s.from + 1 && z < s.to - 1,
  );
  const limit = plan.roadHalf + plan.pavement - 1.1 + (open ? 9 : 0);
  const onCrossStreet =
    plan.crossStreet !== null && Math.abs(z - plan.crossStreet.along) < plan.crossStreet.half;
  if (Math.abs(offset) > (onCrossStreet ? 20 : limit)) return false;
  const { forward, right } = cameraBasis(camera);
  const blocks = (blocker: Blocker): boolean => {
    if (y > blocker.top + ELBOW_ROOM || y < blocker.base - ELBOW_ROOM) return false;
    const dx = blocker.x - x;
    const dz = blocker.z - z;
    const gap = Math.sqrt(dx * dx + dz * dz) - blocker.radius;
    if (gap < ELBOW_ROOM) return true;
    const ahead = dot([dx, 0, dz], forward);
    const across = Math.abs(dot([dx, 0, dz], right)) - blocker.radius;
    return ahead > 0 && gap < OPEN_AHEAD && across < ahead * camera.field * 0.75;
  };
  return !world.things.some((thing) => blocks(blockerOf(thing))) && !world.footprints.some(blocks);
}
