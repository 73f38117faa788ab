import { FILTER_NAMES } from './filters.ts';

/** A convolution, or its transpose, which spreads each input over several outputs. */
export const OPERATIONS = ['convolution', 'transposed'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What stands around the input: nothing, as much as keeps the size, so many zeros, or a mirror. */
export const PADDING_MODES = ['valid', 'same', 'zero', 'reflect'] as const;
export type PaddingChoice = (typeof PADDING_MODES)[number];

/** What the input shows. */
export const INPUT_PATTERNS = ['numbers', 'edge', 'dot', 'ramp'] as const;
export type InputPattern = (typeof INPUT_PATTERNS)[number];

/** What the kernel looks for. */
export const KERNEL_PATTERNS = ['edge', 'numbers', 'sum', 'centre'] as const;
export type KernelPattern = (typeof KERNEL_PATTERNS)[number];

/** What runs over the picture: a kernel made by hand, or one that the classifier has learnt. */
export const PICTURE_FILTERS = [...FILTER_NAMES, 'learnt'] as const;
export type PictureFilter = (typeof PICTURE_FILTERS)[number];

/** Output channels of the classifier's first layer. */
export const LEARNT_CHANNELS = 16;

/** The numbers that the reader sets, each with its smallest and largest value in the figure. */
export const DOMAINS = {
  size: [3, 8],
  'kernel-height': [1, 5],
  'kernel-width': [1, 5],
  stride: [1, 4],
  'stride-width': [0, 4],
  padding: [0, 3],
  'output-padding': [0, 3],
  dilation: [1, 3],
  'in-channels': [1, 4],
  'out-channels': [1, 4],
  groups: [1, 4],
} as const satisfies Record<string, readonly [least: number, most: number]>;

export type NumberName = keyof typeof DOMAINS;

/**
 * What the reader can set. `size` is both sides of the input, in cells; a `stride-width` of 0 is the `stride`
 * along the height as well, so that one number still means both.
 */
export interface ConvolutionState extends Readonly<Record<NumberName, number>> {
  readonly operation: Operation;
  readonly 'padding-mode': PaddingChoice;
  readonly bias: boolean;
  readonly input: InputPattern;
  readonly weights: KernelPattern;
  /** The kernel of the picture. */
  readonly filter: PictureFilter;
  /** The output channel of the learnt kernel, counted from 1. */
  readonly channel: number;
  /** The output that is being computed, counted channel by channel, row by row, from 0. */
  readonly step: number;
}
