// Typed-array reads are in range by construction, hence `!`.
import { convOutputSize, kernelExtent, type Window } from './convolution-arithmetic.ts';
import { demand, wholeNumber } from './errors.ts';
import { checkMap, perAxis, type FeatureMap, type PerAxis } from './feature-map.ts';

/** The learnt weights of a convolution: kernels that each see some channels. */
export interface Kernels {
  /** How many kernels: output channels of a convolution, input channels of a transposed one. */
  readonly count: number;
  /** Channels that one kernel spans: all of them divided by the number of groups. */
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** `count · channels · height · width` numbers: kernel after kernel, plane after plane. */
  readonly data: Float64Array;
}

/** How kernels move over a map. */
export interface KernelSteps {
  /** Elements from one output to the next. Default 1. */
  readonly stride?: PerAxis;
  /**
   * Zeros at each end, or `'same'` for an output as large as the input (stride 1 only; where the
   * total is odd, the extra row or column stands at the end, as in PyTorch). Default 0.
   */
  readonly padding?: PerAxis | 'same';
  /** Distance between neighbouring kernel elements. Default 1. */
  readonly dilation?: PerAxis;
  /** Parts into which the channels are divided; each kernel sees one part. Default 1. */
  readonly groups?: number;
}

/** The geometry of a kernel along both axes. */
export type Windows = readonly [vertical: Required<Window>, horizontal: Required<Window>];

type Size = Pick<FeatureMap, 'height' | 'width'>;

/** Returns the windows of kernels of this size; `'same'` padding is what stands before the input. */
export function windowsOf(
  kernel: Size,
  { stride = 1, padding = 0, dilation = 1 }: KernelSteps,
): Windows {
  const [steps, holes] = [perAxis(stride), perAxis(dilation)];
  const axis = (index: 0 | 1, size: number) => {
    const span = kernelExtent({ kernel: size, dilation: holes[index] });
    const zeros = padding === 'same' ? Math.floor((span - 1) / 2) : perAxis(padding)[index];
    return { kernel: size, stride: steps[index], padding: zeros, dilation: holes[index] };
  };
  return [axis(0, kernel.height), axis(1, kernel.width)];
}

/** Returns rows and columns of the output of a convolution. */
export function outputSizes(
  input: Size,
  windows: Windows,
  { stride = 1, padding }: KernelSteps,
): readonly [height: number, width: number] {
  if (padding !== 'same') {
    return [convOutputSize(input.height, windows[0]), convOutputSize(input.width, windows[1])];
  }
  demand(
    perAxis(stride).every((step) => step === 1),
    'An output as large as the input needs a stride of 1.',
  );
  return [input.height, input.width];
}

/** Throws unless a convolution of `channels` channels with these kernels makes sense. */
export function checkKernels(kernels: Kernels, channels: number, groups: number): void {
  wholeNumber(groups, 1, 'number of groups');
  const { count, channels: seen, height, width, data } = kernels;
  for (const side of [count, seen, height, width]) wholeNumber(side, 1, 'size of the kernels');
  demand(
    data.length === count * seen * height * width,
    `${count} kernels of ${seen} × ${height} × ${width} do not have ${data.length} weights.`,
  );
  demand(
    seen * groups === channels && count % groups === 0,
    `${count} kernels of ${seen} channels do not fit ${channels} channels in ${groups} groups.`,
  );
}

/**
 * Visits everything that a convolution multiplies, in runs along a row: weight `weight` meets the
 * elements `wide`, `wide + stride`, … of the larger map and `narrow`, `narrow + 1`, … of the
 * smaller one, `count` times. A convolution, its transpose and its gradients differ only in what
 * they add up there.
 */
export function eachRun(
  wideMap: FeatureMap,
  kernels: Kernels,
  narrowMap: FeatureMap,
  windows: Windows,
  visit: (weight: number, wide: number, narrow: number, count: number) => void,
): void {
  checkMap(narrowMap);
  const [vertical, horizontal] = windows;
  const groups = wideMap.channels / kernels.channels;
  let weight = 0;
  for (let kernel = 0; kernel < kernels.count; kernel += 1) {
    const group = Math.floor((kernel * groups) / kernels.count);
    for (let channel = 0; channel < kernels.channels; channel += 1) {
      const plane = (group * kernels.channels + channel) * wideMap.height;
      for (let row = 0; row < kernels.height; row += 1) {
        const top = row * vertical.dilation - vertical.padding;
        const [firstRow, endRow] = inside(top, vertical.stride, wideMap.height, narrowMap.height);
        for (let column = 0; column < kernels.width; column += 1, weight += 1) {
          const left = column * horizontal.dilation - horizontal.padding;
          const [first, end] = inside(left, horizontal.stride, wideMap.width, narrowMap.width);
          for (let y = firstRow; y < endRow; y += 1) {
            const wide = (plane + y * vertical.stride + top) * wideMap.width;
            const narrow = (kernel * narrowMap.height + y) * narrowMap.width;
            visit(weight, wide + first * horizontal.stride + left, narrow + first, end - first);
          }
        }
      }
    }
  }
}

/** From which output on, and before which, `output · stride + shift` lies within an input. */
function inside(shift: number, stride: number, inputs: number, outputs: number): [number, number] {
  const first = Math.max(0, Math.ceil(-shift / stride));
  const end = Math.min(outputs, Math.floor((inputs - 1 - shift) / stride) + 1);
  return [first, Math.max(first, end)];
}
