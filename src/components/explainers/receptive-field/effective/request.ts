import type { OwnPicture } from '../../../figures/own-picture.ts';
import { FRAME_SIZE } from './frame-size.ts';
import type { UnitField } from './unit.ts';

/** Which gradient is asked for. */
export interface GradientRequest {
  readonly unit: UnitField;
  readonly weights: 'trained' | 'random';
  readonly activations: 'relu' | 'linear';
  /** The reader's picture; without it the frames of the street. */
  readonly own: OwnPicture | undefined;
}

/** Whether two requests have the same unit. */
export function isSameUnit(a: UnitField, b: UnitField): boolean {
  return a.layer === b.layer && a.row === b.row && a.column === b.column;
}

/** Whether two requests have the same answer. */
export function isSameRequest(a: GradientRequest, b: GradientRequest): boolean {
  return (
    isSameUnit(a.unit, b.unit) &&
    a.weights === b.weights &&
    a.activations === b.activations &&
    a.own === b.own
  );
}

/** Returns the width and height of a picture fitted into the frame with its aspect kept, pixels. */
export function fittedSize({ pixels }: OwnPicture): { width: number; height: number } {
  const { width, height } = pixels;
  const scale = Math.min(FRAME_SIZE.width / width, FRAME_SIZE.height / height);
  return { width: width * scale, height: height * scale };
}
