import { bestAnchorIou, shapeIou, type Box, type Shape } from '../../../vision/index.ts';
import type { AnchorSet } from './anchor-set.ts';

/** IoU from which a box counts as covered: that of the challenge and of L19's rule of thumb. */
export const COVERED_FROM = 0.5;

/** How well anchors fit the boxes of other streets. */
export interface Coverage {
  /** Largest IoU of each box with any anchor where it stands. */
  readonly best: readonly number[];
  /** Share of boxes with an anchor of at least `COVERED_FROM`. */
  readonly recall: number;
  /** The same if an anchor of every shape stood exactly on every box: what the grid costs. */
  readonly recallOfShapes: number;
  readonly meanIou: number;
}

const known = new WeakMap<AnchorSet, { boxes: readonly Box[]; coverage: Coverage }>();

/** Returns how well a set covers some boxes; zeros without any box. */
export function coverageOf(set: AnchorSet, boxes: readonly Box[]): Coverage {
  const before = known.get(set);
  if (before?.boxes === boxes) return before.coverage;
  const shapes = shapesOf(set);
  const best = boxes.map((box) => bestAnchorIou(box, set.grids));
  const fits = boxes.filter(([x1, y1, x2, y2]) =>
    shapes.some((shape) => shapeIou(shape, [x2 - x1, y2 - y1]) >= COVERED_FROM),
  );
  const count = Math.max(1, boxes.length);
  const coverage = {
    best,
    recall: best.filter((overlap) => overlap >= COVERED_FROM).length / count,
    recallOfShapes: fits.length / count,
    meanIou: best.reduce((sum, overlap) => sum + overlap, 0) / count,
  };
  known.set(set, { boxes, coverage });
  return coverage;
}

/** Returns the shapes of all levels, finest level first. */
export function shapesOf({ grids }: Pick<AnchorSet, 'grids'>): Shape[] {
  return grids.flatMap(({ cell }) => cell.map(([x1, y1, x2, y2]): Shape => [x2 - x1, y2 - y1]));
}

/** Returns the share of boxes whose best anchor reaches an IoU. */
export function recallAt({ best }: Pick<Coverage, 'best'>, threshold: number): number {
  return best.filter((overlap) => overlap >= threshold).length / Math.max(1, best.length);
}
