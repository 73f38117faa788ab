import type { Tensor } from '@tensorflow/tfjs-core';
import type { Engine } from '@tensorflow/tfjs-core/dist/engine';
import type { ModelFiles } from './model-files.ts';
import type { Program } from './ops.ts';
import { tfjsOps } from './tfjs-ops.ts';

/** The weights of a model as tensors of TF.js, which the caller disposes of. */
export type TensorWeights = ReadonlyMap<string, Tensor>;

/** Returns the weights of a model as tensors on the engine's current backend. */
export function uploadWeights(engine: Engine, { tensors }: ModelFiles): TensorWeights {
  const weights = new Map<string, Tensor>();
  for (const [name, { shape, values }] of tensors) {
    weights.set(name, engine.makeTensor(values, [...shape], 'float32'));
  }
  return weights;
}

/**
 * Runs a program and returns its output tensors. The caller disposes of them; nothing else is left
 * behind.
 */
export function runProgram(engine: Engine, weights: TensorWeights, program: Program): Tensor[] {
  return engine.tidy(() => [
    ...program<Tensor>({
      ops: tfjsOps(engine),
      weights,
      tensor: (values, shape) => engine.makeTensor(values, [...shape], 'float32'),
      shapeOf: (tensor) => tensor.shape,
    }),
  ]);
}
