import { createHash } from 'node:crypto';
import type { LayerEntry } from '../../../src/runtime/card.ts';
import type { ReadModelFile } from '../../../src/runtime/node.ts';

const three = { kernel: 3, padding: 1, activation: 'relu' } as const;

/** Four convolutions with a residual connection, for pictures of 16 × 16. */
export const TINY_LAYERS: readonly LayerEntry[] = [
  { ...three, name: 'stem', stride: 2, inputs: 3, outputs: 4 },
  { ...three, name: 'block.first', stride: 1, inputs: 4, outputs: 4 },
  { ...three, name: 'block.second', stride: 1, inputs: 4, outputs: 4, adds: 'stem' },
  {
    name: 'classes',
    kernel: 1,
    padding: 0,
    stride: 1,
    inputs: 4,
    outputs: 3,
    activation: 'linear',
  },
];

/** Returns the files of a classifier that nobody trained: `classifier/card.json` and `weights.bin`. */
export function tinyClassifier(): ReadModelFile {
  let state = 7;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  const shapes = TINY_LAYERS.flatMap(({ name, kernel, inputs, outputs }) => [
    { name: `${name}.bias`, shape: [outputs] },
    { name: `${name}.kernel`, shape: [kernel, kernel, inputs, outputs] },
  ]);
  const values: number[] = [];
  const tensors = shapes.map(({ name, shape }) => {
    const offset = 4 * values.length;
    const count = shape.reduce((product, side) => product * side, 1);
    for (let i = 0; i < count; i += 1) values.push(0.6 * next());
    return { name, shape, dtype: 'float32', offset };
  });
  const weights = new Uint8Array(Float32Array.from(values).buffer);
  const card = {
    name: 'classifier',
    task: 'image classification',
    classes: ['circle', 'square', 'cross'],
    input: { width: 16, height: 16 },
    layers: TINY_LAYERS,
    tensors,
    files: {
      'weights.bin': {
        bytes: weights.length,
        sha256: createHash('sha256').update(weights).digest('hex'),
      },
    },
  };
  return (path) =>
    path.endsWith('card.json') ? new TextEncoder().encode(JSON.stringify(card)) : weights;
}

/** A picture of coloured waves that depends on the seed. */
export function waves(seed: number, width = 16, height = 16) {
  const data = Uint8ClampedArray.from(
    { length: width * height * 4 },
    (_, i) => 128 + 100 * Math.sin(seed + i * 0.37 + (i % 4) * seed),
  );
  return { width, height, data };
}
