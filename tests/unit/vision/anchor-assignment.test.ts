import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  anchorGrid,
  anchorsOf,
  assignAnchors,
  BACKGROUND,
  IGNORED,
  iou,
  type Box,
  type Shape,
} from '../../../src/vision/index.ts';

const rule = { positive: 0.5, negative: 0.4, atLeast: 2, loosest: 0.3 };
const square = (x: number, y: number, side = 10): Box => [x, y, x + side, y + side];

describe('assigning anchors', () => {
  test('an anchor is positive, left out or background by its best overlap', () => {
    // IoU 1, 3/7 and 0.
    const anchors = [square(0, 0), square(4, 0), square(50, 0)];
    const one = { ...rule, atLeast: 1 };
    expect(assignAnchors(anchors, [square(0, 0)], [], one)).toEqual([0, IGNORED, BACKGROUND]);
    // As one of its truth's best two it learns, though it overlaps by less than 0.5.
    expect(assignAnchors(anchors, [square(0, 0)], [], rule)).toEqual([0, 0, BACKGROUND]);
  });

  test('a truth’s very best anchor learns it whatever it overlaps, but not without any overlap', () => {
    const anchors = [square(0, 0), square(20, 0)];
    expect(assignAnchors(anchors, [square(8, 8, 4)], [], rule)).toEqual([0, BACKGROUND]);
    expect(assignAnchors(anchors, [square(80, 80)], [], rule)).toEqual([BACKGROUND, BACKGROUND]);
  });

  test('of two truths that want an anchor the one that overlaps it more gets it', () => {
    const truths = [square(0, 0, 4), square(5, 5, 5)];
    expect(assignAnchors([square(0, 0)], truths, [], rule)).toEqual([1]);
    expect(assignAnchors([square(0, 0)], truths.toReversed(), [], rule)).toEqual([0]);
  });

  test('an anchor on a thing that counts neither way is left out, unless it learns a truth', () => {
    const anchors = [square(0, 0), square(30, 0)];
    expect(assignAnchors(anchors, [square(0, 0)], [square(0, 0), square(30, 0)], rule)).toEqual([
      0,
      IGNORED,
    ]);
    expect(assignAnchors(anchors, [], [], rule)).toEqual([BACKGROUND, BACKGROUND]);
  });

  test('thresholds that cross are refused', () => {
    expect(() => assignAnchors([], [], [], { ...rule, negative: 0.6 })).toThrow(/must not exceed/);
  });
});

/** What `assign` of the training code said about two frames, with the shipped anchors. */
interface Reference {
  readonly anchors: { width: number; height: number; strides: number[]; shapes: Shape[][] };
  readonly rule: typeof rule;
  readonly cases: {
    scene: string;
    truths: Box[];
    ignored: Box[];
    positive: number[];
    owner: number[];
    neither: number[];
  }[];
}

test('it gives the anchors of two street frames what the training code gave them', () => {
  const file = 'tests/fixtures/detector-assignment.json';
  const reference = JSON.parse(readFileSync(file, 'utf8')) as Reference; // our own fixture
  const { width, height, strides, shapes } = reference.anchors;
  const anchors = anchorsOf(
    strides.map((stride, level) => anchorGrid({ width, height }, stride, shapes[level] ?? [])),
  );
  expect(anchors).toHaveLength(10_200);
  for (const { truths, ignored, positive, owner, neither } of reference.cases) {
    const expected = anchors.map(() => BACKGROUND);
    for (const anchor of neither) expected[anchor] = IGNORED;
    for (const [place, anchor] of positive.entries()) expected[anchor] = owner[place] ?? NaN;
    const owners = assignAnchors(anchors, truths, ignored, reference.rule);
    // Where a truth overlaps several anchors equally, NumPy's partition takes any of them: then the
    // overlaps must be the same, if not the anchors.
    const overlapsOf = (list: readonly number[], truth: number): number[] =>
      list
        .flatMap((of, anchor) => (of === truth ? [iou(anchors[anchor]!, truths[truth]!)] : []))
        .sort((a, b) => a - b);
    for (const truth of truths.keys()) {
      const [ours, theirs] = [overlapsOf(owners, truth), overlapsOf(expected, truth)];
      expect(ours).toHaveLength(theirs.length);
      for (const [place, overlap] of ours.entries()) expect(overlap).toBeCloseTo(theirs[place]!, 5);
    }
    const different = owners.filter((of, anchor) => of !== expected[anchor]).length;
    expect(different).toBeLessThan(0.1 * positive.length);
    const leftOut = owners.filter((of) => of === IGNORED).length;
    expect(Math.abs(leftOut - neither.length)).toBeLessThanOrEqual(different);
  }
});
