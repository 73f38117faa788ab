import type { NamedAttrMap, NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';
import type { Engine } from '@tensorflow/tfjs-core/dist/engine';
import type { GradientOps, Ops, WindowOptions } from './ops.ts';

/**
 * {@link Ops} and {@link GradientOps} on TF.js. Kernels are called by name instead of through `tf.conv2d` and its kin, which
 * would bring their gradients along: 30 kB that no reader needs.
 */
export function tfjsOps(engine: Engine): Ops<Tensor> & GradientOps<Tensor> {
  const run = (name: string, inputs: NamedTensorMap, attributes: NamedAttrMap): Tensor => {
    const output = engine.runKernel(name, inputs, attributes);
    if (Array.isArray(output)) throw new TypeError(`${name} gave several tensors.`);
    return output;
  };
  return {
    convolution: (x, filter, bias, options) =>
      run(
        'FusedConv2D',
        { x, filter, bias },
        { ...windowOf(options), dilations: [1, 1], activation: options.activation },
      ),
    add: (a, b) => run('Add', { a, b }, {}),
    relu: (x) => run('Relu', { x }, {}),
    enlarge: (images, height, width) =>
      run(
        'ResizeNearestNeighbor',
        { images },
        { alignCorners: false, halfPixelCenters: false, size: [height, width] },
      ),
    convolutionGradient: (dy, filter, inputShape, options) =>
      run(
        'Conv2DBackpropInput',
        { dy, filter },
        { ...windowOf(options), inputShape: [...inputShape] },
      ),
    reluGradient: (a, output) => {
      const b = run('Step', { x: output }, { alpha: 0 });
      return run('Multiply', { a, b }, {});
    },
  };
}

/** Where the windows of a convolution lie, as TF.js wants it told. */
function windowOf({ stride, padding }: WindowOptions): NamedAttrMap {
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
    dimRoundingMode: 'floor',
  };
}
