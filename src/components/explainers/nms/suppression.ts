import {
  batchedNms,
  diouNms,
  nms,
  softNms,
  traceSuppression,
  type Suppression,
  type SuppressionMethod,
} from '../../../vision/index.ts';
import type { PredictionSet } from './detections.ts';

/** How suppression is set. */
export interface Settings {
  readonly iou: number;
  readonly score: number;
  readonly method: SuppressionMethod;
  readonly classAware: boolean;
}

/** Width of the Gaussian of Soft-NMS: the value of its paper. */
export const SIGMA = 0.5;

/** Returns the algorithm round by round. */
export function trace(predictions: PredictionSet, settings: Settings): Suppression {
  const { boxes, scores, classes } = predictions;
  return traceSuppression(boxes, scores, classes, {
    method: settings.method,
    iouThreshold: settings.iou,
    scoreThreshold: settings.score,
    sigma: SIGMA,
    classAware: settings.classAware,
  });
}

/** What is left, by decreasing final score. */
export interface Kept {
  readonly indices: readonly number[];
  readonly scores: readonly number[];
}

/** Returns what a method keeps, without its rounds: the fast functions of `src/vision`. */
export function keep(predictions: PredictionSet, settings: Settings): Kept {
  const { boxes, scores, classes } = predictions;
  const { iou, score, method, classAware } = settings;
  if (method === 'linear' || method === 'gaussian') {
    const { kept, scores: final } = softNms(boxes, scores, {
      method,
      iouThreshold: iou,
      sigma: SIGMA,
      minScore: score,
      classes: classAware ? classes : null,
    });
    return { indices: kept, scores: final };
  }
  const options = { scoreThreshold: score };
  const indices =
    method === 'diou'
      ? diouNms(boxes, scores, iou, classAware ? classes : null, options)
      : classAware
        ? batchedNms(boxes, scores, classes, iou, options)
        : nms(boxes, scores, iou, options);
  return { indices, scores: indices.map((index) => scores[index] ?? 0) };
}
