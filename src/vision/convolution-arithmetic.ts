import { demand, wholeNumber } from './errors.ts';

/** The geometry of a convolution or pooling along one axis, in elements. */
export interface Window {
  /** Elements of the kernel. */
  readonly kernel: number;
  /** Step from one output to the next. Default 1. */
  readonly stride?: number;
  /** Elements added at each end. Default 0. */
  readonly padding?: number;
  /** Distance between neighbouring kernel elements. Default 1: no holes. */
  readonly dilation?: number;
}

/** A {@link Window} with every default filled in and checked. */
type FullWindow = Required<Window>;

/** Returns how many elements a dilated kernel spans: `dilation · (kernel − 1) + 1`. */
export function kernelExtent(window: Window): number {
  const { kernel, dilation } = complete(window);
  return dilation * (kernel - 1) + 1;
}

/**
 * Returns the output length of a convolution: ⌊(n + 2p − extent) / stride⌋ + 1.
 *
 * @throws VisionError when the padded input is shorter than the kernel: there is no output.
 */
export function convOutputSize(input: number, window: Window): number {
  wholeNumber(input, 1, 'input size');
  const { stride, padding } = complete(window);
  const extent = kernelExtent(window);
  const room = input + 2 * padding - extent;
  demand(
    room >= 0,
    `A kernel that spans ${extent} does not fit into an input of ${input} with padding ${padding}.`,
  );
  return Math.floor(room / stride) + 1;
}

/**
 * Returns the output length of max or average pooling. With `ceilMode` a last window may reach
 * beyond the input, but must start inside it or its leading padding, as in PyTorch.
 *
 * @throws VisionError when nothing comes out, or padding exceeds half the kernel: a window could
 * then lie in padding alone.
 */
export function poolOutputSize(input: number, window: Window, ceilMode = false): number {
  wholeNumber(input, 1, 'input size');
  const { kernel, stride, padding } = complete(window);
  demand(
    padding <= Math.floor(kernel / 2),
    `Pooling allows padding up to half the kernel: ${padding} is too much for ${kernel}.`,
  );
  const room = input + 2 * padding - kernelExtent(window);
  let size = Math.floor((room + (ceilMode ? stride - 1 : 0)) / stride) + 1;
  if (ceilMode && (size - 1) * stride >= input + padding) size -= 1;
  demand(size >= 1, `Pooling with a kernel of ${kernel} leaves nothing of an input of ${input}.`);
  return size;
}

/**
 * Returns the output length of a transposed convolution:
 * (n − 1) · stride − 2p + extent + outputPadding.
 *
 * @throws VisionError when nothing comes out, or `outputPadding` is not smaller than the stride or
 * the dilation: it only chooses between input sizes that a convolution maps to the same output.
 */
export function transposedOutputSize(input: number, window: Window, outputPadding = 0): number {
  wholeNumber(input, 1, 'input size');
  wholeNumber(outputPadding, 0, 'output padding');
  const { stride, padding, dilation } = complete(window);
  demand(
    outputPadding < stride || outputPadding < dilation,
    `Output padding (${outputPadding}) must be smaller than stride (${stride}) or dilation (${dilation}).`,
  );
  const size = (input - 1) * stride - 2 * padding + kernelExtent(window) + outputPadding;
  demand(size >= 1, `Padding ${padding} leaves nothing of a transposed output of ${input}.`);
  return size;
}

/** A convolution layer, as far as its cost depends on it. */
export interface ConvLayer {
  readonly inputChannels: number;
  readonly outputChannels: number;
  readonly kernel: readonly [height: number, width: number];
  /** Both channel counts must be multiples of it. `inputChannels` makes it depthwise. Default 1. */
  readonly groups?: number;
  /** Whether each output channel adds a learnt constant. Default true. */
  readonly bias?: boolean;
}

/** Returns how many learnt numbers a convolution has. */
export function convParameters(layer: ConvLayer): number {
  const { outputChannels, bias = true } = layer;
  return outputChannels * (weightsPerOutput(layer) + (bias ? 1 : 0));
}

/**
 * Returns how many multiply–accumulates a convolution makes for one image: one per weight and
 * output position. The bias is not counted.
 */
export function convMacs(
  layer: ConvLayer,
  output: readonly [height: number, width: number],
): number {
  for (const side of output) wholeNumber(side, 1, 'output size');
  return weightsPerOutput(layer) * layer.outputChannels * output[0] * output[1];
}

function weightsPerOutput({
  inputChannels,
  outputChannels,
  kernel,
  groups = 1,
}: ConvLayer): number {
  for (const count of [inputChannels, outputChannels, groups]) {
    wholeNumber(count, 1, 'number of channels or groups');
  }
  for (const side of kernel) wholeNumber(side, 1, 'kernel size');
  demand(
    inputChannels % groups === 0 && outputChannels % groups === 0,
    `${inputChannels} and ${outputChannels} channels do not divide into ${groups} groups.`,
  );
  return (inputChannels / groups) * kernel[0] * kernel[1];
}

function complete({ kernel, stride = 1, padding = 0, dilation = 1 }: Window): FullWindow {
  wholeNumber(kernel, 1, 'kernel size');
  wholeNumber(stride, 1, 'stride');
  wholeNumber(padding, 0, 'padding');
  wholeNumber(dilation, 1, 'dilation');
  return { kernel, stride, padding, dilation };
}
