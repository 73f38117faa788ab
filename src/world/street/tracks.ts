import { PI } from '../math.ts';
import type { RandomStream } from '../random.ts';
import type { Crossing, StreetPlan } from './plan.ts';

/** A place on a track in the world and along the street. */
export interface TrackPoint {
  readonly x: number;
  readonly z: number;
  /** Heading of whoever walks there. */
  readonly yaw: number;
  readonly along: number;
  readonly offset: number;
}

/** A line that people walk on, all in one sense at one speed (metres a second); its end joins its start. */
export interface Track {
  readonly length: number;
  readonly speed: number;
  readonly direction: 1 | -1;
  /** The track beside it that walkers in company use. */
  readonly neighbour: Track | null;
  at(place: number, drift: number): TrackPoint;
}

/** Metres between neighbouring tracks: a little more than a person is wide. */
const TRACK_GAP = 0.62;

/** Returns a track along the road at an offset, between two places. */
export function alongTrack(
  plan: StreetPlan,
  offset: number,
  from: number,
  to: number,
  direction: 1 | -1,
  speed: number,
  neighbour: Track | null,
): Track {
  return {
    length: to - from,
    speed,
    direction,
    neighbour,
    at(place, drift) {
      const along = direction > 0 ? from + place : to - place;
      const { x, z, yaw } = plan.centre(along, offset + drift);
      return { x, z, yaw: yaw + (direction > 0 ? 0 : PI), along, offset };
    },
  };
}

/** Tracks side by side: walkers in company share sense and speed, the last one walks the other way. */
function bundle(
  plan: StreetPlan,
  offsets: readonly number[],
  from: number,
  to: number,
  stream: RandomStream,
): Track[] {
  const tracks: Track[] = [];
  const direction = stream.chance(0.5) ? 1 : -1;
  const speed = stream.between(1.1, 1.35);
  offsets.forEach((offset, k) => {
    const turns = k === 2 || (offsets.length === 2 && k === 1);
    const own = turns ? (direction > 0 ? -1 : 1) : direction;
    const previous = tracks[k - 1] ?? null;
    tracks.push(alongTrack(plan, offset, from, to, own, speed, turns ? null : previous));
  });
  return tracks;
}

/** Returns the walking tracks of both pavements. */
export function pavementTracks(plan: StreetPlan, stream: RandomStream): Track[] {
  const { roadHalf, pavement } = plan;
  const from = plan.start + 12;
  const inner = pavement > 3.5 ? 1.5 : 1.2;
  const count = pavement > 3.5 ? 3 : 2;
  return [-1, 1].flatMap((side) => {
    const offsets = Array.from(
      { length: count },
      (_, k) => side * (roadHalf + inner + k * TRACK_GAP),
    );
    return bundle(plan, offsets, from, 78, stream.fork(side + 1));
  });
}

/** Returns the tracks over one zebra crossing, alternately to the right and to the left. */
export function crossingTracks(
  plan: StreetPlan,
  crossing: Crossing,
  stream: RandomStream,
): Track[] {
  const reach = plan.roadHalf + (plan.pavement > 3.5 ? 0.85 : 0.45);
  const length = 2 * reach;
  const first = stream.chance(0.5) ? 1 : -1;
  const tracks: Track[] = [];
  for (let k = 0; k < 5; k++) {
    const direction = Math.floor((k + 1) / 2) % 2 === 0 ? first : first > 0 ? -1 : 1;
    const previous = tracks[k - 1] ?? null;
    const along = crossing.along + (k - 2) * TRACK_GAP;
    tracks.push({
      length,
      speed: direction > 0 ? 1.2 : 1.3,
      direction,
      neighbour: previous?.direction === direction ? previous : null,
      at(place, drift) {
        const offset = direction > 0 ? place - reach : reach - place;
        const { x, z, yaw } = plan.centre(along + drift, offset);
        return { x, z, yaw: yaw + (direction * PI) / 2, along, offset };
      },
    });
  }
  return tracks;
}
