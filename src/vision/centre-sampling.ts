import { area, checkBox, type Box } from './boxes.ts';
import { demand } from './errors.ts';
import { BACKGROUND } from './matching.ts';

/** The locations of one level: the middle of each cell. */
export interface LocationGrid {
  /** Pixels of the image from cell to cell. */
  readonly stride: number;
  readonly rows: number;
  readonly columns: number;
}

/** How far a level may reach for a box's edge, pixels: more than `from`, less than `to`. */
export interface ReachRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Returns the range of each level, finest first: up to 8 strides, from where the finer level ends; the first
 * starts at 0 and the last is open. For strides 8 to 128 these are FCOS's 64, 128, 256 and 512 px (Tian et al.
 * 2019, section 3.2).
 */
export function reachRanges(strides: readonly number[]): ReachRange[] {
  return strides.map((stride, level) => ({
    from: level === 0 ? 0 : 8 * (strides[level - 1] ?? 0),
    to: level === strides.length - 1 ? Infinity : 8 * stride,
  }));
}

/**
 * Returns for each location of each level, row by row, the index of the truth it learns, or `BACKGROUND`. A location
 * takes a truth when it lies inside it, closer than `radius` strides to its centre along both axes, and the
 * farthest edge is in the level's range; of several truths the smallest wins, the first of equals (FCOS with centre
 * sampling: Tian et al. 2020, section 3; the comparisons are those of torchvision). `radius` Infinity is the
 * first FCOS, without centre sampling.
 *
 * @throws VisionError when levels and ranges differ in number, or the radius is not positive.
 */
export function assignLocations(
  truths: readonly Box[],
  levels: readonly LocationGrid[],
  ranges: readonly ReachRange[],
  radius = 1.5,
): number[] {
  demand(levels.length === ranges.length, 'Every level needs a range.');
  demand(radius > 0, `The radius must be greater than 0, got ${radius}.`);
  for (const truth of truths) checkBox(truth);
  // Large ones first, so that the smallest, and of equals the first, is written last.
  const order = [...truths.keys()].sort(
    (a, b) => area(truths[b]!) - area(truths[a]!) || b - a, // Both are indices of `truths`.
  );
  return levels.flatMap(({ stride, rows, columns }, level) => {
    const owners = new Array<number>(rows * columns).fill(BACKGROUND);
    const { from, to } = ranges[level]!; // As many as levels: checked above.
    for (const index of order) {
      const [x1, y1, x2, y2] = truths[index]!; // As in `order`.
      const [cx, cy] = [(x1 + x2) / 2, (y1 + y2) / 2];
      for (let cell = 0; cell < owners.length; cell += 1) {
        const x = ((cell % columns) + 0.5) * stride;
        const y = (Math.floor(cell / columns) + 0.5) * stride;
        if (Math.max(Math.abs(x - cx), Math.abs(y - cy)) >= radius * stride) continue;
        const reach = [x - x1, y - y1, x2 - x, y2 - y];
        const farthest = Math.max(...reach);
        if (Math.min(...reach) > 0 && farthest > from && farthest < to) owners[cell] = index;
      }
    }
    return owners;
  });
}
