import { RECEPTIVE_FIELD_CHALLENGES } from '../../../../src/components/explainers/receptive-field/challenges.ts';
import { layerRows } from '../../../../src/components/explainers/receptive-field/layer-table.ts';
import {
  readStack,
  type Layer,
} from '../../../../src/components/explainers/receptive-field/layers.ts';
import {
  measure,
  type Measured,
} from '../../../../src/components/explainers/receptive-field/measure.ts';
import {
  alignmentSentence,
  problemSentence,
  seesSentence,
} from '../../../../src/components/explainers/receptive-field/sentences.ts';
import {
  receptiveFieldState,
  type ReceptiveFieldState,
} from '../../../../src/components/explainers/receptive-field/state.ts';

/** Returns what the figure measures in its first state with some of it changed. */
export const measuredAt = (change: Partial<ReceptiveFieldState>): Measured =>
  measure(receptiveFieldState.complete({ ...receptiveFieldState.initial, ...change }));

/** Returns the layers of a stack as an address writes it. @throws Error for what is no stack. */
export const stackOf = (text: string): readonly Layer[] => {
  const stack = readStack(text);
  if (!stack) throw new Error(`"${text}" is no stack.`);
  return stack;
};

/** Everything that the figure says, as one text. */
export const everything = (now: Measured): string =>
  [
    seesSentence(now),
    alignmentSentence(now),
    problemSentence(now),
    ...layerRows(now).flat(),
    ...RECEPTIVE_FIELD_CHALLENGES.map(({ progress }) => progress(now)),
    JSON.stringify(now),
  ].join(' ');
