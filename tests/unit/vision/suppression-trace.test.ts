import { describe, expect, test } from 'vitest';
import {
  batchedNms,
  diouNms,
  iou,
  nms,
  softNms,
  traceSuppression,
  type Box,
  type SuppressionMethod,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds } from './random-boxes.ts';

const methods: SuppressionMethod[] = ['greedy', 'linear', 'gaussian', 'diou'];

describe.each(seeds)('with seed %i', (seed) => {
  const draw = drawFrom(seed);
  const { boxes, scores, classes } = draw.scene(draw.whole(1, 60));
  const scoreThreshold = draw.whole(1, 80) / 200;
  const iouThreshold = draw.whole(10, 90) / 100;
  const options = { iouThreshold, scoreThreshold };

  test('greedy gives what nms gives, with classes and without', () => {
    expect(traceSuppression(boxes, scores, classes, options).kept).toEqual(
      batchedNms(boxes, scores, classes, iouThreshold, options),
    );
    expect(
      traceSuppression(boxes, scores, classes, { ...options, classAware: false }).kept,
    ).toEqual(nms(boxes, scores, iouThreshold, options));
  });

  test('diou gives what diouNms gives', () => {
    expect(traceSuppression(boxes, scores, classes, { ...options, method: 'diou' }).kept).toEqual(
      diouNms(boxes, scores, iouThreshold, classes, options),
    );
  });

  test.each(['linear', 'gaussian'] as const)('%s gives what softNms gives', (method) => {
    const trace = traceSuppression(boxes, scores, classes, { ...options, method });
    const soft = softNms(boxes, scores, {
      method,
      iouThreshold,
      minScore: scoreThreshold,
      classes,
    });
    expect(trace.kept).toEqual(soft.kept);
    expect(trace.kept.map((index) => trace.finalScores[index])).toEqual(soft.scores);
  });

  test.each(methods)('every box of %s has exactly one fate', (method) => {
    const trace = traceSuppression(boxes, scores, classes, { ...options, method });
    const removed = trace.rounds.flatMap((round) =>
      round.effects.flatMap((effect) => (effect.removed ? [effect.index] : [])),
    );
    const all = [...trace.kept, ...trace.excluded, ...removed].sort((a, b) => a - b);
    expect(all).toEqual(boxes.map((_, i) => i));
    for (const [index, round] of trace.decidedIn.entries()) {
      expect(round === -1).toBe(trace.excluded.includes(index));
      const remover = trace.removedBy[index];
      if (remover !== -1) expect(trace.rounds[round]?.kept).toBe(remover);
    }
  });

  test.each(methods)('every effect of %s lowers a score, and says by what overlap', (method) => {
    const trace = traceSuppression(boxes, scores, classes, { ...options, method });
    for (const { kept, effects, waiting } of trace.rounds) {
      for (const effect of effects) {
        expect(effect.after).toBeLessThanOrEqual(effect.before);
        expect(effect.iou).toBe(
          iou(boxes[kept] ?? [0, 0, 0, 0], boxes[effect.index] ?? [0, 0, 0, 0]),
        );
        expect(effect.overlap).toBeLessThanOrEqual(effect.iou);
        if (method !== 'gaussian') expect(effect.overlap).toBeGreaterThan(iouThreshold);
        expect(waiting.includes(effect.index)).toBe(!effect.removed);
        expect(classes[effect.index]).toBe(classes[kept]);
      }
    }
  });
});

test('one round tells which box was kept and what it deleted', () => {
  const boxes: Box[] = [
    [0, 0, 10, 10],
    [0, 0, 10, 8],
    [50, 50, 60, 60],
  ];
  const { rounds, removedBy } = traceSuppression(boxes, [0.8, 0.9, 0.1], [0, 0, 0]);
  expect(rounds).toEqual([
    {
      kept: 1,
      score: 0.9,
      effects: [{ index: 0, iou: 0.8, overlap: 0.8, before: 0.8, after: 0, removed: true }],
      waiting: [2],
    },
    { kept: 2, score: 0.1, effects: [], waiting: [] },
  ]);
  expect(removedBy).toEqual([1, -1, -1]);
});

test('linear decay multiplies by one minus the IoU', () => {
  const boxes: Box[] = [
    [0, 0, 10, 10],
    [0, 0, 10, 8],
  ];
  const { kept, finalScores } = traceSuppression(boxes, [0.9, 0.5], [0, 0], { method: 'linear' });
  expect(kept).toEqual([0, 1]);
  expect(finalScores[1]).toBeCloseTo(0.1, 12);
});

test('a decayed box that falls below the score threshold is removed, not kept', () => {
  const boxes: Box[] = [
    [0, 0, 10, 10],
    [0, 0, 10, 8],
  ];
  const trace = traceSuppression(boxes, [0.9, 0.5], [0, 0], {
    method: 'linear',
    scoreThreshold: 0.3,
  });
  expect(trace.kept).toEqual([0]);
  expect(trace.rounds[0]?.effects[0]).toMatchObject({ index: 1, removed: true });
});

test('two overlapping objects with distant centres survive DIoU but not greedy suppression', () => {
  const boxes: Box[] = [
    [0, 0, 10, 100],
    [0, 0, 10, 55],
  ];
  const run = (method: SuppressionMethod) =>
    traceSuppression(boxes, [0.9, 0.8], [0, 0], { method, iouThreshold: 0.5 }).kept;
  expect(run('greedy')).toEqual([0]);
  expect(run('diou')).toEqual([0, 1]);
});

test('without boxes there are no rounds', () => {
  expect(traceSuppression([], [], [])).toEqual({
    rounds: [],
    kept: [],
    excluded: [],
    finalScores: [],
    decidedIn: [],
    removedBy: [],
  });
});

test.each<[string, () => unknown, string]>([
  ['NaN scores', () => traceSuppression([[0, 0, 1, 1]], [NaN], [0]), 'Score 0 is NaN'],
  ['missing classes', () => traceSuppression([[0, 0, 1, 1]], [1], []), 'one class per box'],
  ['a sigma of 0', () => softNms([], [], { sigma: 0 }), 'Sigma must be greater than 0'],
])('%s are refused in a sentence', (_, run, sentence) => {
  expect(run).toThrow(sentence);
});
