import {
  anchorBox,
  assign,
  assignLocations,
  BACKGROUND,
  center,
  giou,
  IGNORED,
  iou,
  matchAnchors,
  reachRanges,
  type Box,
} from '../../../vision/index.ts';
import type { AnchorSet } from './anchor-set.ts';
import { INPUT, type AnchorsState, type Method } from './settings.ts';

/** Weights of DETR's matching cost, without its class term: the anchors have no scores. */
export const COST = { l1: 5, giou: 2 } as const;

/** How many truths there are to whom each candidate belongs, or why not. */
export interface Assigned {
  /** The truth of each candidate, `BACKGROUND` or `IGNORED`. */
  readonly owners: readonly number[];
  readonly positives: number;
  readonly ignored: number;
  readonly negatives: number;
  /** Positives of each truth. */
  readonly perTruth: readonly number[];
}

type Cache<V> = WeakMap<AnchorSet, WeakMap<Box, V>>;

/** Computes once for each box of each set: while one truth is dragged the others keep theirs. */
function remember<V>(cache: Cache<V>, set: AnchorSet, box: Box, make: () => V): V {
  const known = cache.get(set) ?? new WeakMap<Box, V>();
  cache.set(set, known);
  const value = known.get(box) ?? make();
  known.set(box, value);
  return value;
}

const overlapCache: Cache<readonly number[]> = new WeakMap();
const costCache: Cache<Map<number, readonly Candidate[]>> = new WeakMap();

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

function summarise(owners: readonly number[], truths: number): Assigned {
  const perTruth = new Array<number>(truths).fill(0);
  let [ignored, negatives] = [0, 0];
  for (const owner of owners) {
    if (owner === BACKGROUND) negatives += 1;
    else if (owner === IGNORED) ignored += 1;
    else perTruth[owner] = (perTruth[owner] ?? 0) + 1;
  }
  return { owners, positives: owners.length - ignored - negatives, ignored, negatives, perTruth };
}

/** Assigns by IoU thresholds, as torchvision's `Matcher`; without any truth every anchor is background. */
export function assignByIou(
  set: AnchorSet,
  truths: readonly Box[],
  { high, low, forced }: Pick<AnchorsState, 'high' | 'low' | 'forced'>,
): Assigned {
  const owners =
    truths.length === 0 || set.anchors.length === 0
      ? set.anchors.map(() => BACKGROUND)
      : matchAnchors(
          truths.map((truth) => overlaps(set, truth)),
          { high, low, allowLowQuality: forced },
        );
  return summarise(owners, truths.length);
}

/** Assigns the cells of the set's levels by FCOS: ranges of eight strides, centre sampling within 1.5. */
export function assignByPlace(set: AnchorSet, truths: readonly Box[]): Assigned {
  const ranges = reachRanges(set.grids.map(({ stride }) => stride));
  return summarise(assignLocations(truths, set.grids, ranges), truths.length);
}

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

/**
 * The `count` cheapest anchors of a truth. For one shape the cost grows with the distance along each axis, so
 * the cell that is a-th nearest across and b-th nearest down has a·b − 1 others that cost no more.
 */
function cheapest(set: AnchorSet, truth: Box, count: number): readonly Candidate[] {
  const [x, y] = center(truth);
  const candidates = set.grids.flatMap((grid, level): Candidate[] => {
    const columns = nearestCells(x, grid.stride, grid.columns, count);
    const rows = nearestCells(y, grid.stride, grid.rows, count);
    return rows.flatMap((row, b) =>
      columns.slice(0, Math.floor(count / (b + 1))).flatMap((column) =>
        grid.cell.map((_, shape) => {
          const index = (row * grid.columns + column) * grid.cell.length + shape;
          return {
            anchor: (set.starts[level] ?? 0) + index,
            cost: matchingCost(anchorBox(grid, index), truth),
          };
        }),
      ),
    );
  });
  return candidates.sort((a, b) => a.cost - b.cost || a.anchor - b.anchor).slice(0, count);
}

/** The same, remembered for each count. */
function cheapestOf(set: AnchorSet, truth: Box, count: number): readonly Candidate[] {
  const lists = remember(costCache, set, truth, () => new Map<number, readonly Candidate[]>());
  const list = lists.get(count) ?? cheapest(set, truth, count);
  lists.set(count, list);
  return list;
}

/**
 * Assigns one anchor to each truth at the least total cost. Of as many anchors as there are truths, each truth
 * can have its own, so only its cheapest ones take part: the total is the same.
 */
export function assignOneToOne(set: AnchorSet, truths: readonly Box[]): Assigned {
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
  return summarise(owners, truths.length);
}

type AllAssigned = Record<Method, Assigned>;

const assignedCache = new WeakMap<
  AnchorSet,
  { truths: AnchorsState['truths']; key: string; by: AllAssigned }
>();

/** Returns the same truth under every rule; asked again for the same, the same object. */
export function assignAll(
  set: AnchorSet,
  { truths, high, low, forced }: Pick<AnchorsState, 'truths' | 'high' | 'low' | 'forced'>,
): AllAssigned {
  const key = `${high} ${low} ${forced}`;
  const known = assignedCache.get(set);
  if (known?.truths === truths && known.key === key) return known.by;
  const boxes = truths.map(({ box }) => box);
  const isSame = known?.truths === truths;
  const by = {
    iou: assignByIou(set, boxes, { high, low, forced }),
    // Thresholds mean nothing to these two.
    fcos: isSame ? known.by.fcos : assignByPlace(set, boxes),
    hungarian: isSame ? known.by.hungarian : assignOneToOne(set, boxes),
  };
  assignedCache.set(set, { truths, key, by });
  return by;
}
