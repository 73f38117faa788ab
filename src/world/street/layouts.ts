import { cosine, sine } from '../math.ts';
import type { Layout } from '../spec.ts';
import { junction, PLAN_END as END, PLAN_START as START, stretch } from './junction.ts';
import type { Centreline, StreetPlan } from './plan.ts';

/** A road that is straight to `begin`, turns right through `angle` at `radius`, then runs straight on. */
function bending(begin: number, radius: number, angle: number): Centreline {
  const arc = radius * angle;
  return (along, offset) => {
    if (along <= begin) return { x: offset, z: along, yaw: 0 };
    const yaw = Math.min(along - begin, arc) / radius;
    const across = cosine(yaw);
    const ahead = sine(yaw);
    const rest = Math.max(0, along - begin - arc);
    return {
      x: radius * (1 - across) + rest * ahead + offset * across,
      z: begin + radius * ahead + rest * across - offset * ahead,
      yaw,
    };
  };
}

function bend(): StreetPlan {
  const radius = 88;
  return {
    ...junction(),
    layout: 'bend',
    centre: bending(36, radius, 0.62),
    curvature: 1 / radius,
  };
}

/** The left side opens to a square right behind the junction. */
function square(): StreetPlan {
  const base = junction();
  const [before, after, rightBefore, rightAfter] = base.stretches;
  if (!before || !after || !rightBefore || !rightAfter)
    throw new Error('A junction has four rows.');
  const to = after.from + 27;
  return {
    ...base,
    layout: 'square',
    stretches: [
      before,
      stretch(-1, after.from, to, false, false, 'square'),
      stretch(-1, to, END, true, false),
      rightBefore,
      rightAfter,
    ],
  };
}

/** One side is a park, and a single zebra crosses the road. */
function park(): StreetPlan {
  return {
    ...junction(),
    layout: 'park',
    crossStreet: null,
    crossings: [{ along: 16, depth: 3.2 }],
    stretches: [
      stretch(-1, START, END, false, false, 'park'),
      stretch(1, START + 2, END, false, false),
    ],
  };
}

/** A narrow one-way street with cars along one kerb. */
function lane(): StreetPlan {
  const pavement = 3;
  const stretches = ([-1, 1] as const).map((side) => stretch(side, START + 2, END, false, false));
  return {
    ...junction(),
    layout: 'lane',
    roadHalf: 3.1,
    pavement,
    crossStreet: null,
    crossings: [{ along: 14, depth: 3 }],
    lanes: [{ offset: -1, direction: 1 }],
    parking: [{ offset: 2.05, direction: 1 }],
    stretches,
  };
}

const PLANS: Readonly<Record<Layout, () => StreetPlan>> = { junction, bend, square, park, lane };

/** Returns the ground plan of a layout. */
export function planStreet(layout: Layout): StreetPlan {
  return PLANS[layout]();
}
