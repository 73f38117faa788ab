import type { ConvolutionState } from './settings.ts';

/** A layer worth knowing by name. */
export interface Preset {
  readonly name: string;
  readonly part: Partial<ConvolutionState>;
}

/** What every preset starts from: one channel in, one out, nothing unusual. */
const PLAIN: Partial<ConvolutionState> = {
  operation: 'convolution',
  size: 6,
  'kernel-height': 3,
  'kernel-width': 3,
  stride: 1,
  'stride-width': 0,
  'padding-mode': 'zero',
  padding: 1,
  'output-padding': 0,
  dilation: 1,
  'in-channels': 1,
  'out-channels': 1,
  groups: 1,
  step: 0,
};

export const PRESETS: readonly Preset[] = [
  { name: '3 × 3', part: PLAIN },
  { name: 'Strided', part: { ...PLAIN, stride: 2 } },
  { name: 'Dilated', part: { ...PLAIN, dilation: 2, 'padding-mode': 'same' } },
  {
    name: '1 × 1',
    part: {
      ...PLAIN,
      'kernel-height': 1,
      'kernel-width': 1,
      'padding-mode': 'valid',
      'in-channels': 3,
      'out-channels': 2,
      weights: 'numbers',
    },
  },
  { name: 'Depthwise', part: { ...PLAIN, 'in-channels': 3, 'out-channels': 3, groups: 3 } },
  {
    name: 'Transposed',
    part: { ...PLAIN, operation: 'transposed', size: 4, stride: 2, weights: 'numbers' },
  },
];
