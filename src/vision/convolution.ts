// Typed-array reads are in range by construction, hence `!`.
import { transposedOutputSize } from './convolution-arithmetic.ts';
import {
  checkKernels,
  eachRun,
  outputSizes,
  windowsOf,
  type Kernels,
  type KernelSteps,
  type Windows,
} from './convolution-plan.ts';
import { demand } from './errors.ts';
import { checkMap, emptyMap, perAxis, type FeatureMap, type PerAxis } from './feature-map.ts';

/** How kernels move over the input, and what is added in the end. */
export interface ConvolutionOptions extends KernelSteps {
  /** One number per output channel. Default: nothing is added. */
  readonly bias?: readonly number[];
}

/** As {@link ConvolutionOptions}, for the transposed operation. */
export interface TransposedOptions extends ConvolutionOptions {
  readonly padding?: PerAxis;
  /** Extra rows and columns at the end, see `transposedOutputSize`. Default 0. */
  readonly outputPadding?: PerAxis;
}

/** How a loss changes with everything that goes into a convolution. */
export interface ConvolutionGradients {
  readonly input: FeatureMap;
  readonly kernels: Kernels;
  /** One number per output channel. */
  readonly bias: number[];
}

/**
 * Returns the convolution of `input` with `kernels`, as networks mean it: a cross-correlation, the
 * kernel is not flipped. The output has one channel per kernel and the sizes of `convOutputSize`.
 * Matches `conv2d` of PyTorch for one image.
 *
 * @throws VisionError when channels, groups or bias do not fit together, or nothing comes out.
 */
export function convolve(
  input: FeatureMap,
  kernels: Kernels,
  options: ConvolutionOptions = {},
): FeatureMap {
  const [windows, output] = laidOut(input, kernels, options);
  addBias(output, options.bias);
  const [from, to, weights, step] = [input.data, output.data, kernels.data, windows[1].stride];
  eachRun(input, kernels, output, windows, (weight, wide, narrow, count) => {
    const factor = weights[weight]!;
    for (let i = 0; i < count; i += 1) to[narrow + i]! += factor * from[wide + i * step]!;
  });
  return output;
}

/**
 * Returns the transposed convolution: each input element adds its kernel, times its value, to the
 * output. It is the adjoint of {@link convolve} with the same kernels and undoes only its sizes.
 * There is one kernel per *input* channel; the output has `kernels.channels · groups` channels and
 * the sizes of `transposedOutputSize`. Matches `conv_transpose2d` of PyTorch for one image.
 *
 * @throws VisionError as {@link convolve}.
 */
export function convolveTransposed(
  input: FeatureMap,
  kernels: Kernels,
  options: TransposedOptions = {},
): FeatureMap {
  checkMap(input);
  const { groups = 1, outputPadding = 0 } = options;
  checkKernels(kernels, kernels.channels * groups, groups);
  demand(
    kernels.count === input.channels,
    `A transposed convolution needs a kernel per input channel: ${input.channels}, got ${kernels.count}.`,
  );
  const windows = windowsOf(kernels, options);
  const [below, beside] = perAxis(outputPadding);
  const output = emptyMap(
    kernels.channels * groups,
    transposedOutputSize(input.height, windows[0], below),
    transposedOutputSize(input.width, windows[1], beside),
  );
  addBias(output, options.bias);
  scatter(output, kernels, input, windows);
  return output;
}

/**
 * Returns how a loss changes with input, kernels and bias of `convolve(input, kernels, options)`,
 * given how it changes with the output: what training sends back through a convolution.
 *
 * @param change The gradient of the loss, in the shape of the output.
 */
export function convolutionGradients(
  input: FeatureMap,
  kernels: Kernels,
  change: FeatureMap,
  options: KernelSteps = {},
): ConvolutionGradients {
  const [windows, { channels, height, width }] = laidOut(input, kernels, options);
  demand(
    change.channels === channels && change.height === height && change.width === width,
    `The gradient must have the shape of the output, ${channels} × ${height} × ${width}.`,
  );
  const toInput = emptyMap(input.channels, input.height, input.width);
  scatter(toInput, kernels, change, windows);
  const toWeights = new Float64Array(kernels.data.length);
  const [seen, sent, step] = [input.data, change.data, windows[1].stride];
  eachRun(input, kernels, change, windows, (weight, wide, narrow, count) => {
    let sum = 0;
    for (let i = 0; i < count; i += 1) sum += seen[wide + i * step]! * sent[narrow + i]!;
    toWeights[weight]! += sum;
  });
  const plane = height * width;
  const bias = Array.from({ length: channels }, (_, channel) =>
    sent.subarray(channel * plane, (channel + 1) * plane).reduce((sum, value) => sum + value, 0),
  );
  return { input: toInput, kernels: { ...kernels, data: toWeights }, bias };
}

/** Checks a convolution; returns its windows and its output, still zero. */
function laidOut(
  input: FeatureMap,
  kernels: Kernels,
  options: KernelSteps,
): readonly [Windows, FeatureMap] {
  checkMap(input);
  checkKernels(kernels, input.channels, options.groups ?? 1);
  const windows = windowsOf(kernels, options);
  const [height, width] = outputSizes(input, windows, options);
  return [windows, emptyMap(kernels.count, height, width)];
}

/** Adds every element of `narrow`, times its kernel, to the elements of `wide` that it came from. */
function scatter(wide: FeatureMap, kernels: Kernels, narrow: FeatureMap, windows: Windows): void {
  const [to, from, weights, step] = [wide.data, narrow.data, kernels.data, windows[1].stride];
  eachRun(wide, kernels, narrow, windows, (weight, start, source, count) => {
    const factor = weights[weight]!;
    for (let i = 0; i < count; i += 1) to[start + i * step]! += factor * from[source + i]!;
  });
}

function addBias(output: FeatureMap, bias: readonly number[] | undefined): void {
  if (!bias) return;
  demand(
    bias.length === output.channels,
    `There must be one bias per output channel: ${output.channels}, got ${bias.length}.`,
  );
  const plane = output.height * output.width;
  for (const [channel, value] of bias.entries()) {
    output.data.fill(value, channel * plane, (channel + 1) * plane);
  }
}
