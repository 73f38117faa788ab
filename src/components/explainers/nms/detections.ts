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

/** Smallest score that the figure asks the live detector for; a page carries what its first state shows. */
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

/** Returns detections as one compact line of text: an island's props cost less so. */
export function packDetections({
  width,
  height,
  predictions,
  truth,
  uncounted,
}: Detections): string {
  const { boxes, scores, classes, strides } = predictions;
  const lines = boxes.map((box, i) => [...box, scores[i], classes[i], strides[i]].join(' '));
  const things = (items: readonly TruthItem[]): string =>
    items.map(({ box, classId }) => [...box, classId].join(' ')).join(';');
  const known = truth ? things(truth) : '-';
  return [`${width} ${height}`, lines.join(';'), known, things(uncounted)].join('|');
}

/** The reverse of `packDetections`. */
export function unpackDetections(text: string): Detections {
  const [size = '', lines = '', known = '-', rest = ''] = text.split('|');
  const [width = 0, height = 0] = numbers(size);
  const rows = lines === '' ? [] : lines.split(';').map(numbers);
  const predictions: PredictionSet = {
    boxes: rows.map(boxAt),
    scores: rows.map((row) => row[4] ?? 0),
    classes: rows.map((row) => row[5] ?? 0),
    strides: rows.map((row) => row[6] ?? 0),
  };
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
