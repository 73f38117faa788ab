import {
  choiceField,
  defineState,
  flagField,
  numberField,
  type StateCodec,
} from '../../figures/state-codec.ts';
import { BUILT_FILTER } from './filters.ts';
import {
  DOMAINS,
  LEARNT_CHANNELS,
  INPUT_PATTERNS,
  KERNEL_PATTERNS,
  OPERATIONS,
  PADDING_MODES,
  PICTURE_FILTERS,
  type ConvolutionState,
  type InputPattern,
  type KernelPattern,
  type NumberName,
  type Operation,
  type PaddingChoice,
  type PictureFilter,
} from './settings.ts';
import { lastStep, problemOf, repair } from './validity.ts';

function whole(name: NumberName, initial: number) {
  const [min, max] = DOMAINS[name];
  return numberField({ initial, min, max, step: 1 });
}

const fields = defineState<ConvolutionState>({
  operation: choiceField<Operation>('convolution', OPERATIONS),
  size: whole('size', 6),
  'kernel-height': whole('kernel-height', 3),
  'kernel-width': whole('kernel-width', 3),
  stride: whole('stride', 1),
  'stride-width': whole('stride-width', 0),
  'padding-mode': choiceField<PaddingChoice>('zero', PADDING_MODES),
  padding: whole('padding', 1),
  'output-padding': whole('output-padding', 0),
  dilation: whole('dilation', 1),
  'in-channels': whole('in-channels', 1),
  'out-channels': whole('out-channels', 1),
  groups: whole('groups', 1),
  bias: flagField(false),
  input: choiceField<InputPattern>('numbers', INPUT_PATTERNS),
  weights: choiceField<KernelPattern>('edge', KERNEL_PATTERNS),
  filter: choiceField<PictureFilter>(BUILT_FILTER, PICTURE_FILTERS),
  channel: numberField({ initial: 1, min: 1, max: LEARNT_CHANNELS, step: 1 }),
  step: numberField({ initial: 0, min: 0, max: 9999, step: 1 }),
});

/**
 * The codec of the figure. Fields that are each allowed but do not go together, such as a kernel
 * that does not fit into its padded input, are refused like any other value that means nothing.
 */
export const CONVOLUTION_STATE: StateCodec<ConvolutionState> = {
  ...fields,
  decode(hash) {
    const decoded = fields.decode(hash);
    if (decoded.outcome !== 'read') return decoded;
    const problem =
      problemOf(decoded.state) ??
      (decoded.state.step > lastStep(decoded.state) ? 'step lies beyond the last output' : null);
    return problem === null
      ? decoded
      : { outcome: 'invalid', state: { ...fields.initial }, reason: problem };
  },
  complete: (partial) => repair(fields.complete(partial), fields.initial),
};
