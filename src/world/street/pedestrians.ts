import { cosine, PI, sine } from '../math.ts';
import type { RandomStream } from '../random.ts';
import type { Occupancy } from './occupancy.ts';
import type { OtherPlaces } from './other-places.ts';
import { groundHeight, type StreetPlan } from './plan.ts';
import { isClear, type CompleteSpec } from './spec.ts';
import * as STREAMS from './streams.ts';
import { PERSON_RADIUS, STEP_LENGTH, type PersonPlacement } from './things.ts';
import { crossingTracks, pavementTracks, type Track } from './tracks.ts';

/** Metres between two people who walk one behind the other. */
const WALKING_GAP = 0.98;
/** Share of the people on the pavement who stand, and who have somebody beside them. */
const STANDING = 0.16;
const IN_COMPANY = 0.34;

/**
 * Returns the people of the street at `spec.time`. Walkers keep to tracks: side by side tracks are further
 * apart than people are wide, all on one track walk at one speed, and so nobody ever walks through anybody.
 */
export function placePeople(
  plan: StreetPlan,
  spec: CompleteSpec,
  root: RandomStream,
  taken: Occupancy,
  others: OtherPlaces | null,
): PersonPlacement[] {
  const crowd = new Crowd(plan, spec, taken);
  plan.crossings.forEach((crossing, k) => {
    const stream = root.fork(STREAMS.crossingPeople).fork(k);
    const tracks = crossingTracks(plan, crossing, stream.fork(9999));
    for (let i = 0; i < spec.crowd; i++) crowd.addWalker(tracks, stream.fork(i), 0.08);
  });
  const pavement = root.fork(STREAMS.pavementPeople);
  const tracks = pavementTracks(plan, pavement.fork(9999));
  for (let i = 0; i < spec.people; i++) {
    const own = pavement.fork(i);
    if (own.chance(STANDING)) crowd.addStanding(own);
    else crowd.addWalker(tracks, own, 0.1);
  }
  const squares = root.fork(STREAMS.squarePeople);
  const open = others?.squareTracks(plan, squares.fork(9999)) ?? [];
  if (open.length > 0) {
    for (let i = 0; i < spec.people * 0.4; i++) crowd.addWalker(open, squares.fork(i), 0.15);
  }
  return crowd.people;
}

/** People as they are added, and the places that they hold on their tracks. */
class Crowd {
  readonly people: PersonPlacement[] = [];
  private readonly held = new Map<Track, number[]>();
  private readonly plan: StreetPlan;
  private readonly spec: CompleteSpec;
  private readonly taken: Occupancy;

  constructor(plan: StreetPlan, spec: CompleteSpec, taken: Occupancy) {
    this.plan = plan;
    this.spec = spec;
    this.taken = taken;
  }

  /** Puts one walker, perhaps with company beside, on one of the tracks; in a full crowd, nobody. */
  addWalker(tracks: readonly Track[], own: RandomStream, childShare: number): void {
    for (let attempt = 0; attempt < 8; attempt++) {
      const index = own.integer(0, tracks.length - 1);
      const track = tracks[index];
      const place = own.between(0, track?.length ?? 0);
      if (!track || !this.hold(track, place)) continue;
      this.put(track, place, own, own.chance(childShare));
      const beside = tracks[index + 1];
      const inStep = beside?.neighbour === track && beside.direction === track.direction;
      if (inStep && own.chance(IN_COMPANY)) {
        const near = place + own.between(-0.12, 0.12);
        if (this.hold(beside, near)) this.put(beside, near, own.fork(1), own.chance(0.3));
      }
      return;
    }
  }

  /** Takes a place on a track; false if somebody is too near. Tracks close in a ring. */
  private hold(track: Track, place: number): boolean {
    const places = this.held.get(track) ?? [];
    for (const other of places) {
      const gap = Math.abs(other - place);
      if (Math.min(gap, track.length - gap) < WALKING_GAP) return false;
    }
    places.push(place);
    this.held.set(track, places);
    return true;
  }

  private put(track: Track, place: number, own: RandomStream, child: boolean): void {
    const { spec, plan } = this;
    const walked = track.speed * spec.time;
    const raw = place + walked;
    const wrapped = raw - Math.floor(raw / track.length) * track.length;
    const drift = own.between(-0.02, 0.02);
    const { x, z, yaw, along, offset } = track.at(wrapped, drift);
    const look = own.integer(0, 2 ** 30);
    const phase = own.next() * 2 + walked / STEP_LENGTH;
    const umbrella = spec.weather === 'rain' && own.chance(0.66);
    if (!isClear(spec, x, z, 0)) return;
    if (!this.taken.isFree(x, z, PERSON_RADIUS * 0.8)) return;
    this.people.push({
      kind: 'person',
      index: this.people.length,
      pose: 'walking',
      x,
      y: groundHeight(plan, along, offset),
      z,
      yaw: yaw + own.between(-0.12, 0.12),
      look,
      phase,
      child,
      umbrella: umbrella && !child,
      velocityX: track.speed * sine(yaw),
      velocityZ: track.speed * cosine(yaw),
    });
  }

  /** Somebody who stands by the shop windows, and perhaps somebody to talk to. */
  addStanding(own: RandomStream): void {
    const { plan } = this;
    const side = own.chance(0.5) ? 1 : -1;
    const edge = plan.roadHalf + plan.pavement;
    const along = own.between(plan.start + 14, 72);
    const talks = own.chance(0.5);
    const towards = talks ? 0 : (-side * PI) / 2 + own.between(-0.7, 0.7);
    this.stand(along, side * (edge - 0.45), towards, own);
    if (talks) this.stand(along + 0.85, side * (edge - 0.45), PI, own.fork(1));
  }

  private stand(along: number, offset: number, turn: number, own: RandomStream): void {
    const { plan, spec } = this;
    const point = plan.centre(along, offset);
    const y = groundHeight(plan, along, offset);
    if (y === 0 || !isClear(spec, point.x, point.z, 0)) return;
    if (!this.taken.isFree(point.x, point.z, PERSON_RADIUS)) return;
    this.taken.take(point.x, point.z, PERSON_RADIUS);
    this.people.push({
      kind: 'person',
      index: this.people.length,
      pose: 'standing',
      x: point.x,
      y,
      z: point.z,
      yaw: point.yaw + turn,
      look: own.integer(0, 2 ** 30),
      phase: 0,
      child: own.chance(0.06),
      umbrella: spec.weather === 'rain' && own.chance(0.6),
      velocityX: 0,
      velocityZ: 0,
    });
  }
}
