import { tidy, type Detections } from '../../../../src/components/explainers/nms/detections.ts';
import type { TruthItem } from '../../../../src/components/figures/street-truth.ts';
import type { Box } from '../../../../src/vision/index.ts';

/** Numbers from 0 to 1 that depend on a seed alone. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Two people whose boxes overlap by 0.6, a person who stands alone, and a car. */
export const TRUTH: readonly TruthItem[] = [
  { box: [100, 100, 180, 260], classId: 2 },
  { box: [120, 100, 200, 260], classId: 2 },
  { box: [400, 100, 460, 240], classId: 2 },
  { box: [300, 200, 420, 280], classId: 0 },
];

/** Returns detections made by jittering a truth: the first of each thing is nearly right. */
export function exampleDetections(seed = 5, copies = 9): Detections {
  const random = randomNumbers(seed);
  const boxes: Box[] = [];
  const scores: number[] = [];
  const classes: number[] = [];
  for (const { box, classId } of TRUTH) {
    const [width, height] = [box[2] - box[0], box[3] - box[1]];
    for (let copy = 0; copy < copies; copy += 1) {
      const jitter = copy === 0 ? 0.01 : 0.14;
      const shift = (): number => (random() - 0.5) * jitter;
      boxes.push([
        box[0] + width * shift(),
        box[1] + height * shift(),
        box[2] + width * shift(),
        box[3] + height * shift(),
      ]);
      scores.push((copy === 0 ? 0.9 : 0.2 + 0.6 * random()) + 0.05 * random());
      classes.push(classId);
    }
  }
  const strides = boxes.map(() => 8);
  return {
    width: 640,
    height: 400,
    predictions: tidy({ boxes, scores, classes, strides }),
    truth: TRUTH,
    uncounted: [],
  };
}
