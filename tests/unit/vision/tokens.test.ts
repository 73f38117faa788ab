import { describe, expect, test } from 'vitest';
import {
  attend,
  attendWithHeads,
  causalMask,
  dot,
  encodeGrid,
  encodeMap,
  encodePositions,
  logSoftmax,
  pairwiseSigmoidLoss,
  pyramidLevel,
  similarityLogits,
  softmax,
  symmetricCrossEntropy,
  transpose,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds } from './random-boxes.ts';

const some = seeds.slice(0, 10);

function randomMatrix(seed: number, rows: number, columns: number): number[][] {
  const draw = drawFrom(seed);
  return Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => draw.between(-2, 2)),
  );
}

describe('softmax', () => {
  test('sums to 1, keeps the order, and does not overflow', () => {
    const probabilities = softmax([1000, 0, 999]);
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(probabilities[0]).toBeGreaterThan(probabilities[2] ?? NaN);
    expect(logSoftmax([1000, 0])).toEqual([0, -1000]);
  });

  test.each([[[]], [[-Infinity]], [[NaN, 1]], [[Infinity, 1]]])('refuses %j', (logits) => {
    expect(() => softmax(logits)).toThrow('at least one finite logit');
  });
});

describe('attention', () => {
  test.each(some)('takes a weighted mean of the values (seed %i)', (seed) => {
    const [queries, keys, values] = [2, 3, 4].map((n) => randomMatrix(seed * n, 5, 4));
    const { output, weights } = attend(queries ?? [], keys ?? [], values ?? []);
    for (const row of weights) expect(row.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
    const columns = transpose(values ?? []);
    for (const row of output) {
      for (const [i, value] of row.entries()) {
        expect(value).toBeLessThanOrEqual(Math.max(...(columns[i] ?? [])));
        expect(value).toBeGreaterThanOrEqual(Math.min(...(columns[i] ?? [])));
      }
    }
  });

  test('does not care in which order the keys stand', () => {
    const [queries, keys, values] = [1, 2, 3].map((seed) => randomMatrix(seed, 4, 3));
    const straight = attend(queries ?? [], keys ?? [], values ?? []).output.flat();
    const turned = attend(
      queries ?? [],
      (keys ?? []).toReversed(),
      (values ?? []).toReversed(),
    ).output.flat();
    for (const [i, value] of straight.entries()) expect(turned[i]).toBeCloseTo(value, 12);
  });

  test('a causal mask hides what comes later', () => {
    const tokens = randomMatrix(7, 3, 2);
    const { weights } = attend(tokens, tokens, tokens, causalMask(3, 3));
    expect(weights[0]).toEqual([1, 0, 0]);
    expect(weights[1]?.[2]).toBe(0);
  });

  test('refuses a query that may look nowhere, and heads that do not divide the width', () => {
    expect(() => attend([[1]], [[1]], [[1]], [[false]])).toThrow('at least one finite logit');
    const parameters = {
      heads: 2,
      inputWeight: randomMatrix(1, 9, 3),
      inputBias: new Array<number>(9).fill(0),
      outputWeight: randomMatrix(2, 3, 3),
      outputBias: [0, 0, 0],
    };
    expect(() => attendWithHeads([[1, 2, 3]], [[1, 2, 3]], parameters)).toThrow('into 2 heads');
  });
});

describe('position encodings', () => {
  test('the product of two depends only on their distance', () => {
    const rows = encodePositions(12, 16);
    const product = (a: number, b: number) => dot(rows[a] ?? [], rows[b] ?? []);
    expect(product(0, 3)).toBeCloseTo(product(7, 10), 12);
    expect(product(0, 3)).toBeLessThan(product(0, 0));
  });

  test('a grid says column and row in separate halves, and the class token nothing', () => {
    const tokens = encodeGrid(3, 8, true);
    expect(tokens).toHaveLength(10);
    expect(tokens[0]).toEqual(new Array(8).fill(0));
    expect(tokens[1]?.slice(4)).toEqual(tokens[2]?.slice(4));
    expect(tokens[1]?.slice(0, 4)).toEqual(tokens[4]?.slice(0, 4));
  });

  test('a map has its channels first', () => {
    const map = encodeMap(2, 5, { channels: 4 });
    expect([map.length, map[0]?.length, map[0]?.[0]?.length]).toEqual([8, 2, 5]);
  });

  test('odd widths are refused', () => {
    expect(() => encodePositions(2, 3)).toThrow('must divide by 2');
    expect(() => encodeGrid(2, 6)).toThrow('must divide by 4');
  });
});

describe('contrastive losses', () => {
  test('are ln n for equal logits and near 0 for certain ones', () => {
    const equal = [1, 2, 3].map(() => [0, 0, 0]);
    expect(symmetricCrossEntropy(equal).mean).toBeCloseTo(Math.log(3), 12);
    const certain = similarityLogits(
      [
        [1, 0],
        [0, 2],
      ],
      [
        [3, 0],
        [0, 1],
      ],
      100,
    );
    expect(symmetricCrossEntropy(certain).mean).toBeCloseTo(0, 12);
    expect(pairwiseSigmoidLoss(certain, -50)).toBeCloseTo(0, 12);
  });

  test.each(some)('are the same when images and texts change places (seed %i)', (seed) => {
    const logits = randomMatrix(seed, 4, 4);
    const [straight, turned] = [logits, transpose(logits)].map(symmetricCrossEntropy);
    expect(turned?.rows).toBe(straight?.columns);
    expect(turned?.mean).toBeCloseTo(straight?.mean ?? NaN, 12);
  });

  test('refuse logits that are no square and features without direction', () => {
    expect(() => symmetricCrossEntropy([[1, 2]])).toThrow('form a square');
    expect(() => pairwiseSigmoidLoss([], 0)).toThrow('form a square');
    expect(() => similarityLogits([[0, 0]], [[1, 0]], 1)).toThrow('no direction');
  });
});

describe('pyramid levels', () => {
  const levels = { finest: 2, coarsest: 5 };

  test.each([
    [224, 4],
    [223.9, 3],
    [448, 5],
    [5000, 5],
    [1, 2],
    [0, 2],
  ])('a box of side %d belongs to level %i', (side, level) => {
    expect(pyramidLevel([0, 0, side, side], levels)).toBe(level);
  });

  test('only the area counts, not the shape', () => {
    expect(pyramidLevel([0, 0, 112, 448], levels)).toBe(4);
  });
});
