import { cameraBasis, type Camera } from '../camera.ts';
import type { WorldSpec } from '../spec.ts';
import type { GroundAt } from './apply-edits.ts';
import { planStreet } from './layouts.ts';
import { groundUnder, KERB_HEIGHT } from './plan.ts';
import { SPEC_DEFAULTS } from './spec.ts';

/** A place on the ground of the world, metres. */
export interface GroundPlace {
  readonly x: number;
  readonly z: number;
}

/** Ground that things can be put on: how high it is, and where it ends. */
export interface OpenGround {
  readonly height: GroundAt;
  /** Returns the nearest place between the house fronts that keeps `margin` metres to them. */
  readonly keep: (place: GroundPlace, margin: number) => GroundPlace;
}

/** Metres that the cross street is open to each side of the road's middle. */
const CROSS_OPEN = 20;
/** Metres behind the pavement that a park or a square is open. */
const PARK_OPEN = 9;
/** Last metre along the road, from its start, that a camera still sees well. */
const FAR_END = 90;

/** Returns the open ground of a street. */
export function openGround({
  layout = SPEC_DEFAULTS.layout,
}: Pick<WorldSpec, 'layout'>): OpenGround {
  const plan = planStreet(layout);
  const cross = plan.crossStreet;
  return {
    height: groundUnder(plan),
    keep({ x, z }, margin) {
      const along = Math.min(FAR_END, Math.max(plan.start, z));
      const middle = plan.centre(along, 0).x;
      const side = x < middle ? -1 : 1;
      const isOpen = plan.stretches.some(
        (s) => s.side === side && s.kind !== 'houses' && along > s.from && along < s.to,
      );
      const onCross =
        cross !== null && Math.abs(along - cross.along) < cross.half + plan.pavement - margin;
      const edge = plan.roadHalf + plan.pavement - margin + (isOpen ? PARK_OPEN : 0);
      const reach = onCross ? CROSS_OPEN : edge;
      return { x: Math.min(middle + reach, Math.max(middle - reach, x)), z: along };
    },
  };
}

/**
 * Returns the place on the ground that a pixel position shows, as if nothing stood on it, or null above
 * the horizon: the inverse of `projectPoint` for points on road and pavement.
 */
export function pickGround(
  height: GroundAt,
  camera: Camera,
  size: { readonly width: number; readonly height: number },
  x: number,
  y: number,
): GroundPlace | null {
  const { right, up, forward } = cameraBasis(camera);
  const focal = size.width / 2 / camera.field;
  const across = (x - size.width / 2) / focal;
  const down = (y - size.height / 2) / focal;
  const ray = (axis: 0 | 1 | 2): number => right[axis] * across - up[axis] * down + forward[axis];
  const at = (level: number): GroundPlace | null => {
    const depth = (level - camera.eye[1]) / ray(1);
    if (!(depth > 0) || !Number.isFinite(depth)) return null;
    return { x: camera.eye[0] + ray(0) * depth, z: camera.eye[2] + ray(2) * depth };
  };
  // The pavement is higher and so nearer: where both would do, it hides the road behind it.
  const onPavement = at(KERB_HEIGHT);
  return onPavement && height(onPavement.x, onPavement.z) === KERB_HEIGHT ? onPavement : at(0);
}
