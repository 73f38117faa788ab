import { boxField } from '../../figures/box-field.ts';
import {
  choiceField,
  defineState,
  numberField,
  type StateCodec,
} from '../../figures/state-codec.ts';
import type { Box, BoxLossKind } from '../../../vision/index.ts';
import { STEPS } from './descent.ts';
import type { IouScene } from './scene.ts';

/** What the reader can set. */
export interface IouState {
  readonly truth: Box;
  /** The prediction before any gradient step. */
  readonly prediction: Box;
  /** The loss whose gradient is drawn and followed. */
  readonly loss: BoxLossKind;
  /** Gradient steps taken from `prediction`. */
  readonly step: number;
}

export const LOSSES = ['iou', 'giou', 'diou', 'ciou'] as const satisfies readonly BoxLossKind[];

export const LOSS_NAMES: Record<BoxLossKind, string> = {
  iou: 'IoU',
  giou: 'GIoU',
  diou: 'DIoU',
  ciou: 'CIoU',
};

/** Returns the codec of the figure over a scene, whose truth is the default truth. */
export function iouState(scene: IouScene): StateCodec<IouState> {
  return defineState<IouState>({
    truth: boxField(scene.truth, scene, 8),
    prediction: boxField(startOf(scene), scene, 8),
    loss: choiceField<BoxLossKind>('iou', LOSSES),
    step: numberField({ initial: 0, min: 0, max: STEPS, step: 1 }),
  });
}

/** The prediction at first: too far right, too low and too small, so that every number says something. */
function startOf({ truth, width, height }: IouScene): Box {
  const [x1, y1, x2, y2] = truth;
  const [w, h] = [x2 - x1, y2 - y1];
  const right = x2 + 0.28 * w <= width;
  return [
    Math.round(right ? x1 + 0.3 * w : Math.max(0, x1 - 0.28 * w)),
    Math.round(y1 + 0.18 * h),
    Math.round(right ? x2 + 0.28 * w : x2 - 0.3 * w),
    Math.round(Math.min(height, y2 + 0.06 * h)),
  ];
}
