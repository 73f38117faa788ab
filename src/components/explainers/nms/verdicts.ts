import {
  area,
  center,
  enclosingBox,
  intersectionArea,
  type Box,
  type SuppressionEffect,
} from '../../../vision/index.ts';
import type { Analysis } from './analysis.ts';

/** How one prediction ended, with the arithmetic behind it. */
export interface Verdict {
  readonly index: number;
  readonly fate: 'kept' | 'gone' | 'waiting' | 'hidden';
  /** The prediction that removed it, or lowered its score most; `null` for none. */
  readonly by: number | null;
  readonly effect: SuppressionEffect | null;
  readonly arithmetic: OverlapArithmetic | null;
  /** Round (from 1) in which it was decided; 0 when it is not. */
  readonly round: number;
  /** How many predictions it suppressed itself, so far. */
  readonly suppresses: number;
}

/** IoU of two boxes with everything that goes into it, square pixels. */
export interface OverlapArithmetic {
  readonly shared: readonly [width: number, height: number];
  readonly sharedArea: number;
  readonly areas: readonly [by: number, own: number];
  readonly union: number;
  /** Squared distance of the centres and squared diagonal of the enclosing box. */
  readonly distance: number;
  readonly diagonal: number;
}

/** Returns how a prediction ended; `null` for an index that the picture does not have. */
export function verdictOn(now: Analysis, index: number): Verdict | null {
  const { boxes } = now.detections.predictions;
  const own = boxes[index];
  const fate = now.fates[index];
  if (!own || !fate) return null;
  const rounds = now.run.rounds.slice(0, now.step);
  let by: number | null = null;
  let effect: SuppressionEffect | null = null;
  for (const round of rounds) {
    const found = round.effects.find((it) => it.index === index);
    if (!found) continue;
    const drop = found.before - found.after;
    if (!effect || found.removed || drop > effect.before - effect.after) {
      effect = found;
      by = round.kept;
    }
  }
  const other = by === null ? undefined : boxes[by];
  const decided = now.run.decidedIn[index] ?? -1;
  return {
    index,
    fate,
    by,
    effect,
    arithmetic: other ? overlapArithmetic(other, own) : null,
    round: decided >= 0 && decided < now.step ? decided + 1 : 0,
    suppresses: now.fates.filter(
      (it, other_) => it === 'gone' && now.run.removedBy[other_] === index,
    ).length,
  };
}

/** Returns every term of the IoU of two boxes. */
export function overlapArithmetic(by: Box, own: Box): OverlapArithmetic {
  const sharedArea = intersectionArea(by, own);
  const [ax, ay] = center(by);
  const [bx, by_] = center(own);
  const hull = enclosingBox(by, own);
  return {
    shared:
      sharedArea === 0
        ? [0, 0]
        : [
            Math.min(by[2], own[2]) - Math.max(by[0], own[0]),
            Math.min(by[3], own[3]) - Math.max(by[1], own[1]),
          ],
    sharedArea,
    areas: [area(by), area(own)],
    union: area(by) + area(own) - sharedArea,
    distance: (ax - bx) ** 2 + (ay - by_) ** 2,
    diagonal: (hull[2] - hull[0]) ** 2 + (hull[3] - hull[1]) ** 2,
  };
}
