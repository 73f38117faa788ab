import { truthOf, type TruthItem } from '../../figures/street-truth.ts';
import { scaleBox, type Box } from '../../../vision/index.ts';
import type { Frame } from '../../../world/index.ts';
import { INPUT } from './settings.ts';

/** Returns the things of a frame that count as the detector's truth, in tenths of a pixel of its input. */
export function truthsAtInput(frame: Pick<Frame, 'width' | 'objects'>): TruthItem[] {
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  return truthOf(frame).truth.map(({ box, classId }) => {
    const [x1, y1, x2, y2] = scaleBox(box, INPUT.width / frame.width);
    return { classId, box: [tenth(x1), tenth(y1), tenth(x2), tenth(y2)] };
  });
}

/**
 * Returns boxes of whole pixels within the input as one line of text, two characters for each number: an
 * island's props cost less so.
 */
export function packBoxes(boxes: readonly Box[]): string {
  return boxes
    .flatMap(([x1, y1, x2, y2]) => [x1, y1, x2 - x1 - 1, y2 - y1 - 1])
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('');
}

/** The reverse of {@link packBoxes}. */
export function unpackBoxes(text: string): Box[] {
  return Array.from({ length: Math.floor(text.length / 8) }, (_, index): Box => {
    const [x, y, width, height] = [0, 2, 4, 6].map((at) =>
      Number.parseInt(text.slice(8 * index + at, 8 * index + at + 2), 16),
    );
    const [x1, y1] = [x ?? 0, y ?? 0];
    return [x1, y1, x1 + (width ?? 0) + 1, y1 + (height ?? 0) + 1];
  });
}
