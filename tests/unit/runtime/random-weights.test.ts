import { expect, test } from 'vitest';
import type { ModelFiles } from '../../../src/runtime/model-files.ts';
import { randomWeights } from '../../../src/runtime/random-weights.ts';
import { classifierCard } from './model-builders.ts';

const shape = [3, 3, 16, 64] as const;
const files: ModelFiles = {
  card: classifierCard(),
  tensors: new Map([
    ['layer.kernel', { shape, values: new Float32Array(3 * 3 * 16 * 64) }],
    ['layer.bias', { shape: [64], values: new Float32Array(64).fill(7) }],
  ]),
};

function kernelOf(seed: number, activations: 'relu' | 'linear'): Float32Array {
  return randomWeights(files, seed, activations).get('layer.kernel')?.values ?? new Float32Array();
}

test.each([
  ['relu', 2],
  ['linear', 1],
] as const)(
  'random kernels for %s have a variance of %s over the inputs of a window',
  (kind, gain) => {
    const values = kernelOf(1, kind);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const expected = gain / (3 * 3 * 16);
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(expected / values.length));
    expect(Math.abs(variance / expected - 1)).toBeLessThan(4 * Math.sqrt(2 / values.length));
  },
);

test('biases are 0, and a seed gives the same weights again after others were drawn', () => {
  expect(new Set(randomWeights(files, 1, 'relu').get('layer.bias')?.values)).toEqual(new Set([0]));
  const first = kernelOf(5, 'relu');
  expect(kernelOf(6, 'relu')).not.toEqual(first);
  expect(kernelOf(5, 'relu')).toEqual(first);
});
