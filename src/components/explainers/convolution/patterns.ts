import type { FeatureMap, Kernels } from '../../../vision/index.ts';
import type { ConvolutionState, InputPattern, KernelPattern } from './settings.ts';

/** A whole number from 0 to `below − 1` that looks arbitrary and is always the same for a place. */
function digit(below: number, ...place: readonly number[]): number {
  let mixed = 2_166_136_261;
  for (const part of place) mixed = Math.imul(mixed ^ (part + 11), 16_777_619);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 1_540_483_477);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
}

/** The input in each of its patterns; odd channels show edge and ramp from top to bottom. */
const INPUTS: Record<InputPattern, (c: number, y: number, x: number, size: number) => number> = {
  numbers: (c, y, x) => digit(5, 1, c, y, x),
  edge: (c, y, x, size) => ((c % 2 ? y : x) < size / 2 ? 0 : 4),
  dot: (_, y, x, size) => (y === Math.floor(size / 2) && x === Math.floor(size / 2) ? 1 : 0),
  ramp: (c, y, x) => (c % 2 ? y : x),
};

/** The side of the middle on which a place lies: −1 before it, 1 after it, 0 on it. */
function side(at: number, size: number): number {
  return Math.sign(at - (size - 1) / 2);
}

type Place = readonly [kernel: number, channel: number, y: number, x: number];

const WEIGHTS: Record<KernelPattern, (place: Place, height: number, width: number) => number> = {
  // A kernel of one column looks for an edge across its rows, and one of 1 × 1 passes on.
  edge: ([kernel, , y, x], height, width) => {
    if (height === 1 && width === 1) return 1;
    const down = width === 1 || (kernel % 2 === 1 && height > 1);
    return down ? side(y, height) : side(x, width);
  },
  numbers: (place) => digit(5, 2, ...place) - 2,
  sum: () => 1,
  centre: ([, , y, x], height, width) =>
    y === Math.floor((height - 1) / 2) && x === Math.floor((width - 1) / 2) ? 1 : 0,
};

/** Returns the input of a state: small whole numbers. */
export function inputOf(state: ConvolutionState): FeatureMap {
  const { size, input } = state;
  const channels = state['in-channels'];
  const data = Float64Array.from({ length: channels * size * size }, (_, at) =>
    INPUTS[input](Math.floor(at / size / size), Math.floor(at / size) % size, at % size, size),
  );
  return { channels, height: size, width: size, data };
}

/** Returns the kernels of a state: one per output channel, or per input channel if transposed. */
export function kernelsOf(state: ConvolutionState): Kernels {
  const [height, width] = [state['kernel-height'], state['kernel-width']];
  const [from, to] = [state['in-channels'], state['out-channels']];
  const [count, channels] = state.operation === 'transposed' ? [from, to] : [to, from];
  const seen = channels / state.groups;
  const area = height * width;
  const data = Float64Array.from({ length: count * seen * area }, (_, at) => {
    const place: Place = [
      Math.floor(at / area / seen),
      Math.floor(at / area) % seen,
      Math.floor(at / width) % height,
      at % width,
    ];
    return WEIGHTS[state.weights](place, height, width);
  });
  return { count, channels: seen, height, width, data };
}

/** Returns what each output channel adds: 1, −1, 2, −2. */
export function biasOf(state: ConvolutionState): number[] | undefined {
  return state.bias ? [1, -1, 2, -2].slice(0, state['out-channels']) : undefined;
}
