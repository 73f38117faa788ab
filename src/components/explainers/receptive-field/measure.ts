import { viewAxis, type AxisView } from './axis-view.ts';
import { HORIZONTAL, VERTICAL, weightsOf } from './layers.ts';
import { pixelsReached } from './reached.ts';
import type { ReceptiveFieldState } from './state.ts';
import { trace, type Trace } from './trace.ts';

/** A stack, what goes into it, and the chosen cell. */
export type StackState = Pick<
  ReceptiveFieldState,
  'stack' | 'width' | 'height' | 'layer' | 'x' | 'y'
>;

/** Everything the figure says about a stack and one of its cells. */
export interface Measured {
  readonly state: StackState;
  readonly trace: Trace;
  /** The layer of the chosen cell, 1 for the first; 0 when no layer has an output. */
  readonly layer: number;
  readonly horizontal: AxisView;
  readonly vertical: AxisView;
  /** Share of the field's area that lies outside the picture, 0 to 1. */
  readonly outside: number;
  /** Share of the pixels in the field and in the picture that no path reaches, 0 to 1. */
  readonly holes: number;
  /** Weights of one kernel of each convolution up to the chosen layer, added. */
  readonly weights: number;
}

/** Returns the measures of a state. Sizes and fields come from `src/vision`. */
export function measure(state: StackState): Measured {
  const { stack, width, height, x, y } = state;
  const traced = trace(stack, width, height);
  const last = traced.rows.length;
  const layer = state.layer === 0 ? last : Math.min(last, state.layer);
  const horizontal = viewAxis(stack, traced, HORIZONTAL, width, layer, x);
  const vertical = viewAxis(stack, traced, VERTICAL, height, layer, y);
  const inside = horizontal.inside * vertical.inside;
  const seen = stack.slice(0, layer);
  const weights = seen.reduce((sum, each) => sum + weightsOf(each), 0);
  return {
    state,
    trace: traced,
    layer,
    horizontal,
    vertical,
    outside: 1 - inside / (horizontal.size * vertical.size),
    holes: inside === 0 ? 0 : 1 - pixelsReached(seen, horizontal, vertical) / inside,
    weights,
  };
}
