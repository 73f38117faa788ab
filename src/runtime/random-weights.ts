import { RandomStream } from '../world/random.ts';
import type { ModelFiles } from './model-files.ts';
import type { Activation } from './ops.ts';
import type { WeightTensor } from './weights.ts';

/** The last draw for each model: a gradient over many pictures asks for the same weights again and again. */
const lastDraws = new WeakMap<ModelFiles, { readonly key: string; readonly weights: Weights }>();

type Weights = ReadonlyMap<string, WeightTensor>;

/**
 * Returns weights as before any training, of the same shapes: kernels normally distributed around 0 with the
 * variance gain ÷ inputs of a window (He et al. 2015), biases 0. The gain, which keeps the size of activations
 * from layer to layer, is 2 with ReLU, which halves them, and 1 without.
 */
export function randomWeights(files: ModelFiles, seed: number, activations: Activation): Weights {
  const key = `${seed} ${activations}`;
  const known = lastDraws.get(files);
  if (known?.key === key) return known.weights;
  const gain = activations === 'relu' ? 2 : 1;
  const stream = new RandomStream(seed);
  const weights = new Map<string, WeightTensor>();
  for (const [name, { shape, values }] of files.tensors) {
    const [rows = 1, columns = 1, inputs = 1] = shape;
    const deviation = shape.length === 4 ? Math.sqrt(gain / (rows * columns * inputs)) : 0;
    const drawn = Float32Array.from(values, () => (deviation ? deviation * normal(stream) : 0));
    weights.set(name, { shape, values: drawn });
  }
  lastDraws.set(files, { key, weights });
  return weights;
}

/** A draw from the standard normal distribution (Box and Muller 1958). */
function normal(stream: RandomStream): number {
  const radius = Math.sqrt(-2 * Math.log(1 - stream.next()));
  return radius * Math.cos(2 * Math.PI * stream.next());
}
