import { cameraBasis, type Camera } from '../camera.ts';
import { cosine, dot, sine } from '../math.ts';
import type { StreetWorld, Thing } from './build-world.ts';
import { BICYCLE_HALF_LENGTH, VEHICLE_SIZES } from './things.ts';

/** Metres that the eye keeps from the outline of anything. */
const ELBOW_ROOM = 0.45;
/** Something nearer than this, in metres, must not stand in the middle of the picture. */
const OPEN_AHEAD = 3.2;

/** An oblong that blocks a camera between two heights; a disc where both halves are equal. */
interface Blocker {
  readonly x: number;
  readonly z: number;
  readonly yaw: number;
  readonly halfLength: number;
  readonly halfWidth: number;
  readonly base: number;
  readonly top: number;
}

function blockerOf(thing: Thing): Blocker {
  const { x, z, yaw } = thing;
  if (thing.kind === 'person') {
    const half = thing.umbrella ? 0.5 : 0.35;
    return { x, z, yaw, halfLength: half, halfWidth: half, base: 0, top: thing.umbrella ? 2.5 : 2 };
  }
  if (thing.kind === 'bicycle') {
    return { x, z, yaw, halfLength: BICYCLE_HALF_LENGTH, halfWidth: 0.35, base: 0, top: 1.9 };
  }
  const { halfLength, halfWidth, height } = VEHICLE_SIZES[thing.style];
  return { x, z, yaw, halfLength, halfWidth: halfWidth + 0.12, base: 0, top: height };
}

/** Metres on the ground from a point to the outline of a blocker; 0 inside it. */
function distanceTo(blocker: Blocker, x: number, z: number): number {
  const dx = x - blocker.x;
  const dz = z - blocker.z;
  const [s, c] = [sine(blocker.yaw), cosine(blocker.yaw)];
  const along = Math.max(0, Math.abs(dx * s + dz * c) - blocker.halfLength);
  const across = Math.max(0, Math.abs(dx * c - dz * s) - blocker.halfWidth);
  return Math.sqrt(along * along + across * across);
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
    const gap = distanceTo(blocker, x, z);
    if (gap < ELBOW_ROOM) return true;
    if (gap > OPEN_AHEAD) return false;
    const dx = blocker.x - x;
    const dz = blocker.z - z;
    const ahead = dot([dx, 0, dz], forward);
    const across = Math.abs(dot([dx, 0, dz], right)) - blocker.halfWidth;
    return ahead > 0 && across < ahead * camera.field * 0.75;
  };
  if (world.things.some((thing) => blocks(blockerOf(thing)))) return false;
  return !world.footprints.some(({ x: fx, z: fz, radius, base, top }) =>
    blocks({ x: fx, z: fz, yaw: 0, halfLength: radius, halfWidth: radius, base, top }),
  );
}
