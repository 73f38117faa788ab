import { describe, expect, test } from 'vitest';
import {
  adaGrad,
  adam,
  adamW,
  batchNormGradients,
  batchStatistics,
  cosineDecay,
  exponentialDecay,
  groupNorm,
  initialStatistics,
  layerNorm,
  linearWarmup,
  localResponseNorm,
  milestoneDecay,
  normalizeChannels,
  oneCycle,
  rmsProp,
  sgd,
  stepDecay,
  trackStatistics,
  VisionError,
  type FeatureMap,
  type Optimizer,
  type OptimizerMemory,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds } from './random-boxes.ts';
import { inner, randomMap, slope } from './random-maps.ts';

const some = seeds.slice(0, 10);

describe.each(some)('normalisation, seed %i', (seed) => {
  const draw = drawFrom(seed);
  const batch = [randomMap(draw, 4, 3, 5), randomMap(draw, 4, 3, 5)];
  const [first] = batch as [FeatureMap, FeatureMap];

  test('a batch normalised by its own statistics has mean 0 and variance 1', () => {
    const statistics = batchStatistics(batch);
    const normal = batch.map((map) => normalizeChannels(map, statistics, { epsilon: 0 }));
    const { mean, variance } = batchStatistics(normal);
    for (const value of mean) expect(value).toBeCloseTo(0, 12);
    for (const value of variance) expect(value).toBeCloseTo(1, 12);
  });

  test('neither scale nor offset of the input reaches the output of a group', () => {
    const moved = { ...first, data: first.data.map((value) => 3 * value + 7) };
    const [a, b] = [groupNorm(first, 2, { epsilon: 0 }), groupNorm(moved, 2, { epsilon: 0 })];
    for (const [i, value] of a.data.entries()) expect(b.data[i]).toBeCloseTo(value, 10);
  });

  test('layer normalisation balances the channels of every place', () => {
    const { data } = layerNorm(first, { epsilon: 0 });
    for (let place = 0; place < 15; place += 1) {
      const channels = [0, 1, 2, 3].map((c) => data[c * 15 + place] ?? NaN);
      expect(channels.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 10);
      expect(inner(channels, channels)).toBeCloseTo(4, 10);
    }
  });

  test('gradients of batch normalisation agree with small changes', () => {
    const changes = [randomMap(draw, 4, 3, 5), randomMap(draw, 4, 3, 5)];
    const affine = { scale: [1.5, -1, 0.5, 2], shift: [0, 1, 2, 3] };
    const loss = () => {
      const statistics = batchStatistics(batch);
      return batch.reduce((sum, map, i) => {
        const output = normalizeChannels(map, statistics, affine);
        return sum + inner(output.data, changes[i]?.data ?? []);
      }, 0);
    };
    const gradients = batchNormGradients(batch, changes, affine);
    const pixel = draw.whole(0, first.data.length - 1);
    expect(gradients.inputs[0]?.data[pixel]).toBeCloseTo(slope(first.data, pixel, loss), 6);
    expect(gradients.scale[2]).toBeCloseTo(slope(affine.scale, 2, loss), 6);
    expect(gradients.shift[3]).toBeCloseTo(slope(affine.shift, 3, loss), 6);
  });

  test('running statistics with a cumulative mean weigh all batches alike', () => {
    let running = initialStatistics(4);
    for (const map of batch) running = trackStatistics(running, [map], null);
    const { mean } = batchStatistics(batch);
    for (const [c, value] of mean.entries()) expect(running.mean[c]).toBeCloseTo(value, 12);
    expect(running.batches).toBe(2);
  });

  test('a local response never grows a value', () => {
    const { data } = localResponseNorm(first, { size: 3, alpha: 1 });
    for (const [i, value] of data.entries()) {
      expect(Math.abs(value)).toBeLessThanOrEqual(Math.abs(first.data[i] ?? NaN));
    }
  });
});

describe('normalisation refuses', () => {
  const map = randomMap(drawFrom(1), 4, 1, 1);

  test.each<[string, () => unknown, RegExp]>([
    ['groups that do not divide', () => groupNorm(map, 3), /4 channels do not divide into 3/],
    ['a scale for other channels', () => layerNorm(map, { scale: [1] }), /each of 4 channels/],
    [
      'a variance of one value',
      () => trackStatistics(initialStatistics(4), [map]),
      /more than one/,
    ],
    ['an empty batch', () => batchStatistics([]), /at least one map/],
    ['no spread without epsilon', () => groupNorm(map, 4, { epsilon: 0 }), /all equal/],
  ])('%s', (_, call, sentence) => {
    expect(call).toThrow(VisionError);
    expect(call).toThrow(sentence);
  });
});

/** Parameters after steps along the gradient of Σ c·x². */
function descend(step: Optimizer, start: readonly number[], curvature: readonly number[]) {
  let parameters = [...start];
  let memory: OptimizerMemory | undefined;
  for (let i = 0; i < 400; i += 1) {
    const gradients = parameters.map((value, k) => 2 * (curvature[k] ?? NaN) * value);
    ({ parameters, memory } = step(parameters, gradients, memory));
  }
  return parameters;
}

describe('optimisers', () => {
  test.each<[string, Optimizer]>([
    ['SGD', sgd({ learningRate: 0.1 })],
    ['SGD with momentum', sgd({ learningRate: 0.05, momentum: 0.9 })],
    ['SGD with Nesterov momentum', sgd({ learningRate: 0.05, momentum: 0.9, nesterov: true })],
    ['Adam', adam({ learningRate: 0.05 })],
    ['AdamW', adamW({ learningRate: 0.05 })],
    ['RMSProp', rmsProp({ learningRate: 0.01 })],
    ['AdaGrad', adaGrad({ learningRate: 0.5 })],
  ])('%s finds the bottom of a bowl', (_, step) => {
    for (const value of descend(step, [1, -2], [1, 3])) expect(Math.abs(value)).toBeLessThan(0.02);
  });

  test('the first step of Adam is the learning rate, however large the gradient', () => {
    const { parameters } = adam({ learningRate: 0.01 })([0, 0], [1e-3, -1e3]);
    expect(parameters[0]).toBeCloseTo(-0.01, 6);
    expect(parameters[1]).toBeCloseTo(0.01, 9);
  });

  test('without a gradient AdamW shrinks parameters in proportion, Adam all alike', () => {
    const options = { learningRate: 0.1, weightDecay: 0.1 };
    expect(adamW(options)([1, 10], [0, 0]).parameters).toEqual([0.99, 9.9]);
    const [small, large] = adam(options)([1, 10], [0, 0]).parameters;
    expect(1 - (small ?? NaN)).toBeCloseTo(10 - (large ?? NaN), 6);
  });

  test('a step changes neither parameters nor memory', () => {
    const step = sgd({ learningRate: 1, momentum: 0.5 });
    const start = [1];
    const { memory } = step(start, [1]);
    step(start, [1], memory);
    expect(start).toEqual([1]);
    expect(memory).toEqual({ steps: 1, first: [1], second: [0] });
  });

  test('lists that do not belong together are refused', () => {
    expect(() => sgd({ learningRate: 1 })([1, 2], [1])).toThrow('need as many gradients, got 1');
    expect(() => sgd({ learningRate: -1 })).toThrow(VisionError);
  });
});

describe('learning rates', () => {
  test('decay in steps, at milestones and after every step', () => {
    expect([0, 4, 5, 10].map(stepDecay(1, 5, 0.5))).toEqual([1, 1, 0.5, 0.25]);
    expect([1, 2, 7].map(milestoneDecay(1, [2, 7], 0.5))).toEqual([1, 0.5, 0.25]);
    expect(exponentialDecay(2, 0.5)(3)).toBe(0.25);
  });

  test('the cosine is half way down in the middle', () => {
    const schedule = cosineDecay(1, 10, 0.2);
    expect([0, 5, 10].map(schedule).map((rate) => Number(rate.toFixed(12)))).toEqual([1, 0.6, 0.2]);
  });

  test('warm-up rises in a line and stays', () => {
    expect([0, 2, 4, 9].map(linearWarmup(1, 4, 0))).toEqual([0, 0.5, 1, 1]);
  });

  test.each(['cosine', 'linear'] as const)('one %s cycle rises once and falls once', (shape) => {
    const schedule = oneCycle(1, 20, { shape });
    const rates = Array.from({ length: 20 }, (_, step) => schedule(step));
    const top = rates.indexOf(Math.max(...rates));
    expect(rates[top]).toBeCloseTo(1, 12);
    expect(rates[0]).toBeCloseTo(1 / 25, 12);
    expect(rates.at(-1)).toBeCloseTo(1 / 25e4, 12);
    for (let i = 1; i < rates.length; i += 1) {
      expect(Math.sign((rates[i] ?? NaN) - (rates[i - 1] ?? NaN))).toBe(i <= top ? 1 : -1);
    }
    expect(() => schedule(20)).toThrow('there is no step 20');
  });
});
