import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { outputOf } from '../../../src/runtime/classifier-network.ts';
import type { LayerEntry } from '../../../src/runtime/card.ts';
import type { Machine } from '../../../src/runtime/ops.ts';
import { Tape } from '../../../src/runtime/tape.ts';
import { tfjsOps } from '../../../src/runtime/tfjs-ops.ts';

/** Numbers in −1 to 1 that depend on the seed alone. */
function noise(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

const common = { padding: 1, kernel: 3, activation: 'relu' } as const;
const layers: LayerEntry[] = [
  { ...common, name: 'stem', stride: 2, inputs: 3, outputs: 4 },
  { ...common, name: 'first', stride: 1, inputs: 4, outputs: 4 },
  { ...common, name: 'second', stride: 1, inputs: 4, outputs: 4, adds: 'stem' },
  { ...common, name: 'down', stride: 2, inputs: 4, outputs: 6 },
  { name: 'last', stride: 1, padding: 0, kernel: 1, inputs: 6, outputs: 5, activation: 'linear' },
];

/** Odd sizes: a stride of 2 then leaves a row over. */
const [HEIGHT, WIDTH] = [13, 18];

function weights(): Map<string, tf.Tensor> {
  return new Map<string, tf.Tensor>(
    layers.flatMap(({ name, kernel, inputs, outputs }, i): [string, tf.Tensor][] => [
      [
        `${name}.kernel`,
        tf.tensor4d(noise(kernel * kernel * inputs * outputs, i + 1), [
          kernel,
          kernel,
          inputs,
          outputs,
        ]),
      ],
      [`${name}.bias`, tf.tensor1d(noise(outputs, i + 50))],
    ]),
  );
}

/** The same network by the public functions of the full package, which differentiates it by itself. */
function reference(x: tf.Tensor4D, known: Map<string, tf.Tensor>): tf.Tensor {
  const outputs = new Map<string, tf.Tensor>();
  let value: tf.Tensor = x;
  for (const { name, stride, padding, activation, adds } of layers) {
    const filter = known.get(`${name}.kernel`) as tf.Tensor4D;
    const bias = known.get(`${name}.bias`) ?? tf.scalar(0);
    const padded = tf.pad(value as tf.Tensor4D, [[0, 0], [padding, padding], [padding, padding], [0, 0]]); // prettier-ignore
    value = tf.add(tf.conv2d(padded, filter, stride, 'valid'), bias);
    if (adds !== undefined) value = tf.add(value, outputs.get(adds) ?? tf.scalar(NaN));
    if (activation === 'relu') value = tf.relu(value);
    outputs.set(name, value);
  }
  return value;
}

describe.each(['cpu', 'wasm'])('gradients on %s', (backend) => {
  beforeAll(async () => {
    tf.env().set('IS_TEST', true);
    expect(await tf.setBackend(backend)).toBe(true);
  });

  test('equal those of the full package, through strides, sums and ReLUs', () => {
    tf.tidy(() => {
      const known = weights();
      const machine: Machine<tf.Tensor> = {
        ops: tfjsOps(tf.engine()),
        weights: known,
        tensor: (values, shape) => tf.tensor(values, [...shape]),
        shapeOf: ({ shape }) => shape,
      };
      const x = tf.tensor4d(noise(HEIGHT * WIDTH * 3, 99), [1, HEIGHT, WIDTH, 3]);
      const tape = new Tape(machine);
      const output = outputOf(tape, layers, known, x, 'last');
      const seed = tf.tensor(noise(output.size, 7), output.shape);
      const ours = tape.gradient(output, seed, x);
      const wanted = tf.grad((input: tf.Tensor) => reference(input as tf.Tensor4D, known))(x, seed);
      expect(ours.shape).toEqual(x.shape);
      const difference = tf.max(tf.abs(tf.sub(ours, wanted))).dataSync()[0];
      expect(difference).toBeLessThan(1e-4);
      expect(tf.max(tf.abs(wanted)).dataSync()[0]).toBeGreaterThan(1);
    });
  });

  test('of something that does not depend on the input are refused', () => {
    tf.tidy(() => {
      const ops = tfjsOps(tf.engine());
      const tape = new Tape<tf.Tensor>({
        ops,
        weights: new Map(),
        tensor: (values, shape) => tf.tensor(values, [...shape]),
        shapeOf: ({ shape }) => shape,
      });
      const output = tape.relu(tf.ones([1, 2, 2, 1]));
      expect(() => tape.gradient(output, output, tf.ones([1]))).toThrow(/does not depend/);
    });
  });
});
