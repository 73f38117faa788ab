import type { Centreline, SideOfRoad, Stretch, StreetPlan } from './plan.ts';

/** A straight road along +z. */
const straight: Centreline = (along, offset) => ({ x: offset, z: along, yaw: 0 });

/** First and last metre along the road that is built. */
export const PLAN_START = -26;
export const PLAN_END = 130;

/** Houses on both sides, broken by the cross street when there is one. */
function houseStretches(pavement: number, along: number, half: number): Stretch[] {
  const gap = half + pavement - 0.2;
  return ([-1, 1] as const).flatMap((side) => [
    stretch(side, PLAN_START + 2, along - gap, false, true),
    stretch(side, along + gap, PLAN_END, true, false),
  ]);
}

/** One side of the road between two places. */
export function stretch(
  side: SideOfRoad,
  from: number,
  to: number,
  cornerAtStart: boolean,
  cornerAtEnd: boolean,
  kind: Stretch['kind'] = 'houses',
): Stretch {
  return { side, from, to, kind, cornerAtStart, cornerAtEnd };
}

/** Returns the plan of the straight street with one junction, which the other layouts vary. */
export function junction(): StreetPlan {
  const along = 22;
  const half = 4.6;
  const pavement = 3.8;
  return {
    layout: 'junction',
    centre: straight,
    start: PLAN_START,
    end: PLAN_END,
    roadHalf: 5.4,
    pavement,
    crossStreet: { along, half },
    crossings: [-1, 1].map((d) => ({ along: along + d * (half + 2.1), depth: 3 })),
    lanes: [
      { offset: 1.46, direction: 1 },
      { offset: -1.46, direction: -1 },
    ],
    parking: [
      { offset: 4.3, direction: 1 },
      { offset: -4.3, direction: -1 },
    ],
    stretches: houseStretches(pavement, along, half),
    curvature: 0,
  };
}
