import { CONVOLUTION_STATE } from '../../../../src/components/explainers/convolution/state.ts';
import {
  DOMAINS,
  INPUT_PATTERNS,
  KERNEL_PATTERNS,
  OPERATIONS,
  PADDING_MODES,
  type ConvolutionState,
} from '../../../../src/components/explainers/convolution/settings.ts';

/** Numbers from 0 to 1 that depend on a seed alone. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Settings from the whole of their domains, most of which do not go together. */
export function wildState(random: () => number): ConvolutionState {
  const pick = <T>(values: readonly T[]): T =>
    values[Math.floor(random() * values.length)] ?? (values[0] as T);
  const numbers = Object.fromEntries(
    Object.entries(DOMAINS).map(([name, [least, most]]) => [
      name,
      least + Math.floor(random() * (most - least + 1)),
    ]),
  );
  return {
    ...CONVOLUTION_STATE.initial,
    ...numbers,
    operation: pick(OPERATIONS),
    'padding-mode': pick(PADDING_MODES),
    input: pick(INPUT_PATTERNS),
    weights: pick(KERNEL_PATTERNS),
    bias: random() < 0.5,
    step: Math.floor(random() * 40),
  };
}

/** Valid states of all kinds. */
export function repairedStates(count: number, seed = 3): ConvolutionState[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => CONVOLUTION_STATE.complete(wildState(random)));
}
