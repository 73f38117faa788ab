import type { RankedCurve } from './evaluation.ts';
import { envelopePath, linePath } from './paths.ts';
import type { RankedBox } from './ranked-list.ts';

/** A class on the chart. */
export interface DrawnCurve {
  readonly classId: number;
  readonly line: string;
  readonly envelope: string;
  /** The operating point on this curve; `null` before its first judged box. */
  readonly mark: { readonly recall: number; readonly precision: number } | null;
}

/** Returns a curve as it is drawn, with the operating point at the end of the list's `top`. */
export function drawnCurve(curve: RankedCurve, top: readonly RankedBox[]): DrawnCurve {
  return {
    classId: curve.classId,
    line: curve.truths === 0 ? '' : linePath(curve.points),
    envelope: curve.truths === 0 ? '' : envelopePath(curve),
    mark: markOn(curve, top),
  };
}

function markOn(curve: RankedCurve, top: readonly RankedBox[]): DrawnCurve['mark'] {
  const judged = top.filter(
    ({ classId, outcome }) => classId === curve.classId && outcome !== 'ignored',
  ).length;
  const point = curve.points[judged - 1];
  if (!point || curve.truths === 0) return null;
  return { recall: point.recall, precision: point.precision };
}

/** The most recall that a curve reaches at a precision of at least `precision`; `null` if it never does. */
export function recallAt({ points }: RankedCurve, precision: number): number | null {
  return points.findLast((point) => point.precision >= precision)?.recall ?? null;
}
