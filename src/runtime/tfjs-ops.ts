import type { Tensor } from '@tensorflow/tfjs-core';
import type { ConvolutionOptions, Ops } from './ops.ts';

/** The part of TF.js' engine that we use: the same object from package roots and deep imports. */
export interface KernelRunner {
  runKernel(name: string, inputs: object, attributes: object): Tensor | Tensor[];
}

/**
 * {@link Ops} on TF.js. Kernels are called by name instead of through `tf.conv2d` and its kin, which
 * would bring their gradients along: 30 kB that no reader needs.
 */
export function tfjsOps(engine: KernelRunner): Ops<Tensor> {
  const run = (name: string, inputs: object, attributes: object): Tensor => {
    const output = engine.runKernel(name, inputs, attributes);
    if (Array.isArray(output)) throw new TypeError(`${name} gave several tensors.`);
    return output;
  };
  return {
    convolution: (x, filter, bias, options) =>
      run('FusedConv2D', { x, filter, bias }, attributesOf(options)),
    depthwise: (x, filter, bias, options) =>
      run('FusedDepthwiseConv2D', { x, filter, bias }, attributesOf(options)),
    add: (a, b) => run('Add', { a, b }, {}),
    enlarge: (images, height, width) =>
      run(
        'ResizeNearestNeighbor',
        { images },
        { alignCorners: false, halfPixelCenters: false, size: [height, width] },
      ),
  };
}

function attributesOf({ stride, padding, activation }: ConvolutionOptions): object {
  const [top, bottom, left, right] = padding;
  return {
    strides: [stride, stride],
    pad: [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ],
    dataFormat: 'NHWC',
    dilations: [1, 1],
    dimRoundingMode: 'floor',
    activation,
  };
}
