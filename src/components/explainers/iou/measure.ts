import {
  area,
  aspectDifference,
  boxLoss,
  center,
  centerPenalty,
  ciou,
  diou,
  enclosingBox,
  giou,
  intersectionArea,
  iou,
  type Box,
} from '../../../vision/index.ts';
import { descend } from './descent.ts';
import type { IouState } from './state.ts';

/** Everything the figure says about its two boxes. */
export interface Measured {
  readonly truth: Box;
  /** The prediction as it stands, after its gradient steps. */
  readonly prediction: Box;
  /** The prediction before the first step. */
  readonly start: Box;
  readonly step: number;
  readonly iou: number;
  readonly giou: number;
  readonly diou: number;
  readonly ciou: number;
  /** Width, height and area of the part that both cover; zeros when they do not overlap. */
  readonly shared: { readonly width: number; readonly height: number; readonly area: number };
  readonly areas: { readonly truth: number; readonly prediction: number };
  readonly union: number;
  /** The smallest box around both. */
  readonly enclosing: Box;
  /** Distance of the centres and diagonal of the enclosing box, pixels. */
  readonly distance: number;
  readonly diagonal: number;
  /** d²/c². */
  readonly centerTerm: number;
  /** CIoU's v and α. */
  readonly aspect: number;
  readonly weight: number;
  /** Derivative of the chosen loss by x1, y1, x2, y2 of the prediction, per pixel. */
  readonly gradient: readonly [number, number, number, number];
  readonly loss: number;
}

/** Returns the measures of a state. Every number comes from `src/vision`. */
export function measure(state: IouState): Measured {
  const { truth, prediction: start, loss: kind, step } = state;
  const prediction = descend(start, truth, kind, step).at(-1) ?? start;
  const sharedArea = intersectionArea(prediction, truth);
  const areas = { truth: area(truth), prediction: area(prediction) };
  const enclosing = enclosingBox(prediction, truth);
  const [px, py] = center(prediction);
  const [tx, ty] = center(truth);
  const overlap = iou(prediction, truth);
  const aspect = aspectDifference(prediction, truth);
  const { loss, gradient } = boxLoss(kind, prediction, truth);
  return {
    truth,
    prediction,
    start,
    step,
    iou: overlap,
    giou: giou(prediction, truth),
    diou: diou(prediction, truth),
    ciou: ciou(prediction, truth),
    shared: {
      width: sharedArea && Math.min(prediction[2], truth[2]) - Math.max(prediction[0], truth[0]),
      height: sharedArea && Math.min(prediction[3], truth[3]) - Math.max(prediction[1], truth[1]),
      area: sharedArea,
    },
    areas,
    union: areas.truth + areas.prediction - sharedArea,
    enclosing,
    distance: Math.hypot(px - tx, py - ty),
    diagonal: Math.hypot(enclosing[2] - enclosing[0], enclosing[3] - enclosing[1]),
    centerTerm: centerPenalty(prediction, truth),
    aspect,
    weight: aspect === 0 ? 0 : aspect / (1 - overlap + aspect),
    gradient,
    loss,
  };
}
