import {
  convOutputSize,
  kernelExtent,
  transposedOutputSize,
  type Margins,
} from '../../../vision/index.ts';
import type { ConvolutionState } from './settings.ts';

/** Height and width, in cells. */
export type Size = readonly [height: number, width: number];

/** Where everything of a layer lies, in cells. */
export interface Geometry {
  readonly kernel: Size;
  /** What the kernel spans with its holes. */
  readonly extent: Size;
  /** What is added around the input; nothing for the transposed operation. */
  readonly margins: Required<Margins>;
  /** What is cut off the output at each side: the padding of the transposed operation. */
  readonly crop: number;
  readonly output: Size;
}

/**
 * Returns the geometry of the layer that a state describes.
 *
 * @throws VisionError when nothing would come out, or the output padding does not fit the stride.
 */
export function geometryOf(state: ConvolutionState): Geometry {
  const { size, dilation } = state;
  const [down, across] = stridesOf(state);
  const kernel: Size = [state['kernel-height'], state['kernel-width']];
  const [tall, wide] = kernel.map((side) => kernelExtent({ kernel: side, dilation }));
  const extent: Size = [tall ?? 1, wide ?? 1];
  const padding = paddingOf(state);

  if (state.operation === 'transposed') {
    const along = (side: number, stride: number): number =>
      transposedOutputSize(
        size,
        { kernel: side, stride, padding, dilation },
        state['output-padding'],
      );
    return {
      kernel,
      extent,
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
      crop: padding,
      output: [along(kernel[0], down), along(kernel[1], across)],
    };
  }

  const [top, bottom] = marginsAlong(state, extent[0], padding);
  const [left, right] = marginsAlong(state, extent[1], padding);
  const along = (side: number, margin: number, stride: number): number =>
    convOutputSize(size + margin, { kernel: side, stride, dilation });
  return {
    kernel,
    extent,
    margins: { top, bottom, left, right },
    crop: 0,
    output: [along(kernel[0], top + bottom, down), along(kernel[1], left + right, across)],
  };
}

/** The strides along both axes: one for both unless the width has its own. */
export function stridesOf(state: Pick<ConvolutionState, 'stride' | 'stride-width'>): Size {
  return [state.stride, state['stride-width'] || state.stride];
}

/** The padding that is set as a number: none where the mode leaves no choice. */
export function paddingOf(state: ConvolutionState): number {
  const mode = state['padding-mode'];
  return mode === 'zero' || mode === 'reflect' ? state.padding : 0;
}

/** Cells before and after the input; `same` puts an odd one at the end, as PyTorch does. */
function marginsAlong(
  state: ConvolutionState,
  extent: number,
  padding: number,
): [before: number, after: number] {
  if (state['padding-mode'] !== 'same') return [padding, padding];
  const before = Math.floor((extent - 1) / 2);
  return [before, extent - 1 - before];
}
