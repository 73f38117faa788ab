import { describe, expect, test } from 'vitest';
import {
  batchedNms,
  byDecreasingScore,
  diou,
  diouNms,
  iou,
  nms,
  shiftBox,
  VisionError,
  type Box,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds } from './random-boxes.ts';

/** Suppression as one would write it down: compare with every box kept so far. */
function naive(
  boxes: readonly Box[],
  scores: readonly number[],
  suppresses: (kept: number, candidate: number) => boolean,
): number[] {
  const order = boxes.map((_, i) => i).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const kept: number[] = [];
  for (const candidate of order) {
    if (!kept.some((other) => suppresses(other, candidate))) kept.push(candidate);
  }
  return kept;
}

describe.each(seeds)('with seed %i', (seed) => {
  const draw = drawFrom(seed);
  // Some scenes are large enough for a grid of many cells.
  const { boxes, scores, classes } = draw.scene(seed % 10 === 0 ? 800 : draw.whole(1, 80));
  const boxAt = (i: number) => boxes[i] ?? ([0, 0, 0, 0] as const);

  test.each([0, 0.02, 0.3, 0.5, 0.75, 1])('the grid finds what comparing all finds at %d', (t) => {
    expect(nms(boxes, scores, t)).toEqual(
      naive(boxes, scores, (a, b) => iou(boxAt(a), boxAt(b)) > t),
    );
    expect(batchedNms(boxes, scores, classes, t)).toEqual(
      naive(boxes, scores, (a, b) => classes[a] === classes[b] && iou(boxAt(a), boxAt(b)) > t),
    );
    expect(diouNms(boxes, scores, t)).toEqual(
      naive(boxes, scores, (a, b) => diou(boxAt(a), boxAt(b)) > t),
    );
  });

  test('no two kept boxes overlap by more than the threshold, and every other one is overlapped', () => {
    const kept = new Set(nms(boxes, scores, 0.4));
    const suppressed = boxes.map((box, i) =>
      [...kept].some((k) => k !== i && iou(boxAt(k), box) > 0.4),
    );
    expect(suppressed).toEqual(boxes.map((_, i) => !kept.has(i)));
  });

  test('suppressing again what was kept changes nothing', () => {
    const kept = nms(boxes, scores, 0.4);
    const again = nms(
      kept.map(boxAt),
      kept.map((i) => scores[i] ?? 0),
      0.4,
    );
    expect(again).toEqual(kept.map((_, i) => i));
  });

  test('each class alone gives what all classes together give', () => {
    const together = batchedNms(boxes, scores, classes, 0.4);
    for (const id of new Set(classes)) {
      const members = classes.flatMap((value, i) => (value === id ? [i] : []));
      const alone = nms(
        members.map(boxAt),
        members.map((i) => scores[i] ?? 0),
        0.4,
      );
      expect(together.filter((i) => classes[i] === id)).toEqual(alone.map((i) => members[i]));
    }
  });
});

test('a box goes only when its IoU is strictly greater than the threshold', () => {
  const boxes: Box[] = [
    [0, 0, 10, 10],
    [0, 0, 10, 5],
  ];
  expect(nms(boxes, [0.9, 0.8], 0.5)).toEqual([0, 1]);
  expect(nms(boxes, [0.9, 0.8], 0.4999)).toEqual([0]);
});

test('of equal scores the lower index wins', () => {
  const box: Box = [0, 0, 10, 10];
  expect(nms([box, box, box], [0.5, 0.5, 0.5], 0.5)).toEqual([0]);
  expect(Array.from(byDecreasingScore([1, 2, 1, 2, 1]))).toEqual([1, 3, 0, 2, 4]);
});

test('classes far below zero do not suppress each other', () => {
  const far: Box = shiftBox([0, 0, 10, 10], -5000, -5000);
  expect(batchedNms([far, far], [0.9, 0.8], [0, 1], 0.5)).toEqual([0, 1]);
});

test('nothing in, nothing out', () => {
  expect(nms([], [], 0.5)).toEqual([]);
  expect(batchedNms([], [], [], 0.5)).toEqual([]);
});

test('boxes without area neither suppress nor are suppressed', () => {
  const point: Box = [5, 5, 5, 5];
  expect(nms([point, point, [0, 0, 10, 10]], [0.9, 0.8, 0.7], 0)).toEqual([0, 1, 2]);
});

test('the score threshold leaves boxes out, and the limit stops early', () => {
  const boxes: Box[] = [
    [0, 0, 1, 1],
    [2, 2, 3, 3],
    [4, 4, 5, 5],
  ];
  expect(nms(boxes, [0.3, 0.9, 0.5], 0.5, { scoreThreshold: 0.5 })).toEqual([1, 2]);
  expect(nms(boxes, [0.3, 0.9, 0.5], 0.5, { limit: 1 })).toEqual([1]);
});

test('the input stays as it was', () => {
  const { boxes, scores } = drawFrom(3).scene(50);
  const before = structuredClone({ boxes, scores });
  nms(boxes, scores, 0.5);
  expect({ boxes, scores }).toEqual(before);
});

test.each<[string, () => unknown, string]>([
  ['a NaN score', () => nms([[0, 0, 1, 1]], [NaN], 0.5), 'Score 0 is NaN'],
  ['too few scores', () => nms([[0, 0, 1, 1]], [], 0.5), 'one score per box'],
  ['too few classes', () => batchedNms([[0, 0, 1, 1]], [1], [], 0.5), 'one class per box'],
  ['a threshold above 1', () => nms([], [], 1.5), 'between 0 and 1, got 1.5'],
  ['a NaN threshold', () => nms([], [], NaN), 'between 0 and 1, got NaN'],
  ['an inverted box', () => nms([[1, 0, 0, 1]], [1], 0.5), 'x1 ≤ x2'],
])('%s is refused in a sentence', (_, run, sentence) => {
  expect(run).toThrow(VisionError);
  expect(run).toThrow(sentence);
});

test.each(seeds)('scores rank as a stable sort ranks them (seed %i)', (seed) => {
  const draw = drawFrom(seed);
  const scores = Array.from({ length: draw.whole(0, 300) }, () => draw.whole(-20, 20));
  const expected = scores.map((_, i) => i).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  expect(Array.from(byDecreasingScore(scores))).toEqual(expected);
});
