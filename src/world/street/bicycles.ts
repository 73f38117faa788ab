import { cosine, PI, sine } from '../math.ts';
import type { RandomStream } from '../random.ts';
import type { Occupancy } from './occupancy.ts';
import { clearOfCrossings, type StreetPlan } from './plan.ts';
import { isClear, type CompleteSpec } from './spec.ts';
import * as STREAMS from './streams.ts';
import { BICYCLE_HALF_LENGTH, type BicyclePlacement } from './things.ts';
import { stopZone } from './traffic.ts';

const CYCLING_SPEED = 3.6;
/** Metres that one turn of the pedals carries a bicycle. */
const METRES_PER_TURN = 4.8;
const HALF_WIDTH = 0.25;

/** Returns the bicycles of the street at `spec.time`: beside the lanes, and one on the cross street. */
export function placeBicycles(
  plan: StreetPlan,
  spec: CompleteSpec,
  root: RandomStream,
  taken: Occupancy,
): BicyclePlacement[] {
  const bicycles: BicyclePlacement[] = [];
  const stream = root.fork(STREAMS.bicycles);
  const add = (x: number, z: number, yaw: number, speed: number, own: RandomStream): void => {
    if (!isClear(spec, x, z, 1)) return;
    if (!taken.isOblongFree(x, z, yaw, BICYCLE_HALF_LENGTH, HALF_WIDTH)) return;
    taken.takeOblong(x, z, yaw, BICYCLE_HALF_LENGTH, HALF_WIDTH, 1.8);
    const ridden = (CYCLING_SPEED * spec.time) / METRES_PER_TURN;
    bicycles.push({
      kind: 'bicycle',
      index: bicycles.length,
      x,
      y: 0,
      z,
      yaw,
      look: own.integer(0, 2 ** 30),
      phase: own.next() + (speed > 0 ? ridden : 0),
      velocityX: speed * sine(yaw),
      velocityZ: speed * cosine(yaw),
    });
  };
  for (let k = 0; k < spec.bicycles; k++) {
    const own = stream.fork(k + 1);
    const lane = own.pick(plan.lanes);
    const along = own.between(3, 60);
    if (!clearOfCrossings(plan, along, 3)) continue;
    const { stop } = stopZone(plan, lane.direction);
    const start = lane.direction * along;
    const goal = start + CYCLING_SPEED * spec.time;
    const waits = spec.crowd > 0 && start < stop;
    const reached = waits ? Math.max(start, Math.min(goal, stop - BICYCLE_HALF_LENGTH)) : goal;
    const outside = lane.offset + lane.direction * (plan.roadHalf > 4 ? 1.54 : 1.62);
    const point = plan.centre(lane.direction * reached, outside);
    const yaw = point.yaw + (lane.direction > 0 ? 0 : PI);
    add(point.x, point.z, yaw, reached === goal ? CYCLING_SPEED : 0, own);
  }
  const cross = plan.crossStreet;
  const own = stream.fork(0);
  if (cross !== null && spec.bicycles > 0 && own.chance(0.8)) {
    const side = own.chance(0.5) ? 1 : -1;
    const x = own.between(-3, 3) + side * CYCLING_SPEED * spec.time;
    add(x, cross.along - side * own.between(0.6, 2), (side * PI) / 2, CYCLING_SPEED, own);
  }
  return bicycles;
}
