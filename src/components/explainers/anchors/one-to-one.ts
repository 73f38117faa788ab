import { anchorBox, assign, BACKGROUND, center, giou, type Box } from '../../../vision/index.ts';
import type { AnchorSet } from './anchor-set.ts';
import { remember, type Cache } from './per-truth.ts';
import { INPUT } from './settings.ts';

/** Weights of DETR's matching cost, without its class term: the anchors have no scores. */
export const COST = { l1: 5, giou: 2 } as const;

const costCache: Cache<Map<number, readonly Candidate[]>> = new WeakMap();

interface Candidate {
  readonly anchor: number;
  readonly cost: number;
}

/** DETR's cost of an anchor for a truth: L1 of the centre and size relative to the picture, less GIoU. */
export function matchingCost(anchor: Box, truth: Box): number {
  // Without arrays in between: this runs for every anchor and truth.
  const [left, top] = [anchor[0] - truth[0], anchor[1] - truth[1]];
  const [right, bottom] = [anchor[2] - truth[2], anchor[3] - truth[3]];
  const across = Math.abs(left + right) / 2 + Math.abs(right - left);
  const down = Math.abs(top + bottom) / 2 + Math.abs(bottom - top);
  const distance = across / INPUT.width + down / INPUT.height;
  return COST.l1 * distance - COST.giou * giou(anchor, truth);
}

/** Cells of an axis, the one whose middle is nearest to a place first; at most `count`. */
function nearestCells(at: number, stride: number, cells: number, count: number): number[] {
  const distance = (cell: number): number => Math.abs((cell + 0.5) * stride - at);
  return Array.from({ length: cells }, (_, cell) => cell)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, count);
}

/** The cheapest candidates that were offered, at most `count`; of equals the first anchors. */
class Cheapest {
  readonly list: Candidate[] = [];
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  /** Takes a candidate if it is among the cheapest; returns whether it costs more than as many others. */
  offer(anchor: number, cost: number): boolean {
    const { list } = this;
    const before = list.findLastIndex(
      (it) => it.cost < cost || (it.cost === cost && it.anchor < anchor),
    );
    if (before + 1 < this.#count) list.splice(before + 1, 0, { anchor, cost });
    if (list.length > this.#count) list.pop();
    return list.length === this.#count && cost > (list.at(-1)?.cost ?? Infinity);
  }
}

/**
 * The `count` cheapest anchors of a truth. For one shape the cost grows with the distance along each axis: the
 * search leaves a row at the first cell that costs too much, and a shape at the first row that starts so.
 */
function cheapest(set: AnchorSet, truth: Box, count: number): readonly Candidate[] {
  const [x, y] = center(truth);
  const found = new Cheapest(count);
  for (const [level, grid] of set.grids.entries()) {
    const columns = nearestCells(x, grid.stride, grid.columns, count);
    const rows = nearestCells(y, grid.stride, grid.rows, count);
    for (const shape of grid.cell.keys()) {
      for (const row of rows) {
        const first = columns.findIndex((column) => {
          const index = (row * grid.columns + column) * grid.cell.length + shape;
          const cost = matchingCost(anchorBox(grid, index), truth);
          return found.offer((set.starts[level] ?? 0) + index, cost);
        });
        if (first === 0) break;
      }
    }
  }
  return found.list;
}

/** The same, remembered for each count. */
function cheapestOf(set: AnchorSet, truth: Box, count: number): readonly Candidate[] {
  const lists = remember(costCache, set, truth, () => new Map<number, readonly Candidate[]>());
  const list = lists.get(count) ?? cheapest(set, truth, count);
  lists.set(count, list);
  return list;
}

/**
 * Returns the truth of each anchor, or `BACKGROUND`, when every truth gets one anchor at the least total cost. Among
 * as many anchors as there are truths each truth finds one of its own, so only its cheapest ones take part.
 */
export function ownersOneToOne(set: AnchorSet, truths: readonly Box[]): number[] {
  const owners = set.anchors.map(() => BACKGROUND);
  const lists = truths.map((truth) => cheapestOf(set, truth, truths.length));
  const anchors = [...new Set(lists.flat().map(({ anchor }) => anchor))].sort((a, b) => a - b);
  if (anchors.length > 0) {
    const cost = truths.map((truth) =>
      anchors.map((anchor) => matchingCost(set.anchors[anchor] ?? truth, truth)),
    );
    const { rows, columns } = assign(cost);
    for (const [pair, row] of rows.entries()) owners[anchors[columns[pair] ?? 0] ?? 0] = row;
  }
  return owners;
}
