// Array reads are in range by construction, hence `!`.
import type { Box } from './boxes.ts';
import { demand } from './errors.ts';
import { iou } from './iou.ts';
import { BACKGROUND, IGNORED } from './matching.ts';

/** When an anchor learns a truth, and when it counts as nothing. */
export interface AssignmentRule {
  /** IoU from which an anchor learns its best truth. */
  readonly positive: number;
  /** IoU below which an anchor is background; in between it is left out. At most `positive`. */
  readonly negative: number;
  /** Each truth's best few anchors learn it too… */
  readonly atLeast: number;
  /** …if they overlap it by at least this much. Its very best one does with any overlap above 0. */
  readonly loosest: number;
}

/**
 * Returns for each anchor the index of the truth it learns, {@link BACKGROUND} or {@link IGNORED}: the
 * assignment that our detectors are trained with, `assign` of `training/detector/anchors.py`. Of equal
 * overlaps the first truth and the first anchor win; where several truths want an anchor, the one that
 * overlaps it most gets it.
 *
 * @param ignored Boxes of things that count neither way: anchors on them are left out.
 * @throws VisionError when `negative` exceeds `positive`.
 */
export function assignAnchors(
  anchors: readonly Box[],
  truths: readonly Box[],
  ignored: readonly Box[],
  { positive, negative, atLeast, loosest }: AssignmentRule,
): number[] {
  demand(
    negative <= positive,
    `The negative threshold (${negative}) must not exceed the positive one (${positive}).`,
  );
  const ious = truths.map((truth) => anchors.map((anchor) => iou(truth, anchor)));
  const owners = anchors.map((_, anchor) => {
    let best = -1;
    for (const [truth, row] of ious.entries()) {
      if (best === -1 || row[anchor]! > ious[best]![anchor]!) best = truth;
    }
    const overlap = best === -1 ? 0 : ious[best]![anchor]!;
    return overlap >= positive ? best : overlap >= negative ? IGNORED : BACKGROUND;
  });
  for (const [anchor, box] of anchors.entries()) {
    if (owners[anchor] === BACKGROUND && ignored.some((thing) => iou(thing, box) >= negative)) {
      owners[anchor] = IGNORED;
    }
  }
  const clear = owners.map((owner) => owner >= 0);
  const claims = ious.flatMap((row, truth) => {
    const top = topOf(row, atLeast);
    const most = row[top[0] ?? 0] ?? 0;
    return top
      .filter((anchor) => row[anchor]! >= loosest || (row[anchor] === most && most > 0))
      .map((anchor) => ({ anchor, truth, overlap: row[anchor]! }));
  });
  for (const { anchor, truth } of claims.sort((a, b) => a.overlap - b.overlap)) {
    if (!clear[anchor]) owners[anchor] = truth;
  }
  return owners;
}

/** Places of the `count` largest values, largest first. */
function topOf(row: readonly number[], count: number): number[] {
  const top: number[] = [];
  for (const [place, value] of row.entries()) {
    if (top.length === count && value <= row[top[count - 1]!]!) continue;
    const before = top.findIndex((other) => value > row[other]!);
    top.splice(before === -1 ? top.length : before, 0, place);
    if (top.length > count) top.pop();
  }
  return top;
}
