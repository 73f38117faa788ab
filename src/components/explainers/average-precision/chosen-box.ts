import { COCO_IOU_THRESHOLDS, type Box } from '../../../vision/index.ts';
import type { Evaluation } from './evaluation.ts';
import type { RankedBox } from './ranked-list.ts';
import { findingOf, type Finding } from './reasons.ts';

/** The box that the reader chose. */
export interface Chosen {
  readonly rank: number;
  readonly box: Box;
  readonly classId: number;
  readonly score: number;
  readonly finding: Finding;
  /** The class and the corners of the truth that decides, if one does. */
  readonly thing: { readonly box: Box; readonly classId: number } | null;
}

/** Returns a box of the list with what decided about it; `null` where its frame is not there. */
export function chosenBox(
  box: RankedBox,
  rank: number,
  { images }: Evaluation,
  ranked: readonly RankedBox[],
  iouIndex: number,
): Chosen | null {
  const image = images[box.image];
  const prediction = image?.predictions[box.index];
  if (!image || !prediction) return null;
  const own = ranked.filter(({ classId }) => classId === box.classId);
  const finding = findingOf(box, image, own, COCO_IOU_THRESHOLDS[iouIndex] ?? 0.5);
  const thing = image.truths[finding.truth];
  return {
    rank,
    box: prediction.box,
    classId: box.classId,
    score: box.score,
    finding,
    thing: thing ? { box: thing.box, classId: thing.classId } : null,
  };
}
