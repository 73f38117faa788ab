import { area, type Box } from '../../../vision/index.ts';
import { CLASS_TAGS, classOf } from '../../figures/detector-classes.ts';
import type { Analysis } from './analysis.ts';

/** A label that sits on a kept box. */
export interface Tag {
  readonly index: number;
  readonly box: Box;
  readonly className: string;
  readonly text: string;
  readonly below: boolean;
  readonly lead: boolean;
}

/** Boxes smaller than this share of the picture get no label. */
const SMALLEST = 0.004;

/** Height of a label and width of a letter, pixels of the picture. */
const HEIGHT = 17;
const LETTER = 5.9;

/** Returns labels for the largest kept boxes, each where no earlier one stands. */
export function placeTags(now: Analysis): Tag[] {
  const { predictions, width, height } = now.detections;
  const taken: Box[] = [];
  const large = now.kept.indices
    .flatMap((index, rank) => {
      const box = predictions.boxes[index];
      return box && area(box) > SMALLEST * width * height
        ? [{ index, box, score: now.kept.scores[rank] ?? 0 }]
        : [];
    })
    .sort((a, b) => area(b.box) - area(a.box));
  return large.flatMap(({ index, box, score }, order): Tag[] => {
    const className = classOf(predictions.classes[index] ?? 0);
    const text = `${CLASS_TAGS[className]} ${score.toFixed(2)}`;
    const length = text.length * LETTER + 14;
    const x = Math.min(width - length, Math.max(0, box[0]));
    for (const below of [false, true]) {
      const y = below ? box[3] + 3 : box[1] - 19;
      const spot: Box = [x, y, x + length, y + HEIGHT];
      const inside = y >= 0 && y + HEIGHT <= height;
      if (!inside || taken.some((other) => touches(spot, other))) continue;
      taken.push(spot);
      return [{ index, box, className, text, below, lead: order < 3 }];
    }
    return [];
  });
}

function touches(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
