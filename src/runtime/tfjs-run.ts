import type { Tensor } from '@tensorflow/tfjs-core';
import type { Engine } from '@tensorflow/tfjs-core/dist/engine';
import type { ModelFiles } from './model-files.ts';
import { forward, type HeadValues } from './network.ts';
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
 * Runs a network for an input of `toInput` and returns its output tensors, the logits and deltas of
 * each level in turn. The caller disposes of them; nothing else is left behind.
 */
export function headTensors(
  engine: Engine,
  { card }: ModelFiles,
  weights: TensorWeights,
  input: Float32Array,
): Tensor[] {
  return engine.tidy(() => {
    const { width, height } = card.input;
    const picture = engine.makeTensor(input, [1, height, width, 3], 'float32');
    return forward(tfjsOps(engine), card, weights, picture).flatMap(({ logits, deltas }) => [
      logits,
      deltas,
    ]);
  });
}

/** Returns the read values of {@link headTensors} by level. */
export function levelsOf(values: readonly ArrayLike<number>[]): HeadValues {
  return Array.from({ length: values.length / 2 }, (_, level) => ({
    logits: Float32Array.from(values[2 * level] ?? []),
    deltas: Float32Array.from(values[2 * level + 1] ?? []),
  }));
}
