import type { Box } from '../../../vision/index.ts';
import type { Frame } from '../../../world/index.ts';
import { CLASS_IDS, classOfThing } from './classes.ts';

/** What the detector said about one picture before any suppression, in raw index order. */
export interface PredictionSet {
  readonly boxes: readonly Box[];
  readonly scores: readonly number[];
  /** Places in `CLASS_IDS`. */
  readonly classes: readonly number[];
  /** Stride of the level that made each prediction, pixels of the model's input. */
  readonly strides: readonly number[];
}

/** One thing that is really there. */
export interface TruthItem {
  readonly box: Box;
  /** Place in `CLASS_IDS`. */
  readonly classId: number;
}

/** A picture with what the detector said; `truth` is `null` for a picture of the reader's. */
export interface Detections {
  readonly width: number;
  readonly height: number;
  readonly predictions: PredictionSet;
  readonly truth: readonly TruthItem[] | null;
}

/** Smallest score that the figure asks the detector for. */
export const SCORE_FLOOR = 0.2;

/** In a lesson only predictions from here on travel with the page; the live model brings the rest. */
export const LESSON_FLOOR = 0.4;

/** A thing counts as truth from this many visible pixels at the model's own size, 256 × 160. */
export const LEAST_PIXELS = 16;

/** … and when at least this share of it is seen. */
export const LEAST_VISIBLE = 0.2;

/** Width of the detector's input, pixels. */
const MODEL_WIDTH = 256;

/** Returns what counts as truth in a frame: visible boxes of things large and free enough. */
export function truthOf(frame: Pick<Frame, 'width' | 'objects'>): TruthItem[] {
  const area = (frame.width / MODEL_WIDTH) ** 2;
  return frame.objects.flatMap(({ visible, visiblePixels, visibleFraction, className }) =>
    visible && visiblePixels >= LEAST_PIXELS * area && visibleFraction > LEAST_VISIBLE
      ? [{ box: visible, classId: CLASS_IDS.indexOf(classOfThing(className)) }]
      : [],
  );
}

/** Decimals of a corner (pixels) and of a score: finer than any two backends agree. */
const BOX_DECIMALS = 3;
const SCORE_DECIMALS = 5;

/**
 * Returns predictions with every number rounded once, before anything is computed with it: what
 * stands on the page, in a link and in the arithmetic is then one number, in short decimals.
 */
export function tidy(raw: PredictionSet): PredictionSet {
  const round = (value: number, decimals: number): number => Number(value.toFixed(decimals)) + 0;
  return {
    boxes: raw.boxes.map(([x1, y1, x2, y2]): Box => [
      round(x1, BOX_DECIMALS),
      round(y1, BOX_DECIMALS),
      round(x2, BOX_DECIMALS),
      round(y2, BOX_DECIMALS),
    ]),
    scores: raw.scores.map((score) => round(score, SCORE_DECIMALS)),
    classes: [...raw.classes],
    strides: [...raw.strides],
  };
}

/** Returns detections as one compact line of text: an island's props cost less so. */
export function packDetections({ width, height, predictions, truth }: Detections): string {
  const { boxes, scores, classes, strides } = predictions;
  const lines = boxes.map((box, i) => [...box, scores[i], classes[i], strides[i]].join(' '));
  const things = truth?.map(({ box, classId }) => [...box, classId].join(' ')).join(';') ?? '-';
  return [`${width} ${height}`, lines.join(';'), things].join('|');
}

/** The reverse of `packDetections`. */
export function unpackDetections(text: string): Detections {
  const [size = '', lines = '', things = '-'] = text.split('|');
  const [width = 0, height = 0] = numbers(size);
  const rows = lines === '' ? [] : lines.split(';').map(numbers);
  const predictions: PredictionSet = {
    boxes: rows.map(boxAt),
    scores: rows.map((row) => row[4] ?? 0),
    classes: rows.map((row) => row[5] ?? 0),
    strides: rows.map((row) => row[6] ?? 0),
  };
  const truth =
    things === '-'
      ? null
      : things === ''
        ? []
        : things.split(';').map((thing) => {
            const row = numbers(thing);
            return { box: boxAt(row), classId: row[4] ?? 0 };
          });
  return { width, height, predictions, truth };
}

function numbers(text: string): number[] {
  return text.split(' ').map(Number);
}

function boxAt([x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[]): Box {
  return [x1, y1, x2, y2];
}
