import { expect, test } from 'vitest';
import { builtKernels } from '../../../../src/components/explainers/convolution/build-kernels.ts';
import {
  learntKernels,
  learntMacs,
  learntPixels,
  planesOfKernel,
} from '../../../../src/components/explainers/convolution/learnt.ts';
import { LEARNT_CHANNELS } from '../../../../src/components/explainers/convolution/settings.ts';

/** Weights [3, 3, 3, 2]: channel 0 sees red in the middle; channel 1 takes green left from green right. */
function weights(): Float32Array {
  const values = new Float32Array(54);
  const at = (row: number, column: number, colour: number, channel: number): number =>
    ((row * 3 + column) * 3 + colour) * 2 + channel;
  values[at(1, 1, 0, 0)] = 0.7;
  values[at(1, 0, 1, 1)] = -0.2;
  values[at(1, 2, 1, 1)] = 0.2;
  return values;
}

const kernels = learntKernels({ shape: [3, 3, 3, 2], values: weights() });

/** A picture whose left half is one colour and whose right half another. */
function halves(left: readonly number[], right: readonly number[]) {
  const data = new Uint8ClampedArray(4 * 8 * 4);
  for (let at = 0; at < 32; at += 1) data.set([...(at % 8 < 4 ? left : right), 255], 4 * at);
  return { width: 8, height: 4, data };
}

test('weights are put colour by colour and divided by the sum of their sizes', () => {
  expect(kernels[0]?.[4]).toBe(1000);
  expect(kernels[1]?.slice(9, 18)).toEqual([0, 0, 0, -500, 0, 500, 0, 0, 0]);
  expect(planesOfKernel(kernels[1] ?? [])[1]).toEqual([
    [0, 0, 0],
    [-50, 0, 50],
    [0, 0, 0],
  ]);
  expect(() => learntKernels({ shape: [1, 1, 3, 2], values: [] })).toThrow(/not 3 × 3/);
});

test('one kernel sees red around a middle grey, the other where green rises', () => {
  const picture = halves([200, 0, 0], [0, 200, 0]);
  const red = learntPixels(picture, kernels[0] ?? []);
  expect([red[0], red[1], red[2], red[3]]).toEqual([255, 255, 255, 255]);
  expect(red[4 * 7]).toBe(0);
  const edge = learntPixels(picture, kernels[1] ?? []);
  expect(edge[0]).toBe(128);
  // 127.5 + 2 · 0.5 · 200, cut at white.
  expect(edge[4 * 3]).toBe(255);
  const flat = learntPixels(halves([127.5, 127.5, 127.5], [127.5, 127.5, 127.5]), kernels[0] ?? []);
  expect(
    flat.every((value, at) => (at % 4 === 3 ? value === 255 : Math.abs(value - 128) <= 1)),
  ).toBe(true);
});

test('MACs count 27 weights a pixel', () => {
  expect(learntMacs(640, 400)).toBe(27 * 640 * 400);
});

test('the shipped classifier, where there is one, has as many kernels as the figure offers', () => {
  const shipped = builtKernels();
  if (!shipped) return;
  expect(shipped).toHaveLength(LEARNT_CHANNELS);
  for (const kernel of shipped) {
    const sizes = kernel.reduce((sum, weight) => sum + Math.abs(weight), 0);
    expect(Math.abs(sizes - 1000)).toBeLessThanOrEqual(14);
  }
});
