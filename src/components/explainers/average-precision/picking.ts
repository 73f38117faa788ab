import type { Evaluation } from './evaluation.ts';
import { CLASS_NUMBERS } from './evaluation.ts';
import { xOf, yOf } from './paths.ts';
import type { DrawnBox } from './drawn-frame.ts';
import { rankTogether } from './ranked-list.ts';
import { classIdOf, iouIndexOf, type ApState } from './state.ts';

/** Returns the rank of the box whose point lies nearest to a spot of the chart; 0 where there is no point. */
export function rankAt(
  evaluation: Evaluation,
  state: ApState,
  spot: { readonly x: number; readonly y: number },
): number {
  const classId = classIdOf(state);
  const curves = (classId === null ? CLASS_NUMBERS : [classId]).map((id) =>
    evaluation.curve(id, iouIndexOf(state), state.size),
  );
  let nearest = { distance: Infinity, classId: -1, judged: -1 };
  for (const curve of curves) {
    if (curve.truths === 0) continue;
    for (const [judged, { recall, precision }] of curve.points.entries()) {
      const distance = Math.hypot(xOf(recall) - spot.x, yOf(precision) - spot.y);
      if (distance < nearest.distance) nearest = { distance, classId: curve.classId, judged };
    }
  }
  let judged = -1;
  return (
    1 +
    rankTogether(curves).findIndex((box) => {
      if (box.classId !== nearest.classId || box.outcome === 'ignored') return false;
      judged += 1;
      return judged === nearest.judged;
    })
  );
}

/** Returns the drawn box whose outline lies nearest to a point of the frame, within `reach` pixels. */
export function boxAt(
  boxes: readonly DrawnBox[],
  x: number,
  y: number,
  reach = 14,
): DrawnBox | undefined {
  let nearest: DrawnBox | undefined;
  let least = reach;
  for (const drawn of boxes) {
    const [x1, y1, x2, y2] = drawn.box;
    const dx = Math.max(x1 - x, 0, x - x2);
    const dy = Math.max(y1 - y, 0, y - y2);
    const isInside = dx === 0 && dy === 0;
    const distance = isInside ? Math.min(x - x1, x2 - x, y - y1, y2 - y) : Math.hypot(dx, dy);
    if (distance >= least) continue;
    least = distance;
    nearest = drawn;
  }
  return nearest;
}
