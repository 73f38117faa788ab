import { describe, expect, test } from 'vitest';
import {
  binaryCrossEntropy,
  cosineSimilarity,
  crossEntropy,
  diceLoss,
  distillationLoss,
  entropy,
  erf,
  gelu,
  geluTanh,
  hardSwish,
  klDivergence,
  logSoftmax,
  logSoftmaxAt,
  relu6,
  sigmoid,
  sigmoidFocalLoss,
  silu,
  softCrossEntropy,
  softplus,
  tripletLosses,
  unitVector,
  VisionError,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds, type Draw } from './random-boxes.ts';
import { slope } from './random-maps.ts';

function randomRows(draw: Draw, rows: number, columns: number): number[][] {
  return Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => draw.between(-3, 3)),
  );
}

describe('cross entropy', () => {
  test('equal logits cost ln of the number of classes, whatever the label', () => {
    expect(crossEntropy([[2, 2, 2, 2]], [3]).mean).toBeCloseTo(Math.log(4), 12);
    expect(crossEntropy([[2, 2, 2, 2]], [0], { labelSmoothing: 0.3 }).mean).toBeCloseTo(
      Math.log(4),
      12,
    );
  });

  test.each(seeds.slice(0, 15))('gradients agree with small changes, seed %i', (seed) => {
    const draw = drawFrom(seed);
    const logits = randomRows(draw, 3, 4);
    const labels = [draw.whole(0, 3), -100, draw.whole(0, 3)];
    const options = { labelSmoothing: 0.2, classWeights: [1, 2, 0.5, 3], ignoreLabel: -100 };
    const { gradient, perSample } = crossEntropy(logits, labels, options);
    expect(perSample[1]).toBe(0);
    for (const [sample, row] of logits.entries()) {
      const wanted = row.map((_, k) =>
        slope(row, k, () => crossEntropy(logits, labels, options).mean),
      );
      for (const [k, value] of wanted.entries()) {
        expect(gradient[sample]?.[k]).toBeCloseTo(value, 7);
      }
    }
  });

  test('a one-hot distribution says the same as its label', () => {
    const logits = randomRows(drawFrom(8), 2, 3);
    const soft = softCrossEntropy(logits, [
      [0, 1, 0],
      [1, 0, 0],
    ]);
    const hard = crossEntropy(logits, [1, 0]);
    expect(soft.mean).toBeCloseTo(hard.mean, 12);
    expect(soft.gradient.flat().reduce((a, b) => a + b, 0)).toBeCloseTo(0, 12);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['no such class', () => crossEntropy([[1, 2]], [2]), /one of the 2 classes, got 2/],
    ['all ignored', () => crossEntropy([[1, 2]], [-1], { ignoreLabel: -1 }), /at least one sample/],
    ['lengths', () => crossEntropy([[1, 2]], [0, 1]), /1 samples came with 2/],
    ['weights', () => crossEntropy([[1, 2]], [0], { classWeights: [1] }), /one weight/],
    ['a target beyond 1', () => binaryCrossEntropy(0, 2), /target must lie between 0 and 1/],
    ['alpha', () => sigmoidFocalLoss(0, 1, { alpha: 1.5 }), /alpha must lie/],
  ])('refuses %s', (_, call, sentence) => {
    expect(call).toThrow(VisionError);
    expect(call).toThrow(sentence);
  });
});

describe('focal loss', () => {
  test('with gamma 0 it is the binary cross entropy', () => {
    for (const logit of [-4, 0, 2.5]) {
      const { loss } = sigmoidFocalLoss(logit, 1, { gamma: 0 });
      expect(loss).toBeCloseTo(binaryCrossEntropy(logit, 1), 12);
    }
  });

  test('at probability 0.9 and gamma 2 it is a hundredth of the cross entropy', () => {
    const logit = Math.log(9);
    const ratio = sigmoidFocalLoss(logit, 1).loss / binaryCrossEntropy(logit, 1);
    expect(ratio).toBeCloseTo(0.01, 12);
  });

  test.each(seeds.slice(0, 15))('gradients agree with small changes, seed %i', (seed) => {
    const draw = drawFrom(seed);
    const logit = [draw.between(-4, 4)];
    const options = { alpha: draw.between(0, 1), gamma: draw.between(0.5, 4) };
    const target = draw.whole(0, 1);
    const measure = () => sigmoidFocalLoss(logit[0] ?? NaN, target, options).loss;
    const { gradient } = sigmoidFocalLoss(logit[0] ?? NaN, target, options);
    expect(gradient).toBeCloseTo(slope(logit, 0, measure), 7);
  });

  test('neither overflows nor cancels at large logits', () => {
    expect(sigmoidFocalLoss(800, 0)).toEqual({ loss: 800, gradient: 1 });
    expect(sigmoidFocalLoss(800, 1).loss).toBe(0);
  });
});

describe('distributions', () => {
  test('entropy is largest when all outcomes are equal, and 0 when one is certain', () => {
    expect(entropy([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(Math.log(4), 12);
    expect(entropy([1, 0, 0])).toBe(0);
  });

  test('a higher temperature has a higher entropy', () => {
    const at = (temperature: number) => entropy(logSoftmaxAt([3, 1, 0], temperature).map(Math.exp));
    expect(at(0.5)).toBeLessThan(at(1));
    expect(at(1)).toBeLessThan(at(4));
  });

  test.each(seeds.slice(0, 10))('a divergence is positive, and 0 from itself, seed %i', (seed) => {
    const [p = [], q = []] = randomRows(drawFrom(seed), 2, 5).map(logSoftmax);
    expect(klDivergence(p, q)).toBeGreaterThan(0);
    expect(klDivergence(p, p)).toBe(0);
  });

  test('a student with the logits of its teacher has nothing to learn', () => {
    expect(distillationLoss([[1, 2, 3]], [[2, 3, 4]], 3)).toBeCloseTo(0, 12);
    expect(() => distillationLoss([[1, 2]], [[1, 2]], 0)).toThrow('greater than 0');
  });
});

describe('overlap and distance', () => {
  test('dice is 0 for the mask itself, 1 beside it, and 0 when both are empty', () => {
    expect(diceLoss([1, 0, 1], [1, 0, 1], 0)).toBe(0);
    expect(diceLoss([0, 1, 0], [1, 0, 1], 0)).toBe(1);
    expect(diceLoss([0, 0], [0, 0], 0)).toBe(0);
  });

  test('a triplet costs nothing once the negative is a margin further away', () => {
    expect(tripletLosses([[0, 0]], [[3, 4]], [[6, 8]], 5)).toEqual([0]);
    expect(tripletLosses([[0, 0]], [[3, 4]], [[6, 8]], 6)).toEqual([1]);
  });

  test('the cosine ignores lengths', () => {
    expect(cosineSimilarity([1, 1], [5, 5])).toBeCloseTo(1, 12);
    expect(cosineSimilarity([1, 0], [0, 2])).toBe(0);
    expect(() => unitVector([0, 0])).toThrow('no direction');
  });
});

describe('activations', () => {
  test('erf agrees with tabulated values', () => {
    // Abramowitz and Stegun, table 7.1.
    expect(erf(0.5)).toBeCloseTo(0.5204998778, 10);
    expect(erf(-1)).toBeCloseTo(-0.8427007929, 10);
    expect(erf(2)).toBeCloseTo(0.995322265, 9);
    expect(erf(7)).toBe(1);
  });

  test('both forms of GELU differ by less than a thousandth', () => {
    for (let x = -5; x <= 5; x += 0.1) expect(Math.abs(gelu(x) - geluTanh(x))).toBeLessThan(1e-3);
  });

  test('far from 0 they are the identity or nothing', () => {
    for (const activation of [gelu, silu, hardSwish, softplus]) {
      expect(activation(40)).toBeCloseTo(40, 9);
      expect(activation(-40)).toBeCloseTo(0, 9);
    }
    expect(relu6(40)).toBe(6);
    expect([sigmoid(-1000), sigmoid(1000)]).toEqual([0, 1]);
  });
});
