import { area, COCO_AREAS, type Box, type RankedDetection } from '../../../vision/index.ts';
import type { Evaluation, Size } from './evaluation.ts';
import type { RankedBox } from './ranked-list.ts';

/** One box as it is drawn on its frame. */
export interface DrawnBox {
  readonly box: Box;
  readonly classId: number;
  readonly score: number;
  readonly outcome: RankedDetection['outcome'];
  /** Place in the ranked list, from 1. */
  readonly rank: number;
  /** Whether it is above the operating point. */
  readonly kept: boolean;
}

/** A frame as it is drawn. */
export interface DrawnFrame {
  readonly boxes: readonly DrawnBox[];
  /** The things that count, and whether a kept box finds them. */
  readonly things: readonly {
    readonly box: Box;
    readonly classId: number;
    readonly found: boolean;
  }[];
}

/** Returns the boxes of a frame, and the things of the classes and the size that are shown. */
export function drawnFrame(
  { images }: Evaluation,
  frame: number,
  ranked: readonly RankedBox[],
  { rank, shown, size }: { rank: number; shown: readonly number[]; size: Size },
): DrawnFrame {
  const image = images[frame];
  if (!image) return { boxes: [], things: [] };
  const here = ranked.flatMap((box, place) =>
    box.image === frame ? [{ ...box, rank: place + 1, kept: place < rank }] : [],
  );
  const found = new Set(
    here.flatMap(({ outcome, kept, truth }) => (outcome === 'right' && kept ? [truth] : [])),
  );
  const [least, most] = COCO_AREAS[size];
  return {
    boxes: here
      .toSorted((a, b) => a.index - b.index)
      .flatMap(({ index, classId, score, outcome, rank: own, kept }) => {
        const box = image.predictions[index]?.box;
        return box ? [{ box, classId, score, outcome, rank: own, kept }] : [];
      }),
    things: image.truths.flatMap(({ box, classId, crowd }, place) => {
      const counts = crowd !== true && area(box) >= least && area(box) <= most;
      return counts && shown.includes(classId) ? [{ box, classId, found: found.has(place) }] : [];
    }),
  };
}
