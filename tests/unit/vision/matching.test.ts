import { describe, expect, test } from 'vitest';
import {
  assign,
  BACKGROUND,
  IGNORED,
  matchAnchors,
  matchSets,
  matchSsd,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds } from './random-boxes.ts';

describe('matching anchors', () => {
  const ious = [
    [0.7, 0.3, 0.29, 0.1],
    [0.1, 0.2, 0.1, 0.25],
  ];

  test('thresholds are reached from above, and the middle is ignored', () => {
    expect(matchAnchors(ious, { high: 0.7, low: 0.3 })).toEqual([
      0,
      IGNORED,
      BACKGROUND,
      BACKGROUND,
    ]);
  });

  test('a truth that no anchor fits still gets its best one', () => {
    expect(matchAnchors(ious, { high: 0.7, low: 0.3, allowLowQuality: true })[3]).toBe(1);
    expect(matchSsd(ious, 0.7)).toEqual([0, BACKGROUND, BACKGROUND, 1]);
  });

  test('of equal overlaps the first truth wins', () => {
    expect(matchAnchors([[0.9], [0.9]], { high: 0.5, low: 0.5 })).toEqual([0]);
  });

  test('a truth that overlaps nothing matches every anchor that no truth overlaps', () => {
    const none = [
      [0.9, 0, 0],
      [0, 0, 0],
    ];
    expect(matchAnchors(none, { high: 0.5, low: 0.5, allowLowQuality: true })).toEqual([0, 0, 0]);
  });

  test('many anchors do not overflow the stack', () => {
    const row = new Array<number>(200_000).fill(0.1);
    expect(matchAnchors([row], { high: 0.7, low: 0.3, allowLowQuality: true })[0]).toBe(0);
  });

  test.each<[string, number[][], number, number, string]>([
    ['no truths', [], 0.7, 0.3, 'at least one truth'],
    ['no anchors', [[], []], 0.7, 0.3, 'at least one truth and one anchor'],
    ['ragged rows', [[0.1], [0.1, 0.2]], 0.7, 0.3, 'one entry per anchor'],
    ['NaN', [[NaN]], 0.7, 0.3, 'is NaN'],
    ['crossed thresholds', [[0.5]], 0.3, 0.7, 'must not exceed'],
  ])('%s are refused in a sentence', (_, matrix, high, low, sentence) => {
    expect(() => matchAnchors(matrix, { high, low })).toThrow(sentence);
  });
});

describe('the Hungarian assignment', () => {
  /** Tries every way to give each row its own column. */
  function cheapest(
    cost: readonly (readonly number[])[],
    row = 0,
    used = new Set<number>(),
  ): number {
    const costs = cost[row];
    if (!costs) return 0;
    return Math.min(
      ...costs.map((value, column) =>
        used.has(column) ? Infinity : value + cheapest(cost, row + 1, new Set([...used, column])),
      ),
    );
  }

  test.each(seeds)('costs what the best of all assignments costs (seed %i)', (seed) => {
    const draw = drawFrom(seed);
    const [rows, columns] = [draw.whole(1, 5), draw.whole(5, 6)];
    const cost = Array.from({ length: rows }, () =>
      Array.from({ length: columns }, () =>
        draw.whole(0, 9) === 0 ? Infinity : draw.whole(-9, 9) / 3,
      ),
    );
    const best = cheapest(cost);
    if (best === Infinity) {
      expect(() => assign(cost)).toThrow('leave no assignment');
      return;
    }
    const found = assign(cost);
    expect(found.total).toBeCloseTo(best, 9);
    expect(new Set(found.columns).size).toBe(rows);
    const turned = (cost[0] ?? []).map((_, column) => cost.map((row) => row[column] ?? NaN));
    const back = assign(turned);
    expect(back.total).toBeCloseTo(best, 9);
    expect(back.rows).toEqual([...back.rows].sort((a, b) => a - b));
  });

  test('nothing is assigned to nothing', () => {
    expect(assign([])).toEqual({ rows: [], columns: [], total: 0 });
    expect(assign([[], []])).toEqual({ rows: [], columns: [], total: 0 });
  });

  test.each<[string, number[][], string]>([
    ['NaN', [[NaN]], 'got NaN'],
    ['−Infinity', [[-Infinity]], 'got -Infinity'],
    ['ragged rows', [[1], [1, 2]], 'the same length'],
    [
      'a forbidden row',
      [
        [Infinity, Infinity],
        [1, 2],
      ],
      'leave no assignment',
    ],
  ])('%s is refused in a sentence', (_, cost, sentence) => {
    expect(() => assign(cost)).toThrow(sentence);
  });

  test('a set prediction goes to the target whose class and place it names', () => {
    const match = matchSets({
      logits: [
        [0, 5, 0],
        [5, 0, 0],
      ],
      boxes: [
        [0.5, 0.5, 0.2, 0.2],
        [0.1, 0.1, 0.1, 0.1],
      ],
      targetLabels: [0, 1],
      targetBoxes: [
        [0.1, 0.12, 0.1, 0.1],
        [0.5, 0.5, 0.2, 0.25],
      ],
    });
    expect(match).toMatchObject({ rows: [0, 1], columns: [1, 0] });
  });

  test('a target beyond the logits is refused', () => {
    const prediction = {
      logits: [[0, 1]],
      boxes: [[0.5, 0.5, 0.2, 0.2] as const],
      targetLabels: [2],
      targetBoxes: [[0.5, 0.5, 0.2, 0.2] as const],
    };
    expect(() => matchSets(prediction)).toThrow('class 2, beyond the logits');
  });
});
