import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Activation, Padding } from '../../../src/runtime/ops.ts';
import { tfjsOps } from '../../../src/runtime/tfjs-ops.ts';

/** Numbers in −1 to 1 that depend on the seed alone. */
function noise(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

function expectClose(actual: tf.Tensor, expected: tf.Tensor): void {
  expect(actual.shape).toEqual(expected.shape);
  const [a, b] = [actual.dataSync(), expected.dataSync()];
  let worst = 0;
  for (let i = 0; i < a.length; i += 1) {
    worst = Math.max(worst, Math.abs(Number(a[i]) - Number(b[i])));
  }
  expect(worst).toBeLessThan(1e-5);
}

/** The public functions of the full package, one after another instead of fused. */
function reference(
  convolve: (x: tf.Tensor4D) => tf.Tensor4D,
  input: tf.Tensor4D,
  [top, bottom, left, right]: Padding,
  bias: tf.Tensor,
  activation: Activation,
): tf.Tensor {
  const around: [number, number][] = [[0, 0], [top, bottom], [left, right], [0, 0]]; // prettier-ignore
  const sum = tf.add(convolve(tf.pad(input, around)), bias);
  return activation === 'relu' ? tf.relu(sum) : sum;
}

describe.each(['cpu', 'wasm'])('kernels called by name on %s', (backend) => {
  beforeAll(async () => {
    tf.env().set('IS_TEST', true);
    expect(await tf.setBackend(backend)).toBe(true);
  });
  const ops = tfjsOps(tf.engine());
  const input = (): tf.Tensor4D => tf.tensor4d(noise(12 * 16 * 6, 1), [1, 12, 16, 6]);

  test.each([
    [3, 1, [1, 1, 1, 1], 'relu'],
    [3, 2, [1, 1, 1, 1], 'linear'],
    [3, 2, [0, 1, 0, 1], 'relu'],
    [1, 1, [0, 0, 0, 0], 'linear'],
  ] satisfies [number, number, Padding, Activation][])(
    'equal the full package: %s×%s convolution with padding %s and %s',
    (side, stride, padding, activation) => {
      tf.tidy(() => {
        const kernel = tf.tensor4d(noise(side * side * 6 * 8, 2), [side, side, 6, 8]);
        const bias = tf.tensor1d(noise(8, 3));
        expectClose(
          ops.convolution(input(), kernel, bias, { stride, padding, activation }),
          reference(
            (x) => tf.conv2d(x, kernel, stride, 'valid'),
            input(),
            padding,
            bias,
            activation,
          ),
        );
      });
    },
  );

  test('equal the full package: sums, ReLU and enlarging, which repeats every pixel', () => {
    tf.tidy(() => {
      expectClose(ops.add(input(), input()), tf.mul(input(), 2));
      expectClose(ops.relu(input()), tf.relu(input()));
      const enlarged = ops.enlarge(input(), 24, 32);
      expectClose(enlarged, tf.image.resizeNearestNeighbor(input(), [24, 32]));
      expectClose(
        tf.slice(enlarged, [0, 0, 0, 0], [1, 2, 2, 6]),
        tf.tile(tf.slice(input(), [0, 0, 0, 0], [1, 1, 1, 6]), [1, 2, 2, 1]),
      );
    });
  });

  test('leave no tensor behind', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const kernel = tf.ones<tf.Rank.R4>([3, 3, 6, 4]);
      const options = { stride: 1, padding: [1, 1, 1, 1], activation: 'relu' } as const;
      ops.convolution(input(), kernel, tf.zeros([4]), options);
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
