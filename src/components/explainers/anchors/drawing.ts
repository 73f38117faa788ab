import { BACKGROUND, IGNORED, type Box } from '../../../vision/index.ts';
import { levelOfAnchor } from './anchor-set.ts';
import type { Measured } from './measure.ts';
import { overlaps } from './overlaps.ts';
import { INPUT } from './settings.ts';

/** Size of the drawing, and its units per pixel of the input. */
export const DRAWN = { width: 640, height: 400 } as const;
export const UNIT = DRAWN.width / INPUT.width;

/** The most positives and ignored anchors that are drawn; the sentence tells how many there are. */
export const MOST_POSITIVES = 240;
export const MOST_IGNORED = 40;

/** An anchor to draw. */
export interface DrawnAnchor {
  readonly anchor: number;
  readonly box: Box;
  /** Truth that it learns, or that it overlaps most. */
  readonly thing: number;
}

/** Index of the drawn level among the set's grids; −1 for all of them. */
export function drawnLevel({ state, set }: Pick<Measured, 'state' | 'set'>): number {
  return set.grids.findIndex(({ stride }) => stride === state.level);
}

/** Returns the positive anchors of the drawn level under the chosen rule, those of the chosen truth first to stay. */
export function drawnPositives(now: Measured): DrawnAnchor[] {
  if (now.state.method === 'fcos') return [];
  const level = drawnLevel(now);
  const positives = now.now.owners.flatMap((thing, anchor) =>
    thing >= 0 && (level < 0 || levelOfAnchor(now.set, anchor) === level)
      ? [{ anchor, thing }]
      : [],
  );
  const isOurs = ({ thing }: { thing: number }): boolean => thing === now.state.thing;
  const kept = [...positives.filter(isOurs), ...positives.filter((it) => !isOurs(it))]
    .slice(0, MOST_POSITIVES)
    .sort((a, b) => a.anchor - b.anchor);
  return kept.flatMap(({ anchor, thing }) => {
    const box = now.set.anchors[anchor];
    return box ? [{ anchor, thing, box }] : [];
  });
}

/** Returns the ignored anchors of the drawn level that overlap the chosen truth most, best first. */
export function drawnIgnored(now: Measured): DrawnAnchor[] {
  const { state, set, by } = now;
  const truth = state.truths[state.thing];
  if (!truth || state.method !== 'iou') return [];
  const level = drawnLevel(now);
  const ious = overlaps(set, truth.box);
  return by.iou.owners
    .flatMap((owner, anchor) =>
      owner === IGNORED &&
      (ious[anchor] ?? 0) >= state.low &&
      (level < 0 || levelOfAnchor(set, anchor) === level)
        ? [anchor]
        : [],
    )
    .sort((a, b) => (ious[b] ?? 0) - (ious[a] ?? 0))
    .slice(0, MOST_IGNORED)
    .flatMap((anchor) => {
      const box = set.anchors[anchor];
      return box ? [{ anchor, thing: state.thing, box }] : [];
    });
}

/** A cell that learns a truth. */
export interface DrawnCell {
  readonly x: number;
  readonly y: number;
  readonly stride: number;
  readonly thing: number;
}

/** Returns the cells of a level, or of all, whose anchors (or that themselves, for FCOS) learn a truth. */
export function drawnCells(
  now: Measured,
  method = now.state.method,
  level = drawnLevel(now),
): DrawnCell[] {
  const { owners } = now.by[method];
  const cells: DrawnCell[] = [];
  let first = 0;
  for (const [index, { stride, rows, columns, cell }] of now.set.grids.entries()) {
    const each = method === 'fcos' ? 1 : cell.length;
    const wanted = level < 0 || level === index;
    for (let place = 0; wanted && place < rows * columns; place += 1) {
      let thing = BACKGROUND;
      for (let shape = 0; shape < each && thing < 0; shape += 1) {
        thing = owners[first + place * each + shape] ?? BACKGROUND;
      }
      if (thing < 0) continue;
      const [x, y] = [(place % columns) * stride, Math.floor(place / columns) * stride];
      cells.push({ x, y, stride, thing });
    }
    first += rows * columns * each;
  }
  return cells;
}

const short = (value: number): number => Math.round(value * 10) / 10;

/** Returns the outline of a box as a path, in units of the drawing. */
export function outline([x1, y1, x2, y2]: Box): string {
  const [left, top, right, bottom] = [x1, y1, x2, y2].map((value) => short(value * UNIT));
  return `M${left} ${top}H${right}V${bottom}H${left}z`;
}

/** Returns cells as one path of squares. */
export function squares(cells: readonly DrawnCell[]): string {
  return cells
    .map(({ x, y, stride }) => {
      const side = short(Math.min(stride, INPUT.width - x) * UNIT);
      const height = short(Math.min(stride, INPUT.height - y) * UNIT);
      return `M${short(x * UNIT)} ${short(y * UNIT)}h${side}v${height}h${-side}z`;
    })
    .join('');
}

/** Returns the lines between the cells of a stride as one path. */
export function gridLines(stride: number): string {
  const lines: string[] = [];
  for (let x = stride; x < INPUT.width; x += stride)
    lines.push(`M${short(x * UNIT)} 0v${DRAWN.height}`);
  for (let y = stride; y < INPUT.height; y += stride)
    lines.push(`M0 ${short(y * UNIT)}h${DRAWN.width}`);
  return lines.join('');
}

/** Returns the truth that a place of the drawing chooses: the smallest one under it; −1 where there is none. */
export function thingAt(
  { state }: Pick<Measured, 'state'>,
  x: number,
  y: number,
  reach = 0,
): number {
  const [px, py] = [x / UNIT, y / UNIT];
  const margin = reach / UNIT;
  let [found, least] = [-1, Infinity];
  for (const [index, { box }] of state.truths.entries()) {
    const [x1, y1, x2, y2] = box;
    const size = (x2 - x1) * (y2 - y1);
    const under = px >= x1 - margin && px <= x2 + margin && py >= y1 - margin && py <= y2 + margin;
    if (under && size < least) [found, least] = [index, size];
  }
  return found;
}

/** Returns the drawn anchor whose outline is nearest to a place, within `reach` units of the drawing. */
export function anchorAt(
  drawn: readonly DrawnAnchor[],
  x: number,
  y: number,
  reach: number,
): DrawnAnchor | undefined {
  const [px, py] = [x / UNIT, y / UNIT];
  let best: DrawnAnchor | undefined;
  let nearest = reach / UNIT;
  for (const candidate of drawn) {
    const [x1, y1, x2, y2] = candidate.box;
    const outside = Math.hypot(Math.max(x1 - px, 0, px - x2), Math.max(y1 - py, 0, py - y2));
    const inside = Math.min(px - x1, x2 - px, py - y1, y2 - py);
    const distance = outside > 0 ? outside : inside;
    if (distance <= nearest) [best, nearest] = [candidate, distance];
  }
  return best;
}
