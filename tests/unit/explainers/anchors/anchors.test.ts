import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  anchorSet,
  levelOfAnchor,
} from '../../../../src/components/explainers/anchors/anchor-set.ts';
import { assignOneToOne } from '../../../../src/components/explainers/anchors/assignment.ts';
import { matchingCost } from '../../../../src/components/explainers/anchors/one-to-one.ts';
import { ANCHORS_CHALLENGES } from '../../../../src/components/explainers/anchors/challenges.ts';
import { recallAt } from '../../../../src/components/explainers/anchors/coverage.ts';
import {
  anchorAt,
  drawnCells,
  drawnPositives,
  MOST_POSITIVES,
  thingAt,
  UNIT,
} from '../../../../src/components/explainers/anchors/drawing.ts';
import {
  addThing,
  boxBetween,
  chooseThing,
  moveThing,
  NEW_BOX,
  removeThing,
} from '../../../../src/components/explainers/anchors/edit.ts';
import {
  fateOf,
  levelCounts,
  measure,
  rankOf,
} from '../../../../src/components/explainers/anchors/measure.ts';
import { packBoxes, unpackBoxes } from '../../../../src/components/explainers/anchors/scene.ts';
import {
  assignmentSentence,
  percent,
  taught,
} from '../../../../src/components/explainers/anchors/sentences.ts';
import {
  INPUT,
  METHODS,
  MOST_PER_CELL,
  MOST_TRUTHS,
  RATIOS,
  SHAPE_SOURCES,
  STRIDES,
  type AnchorsState,
} from '../../../../src/components/explainers/anchors/settings.ts';
import { coveredOutline } from '../../../../src/components/explainers/anchors/shape-plot.ts';
import { anchorsState } from '../../../../src/components/explainers/anchors/state.ts';
import { shapeRows } from '../../../../src/components/explainers/anchors/tables.ts';
import { targetLines } from '../../../../src/components/explainers/anchors/targets.ts';
import {
  area,
  assign,
  decodeBox,
  iou,
  matchAnchors,
  shapeIou,
  type Box,
} from '../../../../src/vision/index.ts';
import { drawFrom } from '../../vision/random-boxes.ts';
import { SCENE } from './scene.ts';

const codec = anchorsState(SCENE);
const at = (change: Partial<AnchorsState> = {}) => measure({ ...codec.initial, ...change }, SCENE);
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

test('the recall is the share of boxes with an anchor among all, and falls with the threshold', () => {
  const { coverage, set } = at({ strides: [16, 32], size: 2 });
  const boxes = SCENE.boxes.slice(0, 120);
  const covered = boxes.filter((box) => set.anchors.some((anchor) => iou(anchor, box) >= 0.5));
  const said = coverage.best.slice(0, 120).filter((overlap) => overlap >= 0.5);
  expect(said).toHaveLength(covered.length);
  expect(coverage.recall).toBe(recallAt(coverage, 0.5));
  expect(coverage.recallOfShapes).toBeGreaterThanOrEqual(coverage.recall);
  expect(recallAt(coverage, 0.7)).toBeLessThanOrEqual(coverage.recall);
});

test('a shape alone covers no more boxes than all of them', () => {
  const { set, coverage } = at({ strides: [16, 32], size: 2 });
  const rows = shapeRows(set, SCENE.boxes);
  const covered = rows.map(([, , count]) => Number(count));
  expect(rows).toHaveLength(18);
  const all = Math.round(coverage.recall * SCENE.boxes.length);
  expect(Math.max(...covered)).toBeLessThanOrEqual(all);
  expect(covered.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(all);
});

test('the detector’s own anchors are those of its card', () => {
  const now = at({ shapes: 'detector' });
  expect(now.set.anchors.length).toBe((64 * 40 + 32 * 20 + 16 * 10 + 8 * 5) * 3);
  expect(levelOfAnchor(now.set, 0)).toBe(0);
  expect(levelOfAnchor(now.set, now.set.anchors.length - 1)).toBe(3);
});

test('no challenge is solved at the start, and each can be solved', SLOW, () => {
  const solutions: Record<string, Partial<AnchorsState>> = {
    lean: { shapes: 'k-means', k: 5, strides: [4, 8, 16, 32], size: 2 },
    'cover-95': { strides: [2, 4, 8, 16], scales: 1, ratios: [1, 2, 4] },
    'nobody-forced': { shapes: 'k-means', k: 9, strides: [2, 4, 8, 16] },
  };
  for (const { slug, solved, progress } of ANCHORS_CHALLENGES) {
    expect(solved(at()), slug).toBe(false);
    expect(solved(at(solutions[slug])), `${slug}: ${progress(at(solutions[slug]))}`).toBe(true);
    expect(words).toContain(`slug: ${slug}`);
  }
  const lazy = at({ ...solutions['nobody-forced'], forced: true });
  expect(ANCHORS_CHALLENGES[2]!.solved(lazy)).toBe(false);
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

test('anchors of a truth are ranked by IoU, and the rank can be found again', () => {
  const [first, second] = [at(), at({ rank: 1 })];
  expect(second.pair!.iou).toBeLessThanOrEqual(first.pair!.iou);
  expect(rankOf(second, second.pair!.anchor, second.pair!.thing)?.rank).toBe(1);
});

test('cells that learn something are those of the positives', () => {
  const now = at({ level: 8 });
  for (const { x, y, stride } of drawnCells(now)) {
    expect(stride).toBe(8);
    const inside = drawnPositives(now).some(
      ({ box }) =>
        Math.abs((box[0] + box[2]) / 2 - x - 4) < 1e-9 &&
        Math.abs((box[1] + box[3]) / 2 - y - 4) < 1e-9,
    );
    expect(inside).toBe(true);
  }
  expect(drawnCells(now, 'fcos', -1)).toHaveLength(now.by.fcos.positives);
});

test('a place chooses the smallest truth under it, an outline its anchor', () => {
  const now = at({ level: 0 });
  const { box } = now.state.truths[13]!;
  expect(thingAt(now, ((box[0] + box[2]) / 2) * UNIT, ((box[1] + box[3]) / 2) * UNIT)).toBe(13);
  expect(thingAt(now, -50, -50)).toBe(-1);
  const drawn = drawnPositives(now);
  const [wanted] = drawn;
  const found = anchorAt(drawn, wanted!.box[0] * UNIT, wanted!.box[1] * UNIT, 5);
  expect(found?.box[0]).toBeCloseTo(wanted!.box[0], 1);
  expect(anchorAt(drawn, -100, -100, 5)).toBeUndefined();
});

test('editing keeps truths inside, bounded and chosen', () => {
  let state = codec.initial;
  while (state.truths.length < MOST_TRUTHS) {
    state = { ...state, ...addThing(state, { classId: 2, box: NEW_BOX }) };
  }
  expect(addThing(state, { classId: 2, box: NEW_BOX })).toEqual({});
  expect(codec.decode(codec.encode(state)).state).toEqual(state);
  while (state.truths.length > 0) state = { ...state, ...removeThing(state) };
  expect(state.thing).toBe(0);
  expect(removeThing(state)).toEqual({ truths: [], thing: 0, rank: 0 });
  expect(moveThing(state, NEW_BOX)).toEqual({});
  expect(chooseThing(codec.initial, 99)).toEqual({ thing: 22, rank: 0 });
  expect(boxBetween(300, -5, 300, -9)).toEqual([254, 0, 256, 2]);
  expect(boxBetween(40, 30, 10.04, 20)).toEqual([10, 20, 40, 30]);
});

test('a state survives its address, a hostile one gives the defaults', () => {
  const state: AnchorsState = {
    ...codec.initial,
    strides: [4, 16],
    shapes: 'k-means',
    size: 2.5,
    high: 0.7,
    low: 0.3,
    forced: true,
    method: 'hungarian',
    level: 4,
    truths: [{ classId: 0, box: [10, 20.4, 60.2, 50] }],
    thing: 0,
  };
  expect(codec.decode(codec.encode(state))).toEqual({ outcome: 'read', state });
  expect(codec.encode(codec.initial)).toBe('');
  const hostile = [
    'strides=3', 'strides=', 'strides=8,4', 'ratios=1,1', 'scales=3&ratios=0.25,0.5,1,2', 'scales=9',
    'size=0', 'size=1e9', 'k=0', 'k=10', 'high=0.3', 'high=0.95', 'low=0.6', 'method=detr', 'level=3.5',
    'truths=2,0,0,300,20', 'truths=9,0,0,20,20', 'truths=2,20,20,20,20', 'truths=2,0,0,NaN,20', 'truths=_',
    `truths=${'2,0,0,20,20_'.repeat(40)}2,0,0,20,20`, 'thing=23', 'thing=-1', 'truths=&thing=1', 'rank=100',
  ]; // prettier-ignore
  for (const part of hostile) {
    expect(codec.decode(`v=1&${part}`), part).toMatchObject({
      outcome: 'invalid',
      state: codec.initial,
    });
  }
  expect(codec.decode('v=1&truths=&thing=0').state.truths).toEqual([]);
  expect(codec.complete({ low: 0.9 })).toEqual(codec.initial);
});

test('boxes survive being packed, and those of the streets lie inside the input', () => {
  expect(unpackBoxes(packBoxes(SCENE.boxes))).toEqual(SCENE.boxes);
  expect(unpackBoxes('')).toEqual([]);
  expect(SCENE.frames).toBe(24);
  for (const [x1, y1, x2, y2] of SCENE.boxes) {
    expect(x1 >= 0 && y1 >= 0 && x2 <= INPUT.width && y2 <= INPUT.height && y2 - y1 >= 10).toBe(
      true,
    );
  }
});

test('the outline of what a shape covers has exactly the threshold', () => {
  for (const threshold of [0.3, 0.5, 0.7]) {
    for (const shape of coveredOutline(threshold)) {
      expect(shapeIou(shape, [1, 1])).toBeCloseTo(threshold, 12);
    }
  }
});

test('numbers are written for people', () => {
  expect([percent(1), percent(0.9999), percent(0.158)]).toEqual(['100.0 %', '99.9 %', '15.8 %']);
});

test('the questions link to states that can be read and show what they say', () => {
  const folder = 'src/content/questions/detection';
  const states = readdirSync(folder).flatMap((file) => {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    return [...text.matchAll(/slug: anchors\n\s+state: (\S+)/g)].map((match) => match[1] ?? '');
  });
  expect(states.length).toBeGreaterThanOrEqual(3);
  for (const state of states) expect(codec.decode(state).outcome, state).toBe('read');
  const unreached = at(codec.decode('v=1&level=8&thing=13').state);
  expect(unreached.state.truths[13]?.classId).toBe(2);
  expect(unreached.pair?.iou).toBeLessThan(unreached.state.low);
});
