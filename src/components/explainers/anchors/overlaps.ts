import { anchorBox, center, iou, type Box } from '../../../vision/index.ts';
import { inTurn } from '../../figures/turns.ts';
import type { AnchorSet } from './anchor-set.ts';
import { remember, type Cache } from './per-truth.ts';

const overlapCache: Cache<readonly number[]> = new WeakMap();

/** Truths whose overlaps are one turn. */
const AT_ONCE = 6;

/** Computes the overlaps of truths with every anchor in turns, for those who will ask for them. */
export function prepareOverlaps(set: AnchorSet, truths: readonly Box[]): void {
  for (let first = 0; first < truths.length; first += AT_ONCE) {
    inTurn(() => {
      for (const truth of truths.slice(first, first + AT_ONCE)) overlaps(set, truth);
    });
  }
}

/** Returns the IoU of a truth with every anchor; only cells within reach of it are looked at. */
export function overlaps(set: AnchorSet, truth: Box): readonly number[] {
  return remember(overlapCache, set, truth, () => {
    const ious = new Array<number>(set.anchors.length).fill(0);
    const [x, y] = center(truth);
    for (const [level, grid] of set.grids.entries()) {
      const { stride, columns, rows, cell } = grid;
      for (const [shape, [x1, y1, x2, y2]] of cell.entries()) {
        const across = cellsWithin(x, (x2 - x1 + truth[2] - truth[0]) / 2, stride, columns);
        const down = cellsWithin(y, (y2 - y1 + truth[3] - truth[1]) / 2, stride, rows);
        for (let row = down.first; row <= down.last; row += 1) {
          for (let column = across.first; column <= across.last; column += 1) {
            const index = (row * columns + column) * cell.length + shape;
            ious[(set.starts[level] ?? 0) + index] = iou(truth, anchorBox(grid, index));
          }
        }
      }
    }
    return ious;
  });
}

/** The cells of an axis whose middle is at most `reach` from a place. */
function cellsWithin(at: number, reach: number, stride: number, cells: number) {
  return {
    first: Math.max(0, Math.ceil((at - reach) / stride - 0.5)),
    last: Math.min(cells - 1, Math.floor((at + reach) / stride - 0.5)),
  };
}
