import { iou, type Box, type BoxLossKind } from '../../../vision/index.ts';
import { descend } from './descent.ts';

/** Parts of 1 in which an IoU is kept: finer than the chart can draw it. */
const PARTS = 10_000;

/** Returns the IoU of a box with the truth after 0, 1, … `STEPS` steps down the gradient of a loss. */
export function curveOf(start: Box, truth: Box, loss: BoxLossKind): number[] {
  return descend(start, truth, loss).map((box) => iou(box, truth));
}

/** Tells one descent from another. */
export function nameOfDescent(start: Box, truth: Box): string {
  return [...start, ...truth].join(' ');
}

/** Returns a curve as one line of text, as change from step to step. */
export function packCurve(values: readonly number[]): string {
  const parts = values.map((value) => Math.round(value * PARTS));
  return parts.map((value, step) => value - (parts[step - 1] ?? 0)).join(' ');
}

/** The reverse of `packCurve`, to the nearest ten-thousandth. */
export function unpackCurve(text: string): number[] {
  let sum = 0;
  return text.split(' ').map((change) => (sum += Number(change)) / PARTS);
}
