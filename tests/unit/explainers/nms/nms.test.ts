import { expect, test } from 'vitest';
import { analyse } from '../../../../src/components/explainers/nms/analysis.ts';
import { NMS_CHALLENGES } from '../../../../src/components/explainers/nms/challenges.ts';
import {
  packDetections,
  tidy,
  unpackDetections,
  type Detections,
} from '../../../../src/components/explainers/nms/detections.ts';
import { judge } from '../../../../src/components/explainers/nms/judge.ts';
import {
  neighbourByScore,
  predictionAt,
} from '../../../../src/components/explainers/nms/picking.ts';
import { roundRows } from '../../../../src/components/explainers/nms/rounds.ts';
import { outcome, resultSentence } from '../../../../src/components/explainers/nms/sentences.ts';
import { METHODS, nmsState } from '../../../../src/components/explainers/nms/state.ts';
import { keep, type Settings } from '../../../../src/components/explainers/nms/suppression.ts';
import {
  packSweep,
  readSweep,
  sweep,
  unpackSweep,
} from '../../../../src/components/explainers/nms/sweep.ts';
import { placeTags } from '../../../../src/components/explainers/nms/tags.ts';
import { verdictOn } from '../../../../src/components/explainers/nms/verdicts.ts';
import { truthOf } from '../../../../src/components/figures/street-truth.ts';
import { iou } from '../../../../src/vision/index.ts';
import { exampleDetections, TRUTH } from './example.ts';

const settings: Settings = { iou: 0.5, score: 0.3, method: 'greedy', classAware: true };
const detections = exampleDetections();
const EMPTY: Detections = {
  width: 640,
  height: 400,
  predictions: { boxes: [], scores: [], classes: [], strides: [] },
  truth: [],
  uncounted: [],
};

test('the defaults are those that links rely on', () => {
  expect(nmsState.initial).toMatchObject({
    iou: 0.5,
    score: 0.3,
    method: 'greedy',
    'class-aware': true,
    step: Infinity,
  });
  expect(nmsState.decode('#v=1&iou=0.45&method=diou&class-aware=0&step=3').state).toMatchObject({
    iou: 0.45,
    method: 'diou',
    'class-aware': false,
    step: 3,
  });
});

test.each(METHODS)('%s: followed round by round it ends where the fast function ends', (method) => {
  for (const classAware of [true, false]) {
    for (const threshold of [0.3, 0.5, 0.7]) {
      const set = { ...settings, method, classAware, iou: threshold };
      const now = analyse(detections, set, Infinity);
      const fast = keep(detections.predictions, set);
      expect(now.kept.indices).toEqual(fast.indices);
      expect(now.finished).toBe(true);
      expect(now.kept.indices.length + now.suppressed).toBe(now.shown);
    }
  }
});

test('a round later one more is kept, and nothing comes back', () => {
  let before = analyse(detections, settings, 0);
  expect(before.fates.filter((fate) => fate === 'waiting')).toHaveLength(before.shown);
  for (let step = 1; step <= before.run.rounds.length; step += 1) {
    const now = analyse(detections, settings, step);
    expect(now.kept.indices).toHaveLength(step);
    expect(now.suppressed).toBeGreaterThanOrEqual(before.suppressed);
    before = now;
  }
  expect(before.finished).toBe(true);
});

test('at 0.50 one of the two people is lost; far above it both are kept, with duplicates', () => {
  const low = analyse(detections, settings, Infinity);
  expect(low.lost).toHaveLength(1);
  expect(outcome(low).lost).toBe('1 person lost.');
  expect(resultSentence(low)).toContain('1 person lost.');
  const high = analyse(detections, { ...settings, iou: 0.95 }, Infinity);
  expect(high.lost).toHaveLength(0);
  expect(high.judgement?.duplicates.length).toBeGreaterThan(3);
  expect(high.judgement?.recall).toBe(1);
});

test('where nothing reaches the score threshold a sentence says so, without zeros', () => {
  const none = analyse(detections, { ...settings, score: 1 }, Infinity);
  expect(none.shown).toBe(0);
  expect(resultSentence(none)).toMatch(
    /^No prediction has a score of at least 1\.00: there is nothing to suppress\. .* never proposed\.$/,
  );
  expect(resultSentence(analyse(EMPTY, settings, Infinity))).toBe(
    'No prediction has a score of at least 0.30: there is nothing to suppress.',
  );
});

test('precision and recall are what the drawn boxes say', () => {
  const now = analyse(detections, { ...settings, iou: 0.8 }, Infinity);
  const taken = new Set<number>();
  let right = 0;
  for (const index of now.kept.indices) {
    const box = detections.predictions.boxes[index];
    if (!box) continue;
    const [best] = TRUTH.map((thing, number) => ({ number, thing, overlap: iou(thing.box, box) }))
      .filter(({ number, thing, overlap }) => {
        const same = thing.classId === detections.predictions.classes[index];
        return same && overlap >= 0.5 && !taken.has(number);
      })
      .sort((a, b) => b.overlap - a.overlap);
    if (!best) continue;
    taken.add(best.number);
    right += 1;
  }
  expect(now.judgement?.precision).toBeCloseTo(right / now.kept.indices.length, 12);
  expect(now.judgement?.recall).toBeCloseTo(right / TRUTH.length, 12);
});

test('the telling prediction is one of the lost person, and its verdict adds up', () => {
  const now = analyse(detections, settings, Infinity);
  const verdict = verdictOn(now, now.telling);
  expect(verdict?.fate).toBe('gone');
  const terms = verdict?.arithmetic;
  expect(terms && terms.sharedArea / terms.union).toBeCloseTo(verdict?.effect?.iou ?? NaN, 12);
  expect(verdict?.effect?.overlap).toBeGreaterThan(settings.iou);
  expect(verdictOn(now, 99_999)).toBeNull();
});

test('where nothing is suppressed, the best prediction is the telling one', () => {
  const now = analyse(detections, { ...settings, iou: 1 }, Infinity);
  expect(now.suppressed).toBe(0);
  expect(now.telling).toBe(now.kept.indices[0]);
  expect(verdictOn(now, now.telling)?.fate).toBe('kept');
});

test('a round of the table accounts for everything it removed', () => {
  const now = analyse(detections, settings, Infinity);
  const rows = roundRows(now);
  expect(rows).toHaveLength(now.run.rounds.length);
  expect(rows.reduce((sum, row) => sum + row.removed, 0)).toBe(now.suppressed);
  expect(rows.some((row) => row.others > 0)).toBe(true);
});

test('the sweep agrees with the figure at every threshold that was tried', () => {
  const points = sweep(detections, settings);
  expect(points).toHaveLength(101);
  for (const hundredth of [0, 30, 50, 77, 100]) {
    const now = analyse(detections, { ...settings, iou: hundredth / 100 }, Infinity);
    expect(points[hundredth]).toMatchObject({
      kept: now.kept.indices.length,
      missed: now.judgement?.missed.length,
      duplicates: now.judgement?.duplicates.length,
    });
  }
  expect(readSweep(points).fewestMissed).toBe(0);
});

test('a sweep comes back from its packed text as it was', () => {
  const points = sweep(detections, settings);
  expect(unpackSweep(packSweep(points))).toEqual(points);
  expect(packSweep(points).length).toBeLessThan(1000);
  expect(packSweep(sweep(EMPTY, settings))).toBe('101 0 0 0');
});

test('an empty picture, and one without truth, break nothing', () => {
  const nothing = analyse(EMPTY, settings, Infinity);
  expect(nothing.telling).toBe(-1);
  expect(neighbourByScore(nothing, 3, 1)).toBe(-1);
  expect(sweep(EMPTY, settings)[50]?.kept).toBe(0);
  const unknown = analyse({ ...detections, truth: null }, settings, Infinity);
  expect(unknown.judgement).toBeNull();
  expect(resultSentence(unknown)).not.toContain('lost');
  for (const { solved } of NMS_CHALLENGES)
    expect(solved({ now: unknown, scene: null })).toBe(false);
});

test('a click takes the outline next to it, and the neighbours by score come round', () => {
  const now = analyse(detections, settings, Infinity);
  const best = detections.predictions.boxes[0];
  expect(best && predictionAt(now, best[0], best[1])).toBeGreaterThanOrEqual(0);
  expect(predictionAt(now, 630, 10)).toBe(-1);
  const next = neighbourByScore(now, 0, 1);
  expect(neighbourByScore(now, next, -1)).toBe(0);
});

test('labels never cover each other', () => {
  const tags = placeTags(analyse(detections, settings, Infinity));
  expect(tags.length).toBeGreaterThan(0);
  expect(new Set(tags.map(({ index }) => index)).size).toBe(tags.length);
});

test('packed detections come back as they were', () => {
  expect(unpackDetections(packDetections(detections))).toEqual(detections);
  expect(unpackDetections(packDetections(EMPTY))).toEqual(EMPTY);
  expect(unpackDetections(packDetections({ ...EMPTY, truth: null })).truth).toBeNull();
});

test('predictions are rounded once, by less than any two backends differ', () => {
  const set = {
    boxes: [[1 / 3, 0, 100.00049, 50]] as const,
    scores: [2 / 3],
    classes: [2],
    strides: [8],
  };
  const { boxes, scores } = tidy(set);
  expect(boxes).toEqual([[0.3, 0, 100, 50]]);
  expect(scores).toEqual([0.6667]);
  expect(tidy({ ...set, boxes, scores })).toEqual({ ...set, boxes, scores });
});

test('truth leaves out what is too small or hidden', () => {
  const thing = {
    id: 1,
    className: 'person',
    whole: [0, 0, 20, 40],
    visible: [0, 0, 20, 40],
    area: 800,
    visiblePixels: 700,
    visibleFraction: 0.9,
    truncated: false,
  } as const;
  const objects = [
    thing,
    { ...thing, id: 2, visiblePixels: 99 },
    { ...thing, id: 3, visibleFraction: 0.29 },
    { ...thing, id: 6, visible: [0, 0, 20, 24] as const },
    { ...thing, id: 4, visible: null },
    { ...thing, id: 5, className: 'van' as const },
  ];
  const { truth, uncounted } = truthOf({ width: 640, objects });
  expect(truth.map(({ classId }) => classId)).toEqual([2, 1]);
  expect(uncounted).toHaveLength(3);
});

test('a duplicate is a second box on one thing, not a box on nothing', () => {
  const set = {
    boxes: [
      [100, 100, 180, 260],
      [102, 100, 182, 260],
      [500, 300, 540, 380],
    ] as const,
    scores: [0.9, 0.8, 0.7],
    classes: [2, 2, 2],
    strides: [8, 8, 8],
  };
  const kept = { indices: [0, 1, 2], scores: [0.9, 0.8, 0.7] };
  const truth = [{ box: [100, 100, 180, 260], classId: 2 }] as const;
  const judgement = judge(set, kept, truth, []);
  expect(judgement.duplicates).toEqual([1]);
  expect(judgement.precision).toBeCloseTo(1 / 3, 12);
  // On a thing too small to count the third is no mistake, and the thing is not missed.
  const lenient = judge(set, kept, truth, [{ box: [500, 300, 540, 380], classId: 2 }]);
  expect(lenient.precision).toBeCloseTo(1 / 2, 12);
  expect(lenient.missed).toEqual([]);
});
