import { cosine, PI, sine } from '../math.ts';
import type { RandomStream } from '../random.ts';
import type { VehicleStyle } from './edits.ts';
import type { Occupancy } from './occupancy.ts';
import { clearOfCrossings, type Lane, type StreetPlan } from './plan.ts';
import { isClear, type CompleteSpec } from './spec.ts';
import * as STREAMS from './streams.ts';
import { VEHICLE_SIZES, type VehiclePlacement } from './things.ts';

const STYLES: readonly VehicleStyle[] = ['hatch', 'sedan', 'hatch', 'sedan', 'taxi', 'van'];
/** Metres a second of a car that has left the crossing and of one that still comes. */
const LEAVING_SPEED = 5.5;
const ARRIVING_SPEED = 3;
/** Cars nearer to the stop line than this stand and wait, `QUEUE_GAP` metres apart at least. */
const STANDING_REACH = 40;
const QUEUE_GAP = 1.6;

/** Where traffic in a sense of travel must stop, and where it has left the crossings behind. */
export interface StopZone {
  readonly stop: number;
  readonly leave: number;
}

/** Returns the stop zone of a sense of travel, measured along that sense. */
export function stopZone(plan: StreetPlan, direction: 1 | -1): StopZone {
  const near = plan.crossings.map((c) => direction * c.along - c.depth / 2 - 1.3);
  const far = plan.crossings.map((c) => direction * c.along + c.depth / 2 + 0.9);
  return { stop: Math.min(...near), leave: Math.max(...far) };
}

/** One vehicle before it has a number: where it wants to be along its lane. */
interface Candidate {
  readonly x: number;
  readonly z: number;
  readonly yaw: number;
  readonly style: VehicleStyle;
  readonly speed: number;
  readonly lightsOn: boolean;
  readonly look: number;
}

/** Returns the cars of the street at `spec.time`: parked, in lanes, on the cross street. */
export function placeVehicles(
  plan: StreetPlan,
  spec: CompleteSpec,
  root: RandomStream,
  taken: Occupancy,
): VehiclePlacement[] {
  const candidates = [
    ...plan.lanes.flatMap((lane, k) =>
      laneCandidates(plan, spec, lane, root.fork(STREAMS.lanes).fork(k)),
    ),
    ...crossCandidates(plan, root.fork(STREAMS.crossTraffic)),
    ...plan.parking.flatMap((lane, k) =>
      parkedCandidates(plan, spec, lane, root.fork(STREAMS.parked).fork(k)),
    ),
  ];
  const cars: VehiclePlacement[] = [];
  for (const { speed, ...candidate } of candidates) {
    const { x, z, yaw, style } = candidate;
    const { halfLength, halfWidth, height } = VEHICLE_SIZES[style];
    if (!isClear(spec, x, z, halfLength)) continue;
    if (!taken.isOblongFree(x, z, yaw, halfLength, halfWidth)) continue;
    taken.takeOblong(x, z, yaw, halfLength, halfWidth, height);
    const velocityX = speed * sine(yaw);
    const velocityZ = speed * cosine(yaw);
    cars.push({ kind: 'car', index: cars.length, y: 0, velocityX, velocityZ, ...candidate });
  }
  return cars;
}

/** Cars along one kerb, one slot every six metres. */
function parkedCandidates(
  plan: StreetPlan,
  spec: CompleteSpec,
  lane: Lane,
  stream: RandomStream,
): Candidate[] {
  const found: Candidate[] = [];
  for (let along = plan.start + 3, slot = 0; along < plan.end; along += 6, slot++) {
    const own = stream.fork(slot);
    if (own.next() >= spec.cars || !clearOfCrossings(plan, along, 8)) continue;
    const point = plan.centre(
      along + own.between(-0.3, 0.3),
      lane.offset + own.between(-0.08, 0.08),
    );
    const turn = lane.direction > 0 ? 0 : PI;
    found.push({
      x: point.x,
      z: point.z,
      yaw: point.yaw + turn + own.between(-0.03, 0.03),
      style: own.pick(STYLES),
      speed: 0,
      lightsOn: false,
      look: own.integer(0, 2 ** 30),
    });
  }
  return found;
}

/**
 * Cars of one lane, from the front of the queue backwards: past the crossing they drive off; before it they
 * stand at the stop line, or roll towards the queue but never into the car ahead.
 */
function laneCandidates(
  plan: StreetPlan,
  spec: CompleteSpec,
  lane: Lane,
  stream: RandomStream,
): Candidate[] {
  const { direction } = lane;
  const zone = stopZone(plan, direction);
  const walks = spec.crowd > 0;
  const first = direction > 0 ? plan.start : -plan.end;
  const last = direction > 0 ? plan.end : -plan.start;
  const slots: { along: number; style: VehicleStyle; own: RandomStream }[] = [];
  for (let along = first + stream.between(0, 6), slot = 0; along < last; slot++) {
    const own = stream.fork(slot);
    const style = own.chance(0.14) ? 'bus' : own.pick(STYLES);
    const half = VEHICLE_SIZES[style].halfLength;
    const inZone = along + half > zone.stop && along - half < zone.leave;
    if (own.next() < spec.cars * 1.37 && !inZone) slots.push({ along, style, own });
    along += half + own.between(7, 17);
  }
  const found: Candidate[] = [];
  let limit = Infinity;
  for (const { along, style, own } of slots.reverse()) {
    const half = VEHICLE_SIZES[style].halfLength;
    const waits = walks && along < zone.stop;
    if (waits && limit > zone.stop) limit = zone.stop;
    const wish = waits
      ? zone.stop - along - half < STANDING_REACH
        ? 0
        : ARRIVING_SPEED
      : LEAVING_SPEED;
    const goal = along + wish * spec.time;
    const reached = waits ? Math.max(along, Math.min(goal, limit - half)) : goal;
    limit = reached - half - QUEUE_GAP;
    const point = plan.centre(direction * reached, lane.offset);
    found.push({
      x: point.x,
      z: point.z,
      yaw: point.yaw + (direction > 0 ? 0 : PI),
      style,
      speed: reached === goal ? wish : 0,
      lightsOn: true,
      look: own.integer(0, 2 ** 30),
    });
  }
  return found;
}

/** Cars that wait on the cross street. */
function crossCandidates(plan: StreetPlan, stream: RandomStream): Candidate[] {
  const cross = plan.crossStreet;
  if (cross === null) return [];
  return ([-1, 1] as const).flatMap((side): Candidate[] => {
    const own = stream.fork(side + 1);
    if (!own.chance(side < 0 ? 0.7 : 0.5)) return [];
    return [
      {
        x: side * (plan.roadHalf + own.between(6.7, 8.2)),
        z: cross.along + side * 1.75,
        yaw: (-side * PI) / 2,
        style: own.chance(0.5) ? 'hatch' : 'sedan',
        speed: 0,
        lightsOn: true,
        look: own.integer(0, 2 ** 30),
      },
    ];
  });
}
