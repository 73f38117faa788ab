import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { anchorSet } from '../../../../src/components/explainers/anchors/anchor-set.ts';
import {
  assignAll,
  assignOneToOne,
} from '../../../../src/components/explainers/anchors/assignment.ts';
import { matchingCost } from '../../../../src/components/explainers/anchors/one-to-one.ts';
import {
  drawnPositives,
  MOST_POSITIVES,
} from '../../../../src/components/explainers/anchors/drawing.ts';
import {
  fateOf,
  levelCounts,
  measure,
} from '../../../../src/components/explainers/anchors/measure.ts';
import {
  assignmentSentence,
  taught,
} from '../../../../src/components/explainers/anchors/sentences.ts';
import {
  METHODS,
  MOST_PER_CELL,
  RATIOS,
  SHAPE_SOURCES,
  STRIDES,
  type AnchorsState,
} from '../../../../src/components/explainers/anchors/settings.ts';
import { targetLines } from '../../../../src/components/explainers/anchors/targets.ts';
import {
  area,
  assign,
  decodeBox,
  iou,
  matchAnchors,
  type Box,
} from '../../../../src/vision/index.ts';
import { drawFrom } from '../../vision/random-boxes.ts';
import { SCENE } from './scene.ts';
import { at, codec } from './measured.ts';

/** The finest level has ten thousand cells. */
const SLOW = { timeout: 30_000 };
const words = readFileSync('src/content/explainers/anchors.mdx', 'utf8');

test('the words of the default state are true: six of 23 things, more than seven thousand anchors', () => {
  const now = at();
  expect(now.state.truths).toHaveLength(23);
  expect(taught(now)).toBe(6);
  expect(now.set.anchors.length).toBe(7668);
  expect(words).toContain('teach six of the 23 things');
  // The smallest anchor is 32 px a side: what has less than half its area gets nothing.
  for (const [thing, { box }] of now.state.truths.entries()) {
    if ((box[2] - box[0]) * (box[3] - box[1]) < 512) expect(now.best[thing]).toBeLessThan(0.5);
  }
});

test('the answer to the prediction is true: with force 20 of 23, and the rest lost their anchor to a neighbour', () => {
  const now = at({ forced: true });
  expect(taught(now)).toBe(20);
  expect(words).toContain("text: '20'");
  expect(words).toContain('17 of the 23 things have no positive');
  const alone = now.by.iou.perTruth.flatMap((count, thing) => (count === 0 ? [thing] : []));
  for (const thing of alone) {
    const truth = now.state.truths[thing]!.box;
    const ious = now.set.anchors.map((anchor) => iou(truth, anchor));
    const claimed = ious.indexOf(Math.max(...ious));
    const owner = now.state.truths[now.by.iou.owners[claimed]!]!.box;
    expect(iou(owner, now.set.anchors[claimed]!)).toBeGreaterThan(ious[claimed]!);
    expect(area(owner)).toBeGreaterThan(area(truth));
  }
});

test('the counts are those of the matcher over all anchors, and add up', () => {
  for (const forced of [false, true]) {
    const { by, set, state } = at({ forced, strides: [16, 32] });
    const ious = state.truths.map(({ box }) => set.anchors.map((anchor) => iou(box, anchor)));
    const owners = matchAnchors(ious, { high: 0.5, low: 0.4, allowLowQuality: forced });
    expect(by.iou.owners).toEqual(owners);
    expect(by.iou.positives).toBe(owners.filter((owner) => owner >= 0).length);
    const { positives, ignored, negatives, perTruth } = by.iou;
    expect(positives + ignored + negatives).toBe(set.anchors.length);
    expect(perTruth.reduce((sum, count) => sum + count, 0)).toBe(positives);
  }
});

test('force is named where it was used', () => {
  const now = at({ forced: true });
  const forced = now.by.iou.owners.findIndex(
    (owner, anchor) =>
      owner >= 0 && iou(now.state.truths[owner]!.box, now.set.anchors[anchor]!) < 0.5,
  );
  expect(fateOf(now, forced)).toBe('forced');
  expect(fateOf(at(), forced)).not.toBe('positive');
});

test('one to one costs no more with the cheapest anchors of each truth than with all', () => {
  const draw = drawFrom(11);
  const set = anchorSet({ ...codec.initial, strides: [16, 32] }, SCENE);
  for (let round = 0; round < 3; round += 1) {
    const truths = Array.from({ length: 7 }, (): Box => {
      const [x, y] = [draw.between(0, 200), draw.between(0, 120)];
      return [x, y, x + draw.between(4, 50), y + draw.between(4, 40)];
    });
    // Two at one place want the same anchor.
    truths[6] = [...truths[5]!];
    const { owners, perTruth } = assignOneToOne(set, truths);
    const total = owners.reduce(
      (sum, owner, anchor) =>
        owner < 0 ? sum : sum + matchingCost(set.anchors[anchor]!, truths[owner]!),
      0,
    );
    const all = truths.map((truth) => set.anchors.map((anchor) => matchingCost(anchor, truth)));
    expect(total).toBeCloseTo(assign(all).total, 9);
    expect(perTruth).toEqual(truths.map(() => 1));
  }
});

test('however often the thresholds change, the rules without any are computed once and keep no older answer', () => {
  const { initial } = codec;
  const set = anchorSet(initial, SCENE);
  const first = assignAll(set, initial);
  let now = first;
  // So many answers, each read through the one before, would be too deep to read.
  for (let step = 1; step <= 20_000; step++) now = assignAll(set, { ...initial, low: step / 1e5 });
  expect(now).not.toBe(first);
  expect(now.fcos).toBe(first.fcos);
  expect(now.hungarian).toBe(first.hungarian);
  expect(now.iou).not.toBe(first.iou);
});

test('the cost is that of DETR without its class term', () => {
  // Centres 10 px apart of 256, widths 20 and 30 of 256; no overlap in the hull of 45 × 20 beyond 15 × 20.
  const cost = matchingCost([0, 0, 20, 20], [5, 0, 35, 20]);
  expect(cost).toBeCloseTo(5 * (10 / 256 + 10 / 256) - 2 * (300 / 700 - 0), 12);
});

test('every setting is measured without exception, and draws no more than it may', SLOW, () => {
  const draw = drawFrom(5);
  const pick = <T>(values: readonly T[]): T => values[draw.whole(0, values.length - 1)]!;
  for (let round = 0; round < 16; round += 1) {
    const scales = draw.whole(1, 3);
    const state: AnchorsState = {
      ...codec.initial,
      // The finest level alone has most anchors: once is enough.
      strides: STRIDES.filter((stride) => (stride === 2 ? round === 0 : draw.whole(0, 1) === 1)),
      shapes: pick(SHAPE_SOURCES),
      size: draw.whole(2, 16) / 2,
      scales,
      ratios: RATIOS.slice(0, Math.floor(MOST_PER_CELL / scales)),
      k: draw.whole(1, 9),
      method: pick(METHODS),
      forced: draw.whole(0, 1) === 1,
      level: pick([0, ...STRIDES]),
      truths: SCENE.truths.slice(0, draw.whole(0, 8)),
      thing: 0,
      rank: draw.whole(0, 99),
    };
    if (state.strides.length === 0) continue;
    const now = measure(state, SCENE);
    expect(drawnPositives(now).length).toBeLessThanOrEqual(MOST_POSITIVES);
    expect(assignmentSentence(now)).toMatch(/\.$/);
    expect(Number.isFinite(now.coverage.recall)).toBe(true);
    expect(levelCounts(now).reduce((sum, level) => sum + level.anchors, 0)).toBe(
      now.set.anchors.length,
    );
  }
});

test('without truth everything is background, and it says so', () => {
  for (const method of METHODS) {
    const now = at({ truths: [], thing: 0, method });
    expect(now.now.negatives).toBe(now.candidates);
    expect(now.pair).toBeUndefined();
    expect(assignmentSentence(now)).toContain('There is no truth');
  }
});

test('the targets lead from the anchor to the truth', () => {
  const now = at();
  const truth = now.state.truths[now.pair!.thing]!.box;
  const anchor = now.set.anchors[now.pair!.anchor]!;
  const [tx, ty, tw, th] = targetLines(truth, anchor).map(({ value }) => value);
  const back = decodeBox([tx!, ty!, tw!, th!], anchor);
  for (const [side, value] of back.entries()) expect(value).toBeCloseTo(truth[side]!, 9);
  expect(now.pair!.iou).toBe(now.best[now.pair!.thing]);
});
