import {
  batchedNms,
  type Box,
  type DetectionImage,
  type PredictedBox,
} from '../../../vision/index.ts';
import { RandomStream } from '../../../world/index.ts';
import { PICTURE_SIZE, type HeldOutFrame } from './held-out.ts';

/** What the reader does to the detections before they are counted. */
export interface Experiment {
  /** IoU above which per-class greedy suppression deletes; 1 deletes nothing. */
  readonly nms: number;
  /** Standard deviation of a random shift of every side of every box, pixels. */
  readonly jitter: number;
  /** Seed of those shifts. */
  readonly seed: number;
  /** Copies of every box, each with `copyScore` times the score of the one before. */
  readonly copies: number;
  readonly copyScore: number;
  /** Whether every score is replaced by the same one. */
  readonly equalScores: boolean;
}

/** Nothing done: the suppression of the model's card. */
export const AS_DETECTED: Experiment = {
  nms: 0.5,
  jitter: 0,
  seed: 1,
  copies: 0,
  copyScore: 0.9,
  equalScores: false,
};

/** The score that all get. */
const EQUAL_SCORE = 0.5;

/** At most so many boxes of a frame are counted, as in the evaluation of the model's card. */
const MOST_BOXES = 100;

/** What suppression keeps of a frame at a threshold, in raw index order: a slider comes back to it. */
const kept = new WeakMap<HeldOutFrame, Map<number, readonly number[]>>();

/** Returns the frames as COCO's evaluation takes them, predictions in raw index order, copies after all others. */
export function detectionsOf(
  frames: readonly HeldOutFrame[],
  experiment: Experiment,
): DetectionImage[] {
  return frames.map((frame, place) => ({
    truths: [
      ...frame.truth,
      ...frame.uncounted.map((thing) => ({ ...thing, crowd: true as const })),
    ],
    predictions: spoilt(frame, place, survivorsOf(frame, experiment), experiment),
  }));
}

/** Returns the predictions of a frame that suppression keeps, in raw index order. Asked again, it remembers. */
export function survivorsOf(
  frame: HeldOutFrame,
  { nms }: Pick<Experiment, 'nms'>,
): readonly number[] {
  const known = kept.get(frame) ?? new Map<number, readonly number[]>();
  kept.set(frame, known);
  const survivors =
    known.get(nms) ??
    batchedNms(frame.boxes, frame.scores, frame.classes, nms)
      .slice(0, MOST_BOXES)
      .sort((a, b) => a - b);
  known.set(nms, survivors);
  return survivors;
}

function spoilt(
  { boxes, scores, classes }: HeldOutFrame,
  place: number,
  survivors: readonly number[],
  { jitter, seed, copies, copyScore, equalScores }: Experiment,
): PredictedBox[] {
  const stream = new RandomStream(seed).fork(place);
  const first = survivors.map((index): PredictedBox => {
    const box = boxes[index] ?? [0, 0, 0, 0];
    return {
      box: jitter > 0 ? shifted(box, jitter, stream.fork(index)) : box,
      classId: classes[index] ?? 0,
      score: equalScores ? EQUAL_SCORE : (scores[index] ?? 0),
    };
  });
  const generations = Array.from({ length: copies }, (_, generation) =>
    first.map((original) => ({
      ...original,
      score: equalScores
        ? EQUAL_SCORE
        : Math.round(original.score * copyScore ** (generation + 1) * 1000) / 1000,
    })),
  );
  return [first, ...generations].flat();
}

/** Returns a box with each side moved on its own, inside the picture, in tenths of a pixel. */
function shifted([x1, y1, x2, y2]: Box, sigma: number, stream: RandomStream): Box {
  const moved = (side: number, most: number): number =>
    Math.round(Math.min(most, Math.max(0, side + sigma * normal(stream))) * 10) / 10;
  const { width, height } = PICTURE_SIZE;
  const across = [moved(x1, width), moved(x2, width)] as const;
  const down = [moved(y1, height), moved(y2, height)] as const;
  return [Math.min(...across), Math.min(...down), Math.max(...across), Math.max(...down)];
}

/** A standard normal number as the sum of twelve uniform ones: the same on every machine, unlike a logarithm. */
function normal(stream: RandomStream): number {
  let sum = -6;
  for (let draw = 0; draw < 12; draw += 1) sum += stream.next();
  return sum;
}
