import {
  convMacs,
  convolve,
  convolveTransposed,
  convParameters,
  padMap,
  type FeatureMap,
  type Kernels,
} from '../../../vision/index.ts';
import { geometryOf, stridesOf, type Geometry } from './geometry.ts';
import { biasOf, inputOf, kernelsOf } from './patterns.ts';
import type { ConvolutionState } from './settings.ts';
import { placeOf, tapsOf, type Tap } from './taps.ts';

/** Bytes of one number in 32 bit. */
export const BYTES = 4;

/** A layer with its numbers: everything the figure says about one setting of its controls. */
export interface Layer {
  readonly state: ConvolutionState;
  readonly geometry: Geometry;
  readonly input: FeatureMap;
  /** The input with its padding, as it is drawn. */
  readonly padded: FeatureMap;
  readonly kernels: Kernels;
  readonly bias: readonly number[] | undefined;
  readonly output: FeatureMap;
  /** The products of every output, in the order of the outputs. */
  readonly taps: readonly (readonly Tap[])[];
  /** Elements of the input, padding left out, that no output uses. */
  readonly unused: number;
  readonly parameters: number;
  readonly macs: number;
  /** Bytes of input, weights and output in 32 bit. */
  readonly memory: number;
}

/** Returns the layer that a valid state describes. Every number comes from `src/vision`. */
export function layerOf(state: ConvolutionState): Layer {
  const geometry = geometryOf(state);
  const { groups, dilation, size } = state;
  const input = inputOf(state);
  const kernels = kernelsOf(state);
  const bias = biasOf(state);
  const padded = padMap(
    input,
    geometry.margins,
    state['padding-mode'] === 'reflect' ? 'reflect' : 'constant',
  );
  const options = { groups, stride: stridesOf(state), dilation, ...(bias && { bias }) };
  const transposed = state.operation === 'transposed';
  const output = transposed
    ? convolveTransposed(input, kernels, {
        ...options,
        padding: geometry.crop,
        outputPadding: state['output-padding'],
      })
    : convolve(padded, kernels, options);

  const cost = {
    inputChannels: input.channels,
    outputChannels: output.channels,
    kernel: geometry.kernel,
    groups,
    bias: state.bias,
  };
  const parameters = convParameters(cost);
  const draft = { state, geometry, input, padded, kernels, bias, output, taps: [] };
  const bare: Layer = {
    ...draft,
    unused: 0,
    parameters,
    // A transposed convolution multiplies every weight once per input element, not per output.
    macs: convMacs(cost, transposed ? [size, size] : geometry.output),
    memory: BYTES * (input.data.length + parameters + output.data.length),
  };
  const taps = Array.from(output.data, (_, index) => tapsOf(bare, placeOf(bare, index)));
  return { ...bare, taps, unused: input.data.length - usedElements(padded, taps) };
}

/** How many elements of the input, padding left out, go into at least one output. */
function usedElements({ data, height, width }: FeatureMap, taps: Layer['taps']): number {
  const used = new Uint8Array(data.length);
  for (const { from, padded } of taps.flat()) {
    if (!padded) used[(from.channel * height + from.y) * width + from.x] = 1;
  }
  return used.reduce((sum, flag) => sum + flag, 0);
}
