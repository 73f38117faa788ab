import type { Box } from '../../../vision/index.ts';
import type { TruthItem } from '../../figures/street-truth.ts';

/** What the detector said about one picture before any suppression, in raw index order. */
export interface PredictionSet {
  readonly boxes: readonly Box[];
  readonly scores: readonly number[];
  /** Places in `CLASS_IDS`. */
  readonly classes: readonly number[];
  /** Stride of the level that made each prediction, pixels of the model's input. */
  readonly strides: readonly number[];
}

/** A picture with what the detector said; `truth` is `null` for a picture of the reader's. */
export interface Detections {
  readonly width: number;
  readonly height: number;
  readonly predictions: PredictionSet;
  readonly truth: readonly TruthItem[] | null;
  /** Things too small or too hidden to count: who finds one is neither right nor wrong. */
  readonly uncounted: readonly TruthItem[];
}

/**
 * Smallest score that the detector is asked for, when a page is built and live: so a prediction has one raw index,
 * in a link too, whoever computed it.
 */
export const SCORE_FLOOR = 0.2;

/** Decimals of a corner (pixels of the picture, 0.04 of the model's input) and of a score. */
const BOX_DECIMALS = 1;
const SCORE_DECIMALS = 4;

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

/** Score of a prediction that was left out: below every threshold. */
export const LEFT_OUT = -1;

/**
 * Returns detections as one compact line of text. Predictions below `floor` are left out, but all others keep
 * their raw index: it names the same box once the detector has run on the page.
 */
export function packDetections(
  { width, height, predictions, truth, uncounted }: Detections,
  floor = 0,
): string {
  const { boxes, scores, classes, strides } = predictions;
  let before = -1;
  const lines = boxes.flatMap((box, i) => {
    if ((scores[i] ?? 0) < floor) return [];
    const skipped = i - before - 1;
    before = i;
    return [[skipped, ...box, scores[i], classes[i], strides[i]].join(' ')];
  });
  const things = (items: readonly TruthItem[]): string =>
    items.map(({ box, classId }) => [...box, classId].join(' ')).join(';');
  const known = truth ? things(truth) : '-';
  return [`${width} ${height} ${boxes.length}`, lines.join(';'), known, things(uncounted)].join(
    '|',
  );
}

/** The reverse of `packDetections`; what that left out has the score `LEFT_OUT` and no size. */
export function unpackDetections(text: string): Detections {
  const [size = '', lines = '', known = '-', rest = ''] = text.split('|');
  const [width = 0, height = 0, count = 0] = numbers(size);
  const boxes = new Array<Box>(count).fill([0, 0, 0, 0]);
  const scores = new Array<number>(count).fill(LEFT_OUT);
  const classes = new Array<number>(count).fill(0);
  const strides = new Array<number>(count).fill(0);
  let index = -1;
  for (const line of lines === '' ? [] : lines.split(';')) {
    const [skipped = 0, ...row] = numbers(line);
    index += skipped + 1;
    boxes[index] = boxAt(row);
    [scores[index], classes[index], strides[index]] = [row[4] ?? 0, row[5] ?? 0, row[6] ?? 0];
  }
  const predictions: PredictionSet = { boxes, scores, classes, strides };
  const truth = known === '-' ? null : unpackThings(known);
  return { width, height, predictions, truth, uncounted: unpackThings(rest) };
}

function unpackThings(text: string): TruthItem[] {
  if (text === '') return [];
  return text.split(';').map((thing) => {
    const row = numbers(thing);
    return { box: boxAt(row), classId: row[4] ?? 0 };
  });
}

function numbers(text: string): number[] {
  return text.split(' ').map(Number);
}

function boxAt([x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[]): Box {
  return [x1, y1, x2, y2];
}
