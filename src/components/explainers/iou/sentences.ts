import { fixed } from '../../figures/number-text.ts';
import type { BoxLossKind } from '../../../vision/index.ts';
import type { Measured } from './measure.ts';
import { LOSS_NAMES } from './state.ts';

/** Edges pulled by less than this many pixels a step count as left alone. */
const STILL = 0.02;

/** What the overlap is, in words. */
export function overlapSentence(now: Measured): string {
  if (now.iou === 0) return 'The boxes share nothing.';
  return `They share ${fixed(100 * now.iou, 0)}\u00a0% of what they cover together.`;
}

/** What the gradient of the chosen loss does to the prediction, in words. */
export function pullSentence(now: Measured, kind: BoxLossKind, step: readonly number[]): string {
  const name = LOSS_NAMES[kind];
  const pulled = step.filter((pixels) => Math.abs(pixels) >= STILL).length;
  if (pulled === 0 && now.iou === 0) {
    return `The ${name} loss is ${fixed(now.loss)} and its gradient is zero: nothing tells the prediction where to go.`;
  }
  if (pulled === 0) return `The ${name} loss leaves every edge where it is.`;
  const edges = pulled === 4 ? 'all four edges' : pulled === 1 ? 'one edge' : `${pulled} edges`;
  return `The ${name} loss is ${fixed(now.loss)} and pulls ${edges}.`;
}
