import type { Layout } from '../spec.ts';

/** A place on the ground: world metres, and the heading of the street there (radians, 0 along +z). */
export interface GroundPoint {
  readonly x: number;
  readonly z: number;
  readonly yaw: number;
}

/**
 * The middle of the main road as a curve: `along` metres from the origin, `offset` metres to its
 * right. Everything on the street is placed in these coordinates, so a bend costs nothing elsewhere.
 */
export type Centreline = (along: number, offset: number) => GroundPoint;

/** Which side of the road: −1 left, 1 right, looking along +z. */
export type SideOfRoad = -1 | 1;

/** What stands behind the pavement between two places along the road. */
export interface Stretch {
  readonly side: SideOfRoad;
  readonly from: number;
  readonly to: number;
  readonly kind: 'houses' | 'park' | 'square';
  /** The first or last house turns a corner here and has windows on its side wall. */
  readonly cornerAtStart: boolean;
  readonly cornerAtEnd: boolean;
}

/** A line that vehicles follow: offset from the centreline and sense of travel along it. */
export interface Lane {
  readonly offset: number;
  readonly direction: 1 | -1;
}

/** A zebra crossing over the main road, centred at `along`, `depth` metres deep. */
export interface Crossing {
  readonly along: number;
  readonly depth: number;
}

/** The ground plan of one street: all lengths in metres. */
export interface StreetPlan {
  readonly layout: Layout;
  readonly centre: Centreline;
  /** First and last metre that is built. */
  readonly start: number;
  readonly end: number;
  readonly roadHalf: number;
  readonly pavement: number;
  /** The street that crosses, or null. */
  readonly crossStreet: { readonly along: number; readonly half: number } | null;
  readonly crossings: readonly Crossing[];
  readonly lanes: readonly Lane[];
  readonly parking: readonly Lane[];
  readonly stretches: readonly Stretch[];
  /** 1 / radius of the bend, 0 for a straight road. */
  readonly curvature: number;
}

/** Height of the pavement above the road. */
export const KERB_HEIGHT = 0.14;
/** How far to each side the cross street is built. */
export const CROSS_REACH = 46;

/** Height of the ground at `along`, `offset`: road or pavement. */
export function groundHeight(plan: StreetPlan, along: number, offset: number): number {
  if (Math.abs(offset) < plan.roadHalf) return 0;
  const cross = plan.crossStreet;
  return cross !== null && Math.abs(along - cross.along) < cross.half ? 0 : KERB_HEIGHT;
}

/** Returns the height of the ground in world coordinates, for things put down: exact on a straight road. */
export function groundUnder(plan: StreetPlan): (x: number, z: number) => number {
  return (x, z) => groundHeight(plan, z, x - plan.centre(z, 0).x);
}

/** Whether a spot along the road keeps `gap` metres to the cross street and to every crossing. */
export function clearOfCrossings(plan: StreetPlan, along: number, gap: number): boolean {
  const cross = plan.crossStreet;
  if (cross !== null && Math.abs(along - cross.along) < cross.half + gap) return false;
  return plan.crossings.every(
    (crossing) => Math.abs(along - crossing.along) >= crossing.depth / 2 + Math.min(gap, 5),
  );
}
