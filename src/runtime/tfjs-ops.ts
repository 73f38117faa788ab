import type { NamedAttrMap, NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';
import type { Engine } from '@tensorflow/tfjs-core/dist/engine';
import type { ConvolutionOptions, Ops } from './ops.ts';

/**
 * {@link Ops} on TF.js. Kernels are called by name instead of through `tf.conv2d` and its kin, which
 * would bring their gradients along: 30 kB that no reader needs.
 */
export function tfjsOps(engine: Engine): Ops<Tensor> {
  const run = (name: string, inputs: NamedTensorMap, attributes: NamedAttrMap): Tensor => {
    const output = engine.runKernel(name, inputs, attributes);
    if (Array.isArray(output)) throw new TypeError(`${name} gave several tensors.`);
    return output;
  };
  return {
    convolution: (x, filter, bias, options) =>
      run('FusedConv2D', { x, filter, bias }, attributesOf(options)),
    add: (a, b) => run('Add', { a, b }, {}),
    relu: (x) => run('Relu', { x }, {}),
    enlarge: (images, height, width) =>
      run(
        'ResizeNearestNeighbor',
        { images },
        { alignCorners: false, halfPixelCenters: false, size: [height, width] },
      ),
  };
}

function attributesOf({ stride, padding, activation }: ConvolutionOptions): NamedAttrMap {
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
