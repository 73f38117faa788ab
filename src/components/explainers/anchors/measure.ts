import { bestAnchorIou, countAnchors, IGNORED } from '../../../vision/index.ts';
import { once } from '../../figures/once.ts';
import { anchorSet, levelOfAnchor, type AnchorSet } from './anchor-set.ts';
import { assignAll, type Assigned } from './assignment.ts';
import { coverageOf, type Coverage } from './coverage.ts';
import { overlaps } from './overlaps.ts';
import type { AnchorsScene, AnchorsState, Method } from './settings.ts';

/** An anchor beside a truth. */
export interface Pair {
  readonly anchor: number;
  readonly thing: number;
  readonly iou: number;
}

/** Everything the figure says about a state. */
export interface Measured {
  readonly state: AnchorsState;
  readonly set: AnchorSet;
  /** The same truth under each rule. */
  readonly by: Record<Method, Assigned>;
  /** Under the chosen rule. */
  readonly now: Assigned;
  /** Candidates of the chosen rule: anchors, or cells for FCOS. */
  readonly candidates: number;
  /** Largest IoU of each truth with any anchor. */
  readonly best: readonly number[];
  readonly coverage: Coverage;
  /** The chosen anchor and truth; `undefined` without any truth. */
  readonly pair: Pair | undefined;
}

/** Returns what a state comes to. Every number comes from `src/vision`. */
export function measure(state: AnchorsState, scene: AnchorsScene): Measured {
  const set = anchorSet(state, scene);
  const boxes = state.truths.map(({ box }) => box);
  const by = assignAll(set, state);
  // Each part of the figure asks for some of these, and no drag should wait for what nobody sees.
  const best = once(() => boxes.map((box) => bestAnchorIou(box, set.grids)));
  return {
    state,
    set,
    by,
    get now() {
      return by[state.method];
    },
    get candidates() {
      return by[state.method].owners.length;
    },
    get best() {
      return best();
    },
    get coverage() {
      return coverageOf(set, scene.boxes);
    },
    pair: pairOf(set, state),
  };
}

/** The truth's anchor of that rank by IoU, the first of equals first. */
function pairOf(set: AnchorSet, { truths, thing, rank }: AnchorsState): Pair | undefined {
  const truth = truths[thing];
  if (!truth) return undefined;
  const ious = overlaps(set, truth.box);
  const anchor = ranking(ious)[rank];
  return anchor === undefined ? undefined : { anchor, thing, iou: ious[anchor] ?? 0 };
}

/** How many anchors of a truth can be looked at. */
export const MOST_RANKED = 100;

/** Returns the anchors that overlap most, best first, at most `MOST_RANKED`. */
export function ranking(ious: readonly number[]): number[] {
  const touching = ious.flatMap((value, anchor) => (value > 0 ? [anchor] : []));
  return touching.sort((a, b) => (ious[b] ?? 0) - (ious[a] ?? 0) || a - b).slice(0, MOST_RANKED);
}

/** Returns an anchor as one of a truth's, with its rank; `undefined` for one beyond the ranks. */
export function rankOf(
  { set, state }: Pick<Measured, 'set' | 'state'>,
  anchor: number,
  thing: number,
): { pair: Pair; rank: number } | undefined {
  const truth = state.truths[thing];
  if (!truth) return undefined;
  const ious = overlaps(set, truth.box);
  const rank = ranking(ious).indexOf(anchor);
  return rank < 0 ? undefined : { pair: { anchor, thing, iou: ious[anchor] ?? 0 }, rank };
}

/** What an anchor learns. */
export type Fate = 'positive' | 'forced' | 'ignored' | 'background';

/** Returns what the chosen rule makes of an anchor; forced: positive below the upper threshold. */
export function fateOf({ state, by, set }: Measured, anchor: number): Fate {
  const { owners } = state.method === 'hungarian' ? by.hungarian : by.iou;
  const owner = owners[anchor] ?? IGNORED;
  if (owner === IGNORED) return 'ignored';
  if (owner < 0) return 'background';
  const truth = state.truths[owner];
  const overlap = truth ? (overlaps(set, truth.box)[anchor] ?? 0) : 0;
  return state.method === 'iou' && overlap < state.high ? 'forced' : 'positive';
}

/** One level in numbers. */
export interface LevelCount {
  readonly stride: number;
  readonly rows: number;
  readonly columns: number;
  readonly shapes: number;
  readonly anchors: number;
  /** By IoU thresholds. */
  readonly positives: number;
}

/** Returns each level's cells, shapes, anchors and positives. */
export function levelCounts({ set, by }: Pick<Measured, 'set' | 'by'>): LevelCount[] {
  const positives = set.grids.map(() => 0);
  for (const [anchor, owner] of by.iou.owners.entries()) {
    if (owner < 0) continue;
    const level = levelOfAnchor(set, anchor);
    positives[level] = (positives[level] ?? 0) + 1;
  }
  return set.grids.map((grid, level) => ({
    stride: grid.stride,
    rows: grid.rows,
    columns: grid.columns,
    shapes: grid.cell.length,
    anchors: countAnchors(grid),
    positives: positives[level] ?? 0,
  }));
}
