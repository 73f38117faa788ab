import { VisionError } from '../../../vision/index.ts';
import { geometryOf, paddingOf, stridesOf } from './geometry.ts';
import { DOMAINS, type ConvolutionState, type NumberName } from './settings.ts';

/** The longest side of an output that the figure draws, cells. */
export const LARGEST_OUTPUT = 16;

/** Says in a clause why a state describes no layer of this figure; `null` when it does. */
export function problemOf(state: ConvolutionState): string | null {
  const mode = state['padding-mode'];
  if (state['in-channels'] % state.groups || state['out-channels'] % state.groups) {
    return `${state.groups} groups do not divide its channels`;
  }
  if (state.operation === 'transposed' && (mode === 'same' || mode === 'reflect')) {
    return `a transposed convolution has no padding called ${mode}`;
  }
  if (mode === 'same' && Math.max(...stridesOf(state)) > 1)
    return 'same padding needs a stride of 1';
  if (mode === 'reflect' && paddingOf(state) >= state.size) {
    return 'its mirror would be wider than the input';
  }
  try {
    const { output } = geometryOf(state);
    return Math.max(...output) > LARGEST_OUTPUT
      ? `its output has more than ${LARGEST_OUTPUT} cells a side`
      : null;
  } catch (error) {
    if (error instanceof VisionError) return 'its kernel and its padding leave no output';
    throw error;
  }
}

/** Number of the last output of a valid state, counted from 0. */
export function lastStep(state: ConvolutionState): number {
  const [height, width] = geometryOf(state).output;
  return state['out-channels'] * height * width - 1;
}

/**
 * Returns how far a control can go from where it stands without an invalid state in between.
 * Channels are free: the groups follow them.
 */
export function reachOf(
  state: ConvolutionState,
  name: NumberName,
): readonly [least: number, most: number] {
  const [least, most] = DOMAINS[name];
  if (name === 'in-channels' || name === 'out-channels') return [least, most];
  const allowed = (value: number): boolean => problemOf({ ...state, [name]: value }) === null;
  let [low, high] = [state[name], state[name]];
  while (low > least && allowed(low - 1)) low -= 1;
  while (high < most && allowed(high + 1)) high += 1;
  return [low, high];
}

/** The numbers of groups that divide both channel counts, smallest first. */
export function possibleGroups(state: ConvolutionState): number[] {
  const [least, most] = DOMAINS.groups;
  return Array.from({ length: most - least + 1 }, (_, index) => least + index).filter(
    (groups) => state['in-channels'] % groups === 0 && state['out-channels'] % groups === 0,
  );
}

/** Smaller and smaller steps back towards a layer that exists. */
const REMEDIES: readonly ((state: ConvolutionState) => Partial<ConvolutionState>)[] = [
  () => ({ 'output-padding': 0 }),
  (state) => ({ padding: Math.min(state.padding, 1) }),
  () => ({ dilation: 1 }),
  (state) => ({
    stride: Math.min(state.stride, 2),
    'stride-width': Math.min(state['stride-width'], 2),
  }),
  (state) => ({
    'kernel-height': Math.min(state['kernel-height'], 3),
    'kernel-width': Math.min(state['kernel-width'], 3),
  }),
  () => ({ stride: 1, 'stride-width': 0 }),
];

/** Returns the valid state next to one that may not be: what the reader set last is touched last. */
export function repair(state: ConvolutionState, fallback: ConvolutionState): ConvolutionState {
  let mended: ConvolutionState = {
    ...state,
    groups: possibleGroups(state).findLast((groups) => groups <= state.groups) ?? 1,
  };
  const mode = mended['padding-mode'];
  const nameless = mode === 'same' || mode === 'reflect';
  if (
    nameless &&
    (mended.operation === 'transposed' || (mode === 'same' && Math.max(...stridesOf(mended)) > 1))
  ) {
    mended = { ...mended, 'padding-mode': 'zero' };
  }
  for (const remedy of REMEDIES) {
    if (problemOf(mended) === null) break;
    mended = { ...mended, ...remedy(mended) };
  }
  if (problemOf(mended) !== null) mended = fallback;
  return { ...mended, step: Math.min(mended.step, lastStep(mended)) };
}
