import type { HeldOutFrame } from '../../../../src/components/explainers/average-precision/held-out.ts';
import type { Box } from '../../../../src/vision/index.ts';

const VIEW = {
  spec: { seed: 1 },
  camera: { eye: [0, 2, 0], yaw: 0, pitch: 0, field: 0.5 },
  noise: 0,
  noiseSeed: 0,
} as const;

/** A box of 40 × 80 px whose left edge is at `x`. */
export function boxAtX(x: number): Box {
  return [x, 100, x + 40, 180];
}

/** One frame from lists of `[x, score, class]` and of truths `[x, class]`. */
export function frameOf(
  predictions: readonly (readonly [x: number, score: number, classId: number])[],
  truths: readonly (readonly [x: number, classId: number])[],
  uncounted: readonly (readonly [x: number, classId: number])[] = [],
): HeldOutFrame {
  const things = (list: typeof truths) => list.map(([x, classId]) => ({ box: boxAtX(x), classId }));
  return {
    view: VIEW,
    boxes: predictions.map(([x]) => boxAtX(x)),
    scores: predictions.map(([, score]) => score),
    classes: predictions.map(([, , classId]) => classId),
    truth: things(truths),
    uncounted: things(uncounted),
  };
}

/** The lesson's five detections of four truths: right, right, wrong, right, wrong. */
export const LESSON = [
  frameOf(
    [
      [0, 0.95, 2],
      [100, 0.92, 2],
      [450, 0.8, 2],
      [200, 0.75, 2],
      [400, 0.6, 2],
    ],
    [
      [0, 2],
      [100, 2],
      [200, 2],
      [300, 2],
    ],
  ),
];
