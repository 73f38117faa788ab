import { describe, expect, test } from 'vitest';
import { Evaluation } from '../../../../src/components/explainers/average-precision/evaluation.ts';
import {
  AS_DETECTED,
  detectionsOf,
} from '../../../../src/components/explainers/average-precision/experiment.ts';
import {
  packFrames,
  unpackFrames,
  type HeldOutFrame,
} from '../../../../src/components/explainers/average-precision/held-out.ts';
import { xOf, yOf } from '../../../../src/components/explainers/average-precision/paths.ts';
import { boxAt, rankAt } from '../../../../src/components/explainers/average-precision/picking.ts';
import { reportOn } from '../../../../src/components/explainers/average-precision/report.ts';
import {
  RULES,
  summandsOf,
} from '../../../../src/components/explainers/average-precision/rules.ts';
import {
  apSentence,
  classSumText,
  cutSentence,
  reasonSentence,
  resultSentence,
} from '../../../../src/components/explainers/average-precision/sentences.ts';
import {
  apState,
  experimentOf,
  type ApState,
} from '../../../../src/components/explainers/average-precision/state.ts';
import { frameOf, LESSON } from './example.ts';

const evaluate = (frames: readonly HeldOutFrame[], change: Partial<ApState> = {}) =>
  new Evaluation(detectionsOf(frames, experimentOf({ ...apState.initial, ...change })));
const report = (frames: readonly HeldOutFrame[], change: Partial<ApState> = {}) =>
  reportOn(evaluate(frames, change), { ...apState.initial, ...change });

describe('the lesson’s example', () => {
  test('has the three areas that the lesson works out by hand', () => {
    const areas = RULES.map((interpolation) => report(LESSON, { interpolation }).ap);
    expect(areas[0]).toBeCloseTo(69.75 / 101, 12);
    expect(areas[1]).toBeCloseTo(0.6875, 12);
    expect(areas[2]).toBeCloseTo(7.5 / 11, 12);
  });

  test('is counted box by box: precision and recall of its table', () => {
    const table = [1, 2, 3, 4, 5].map((rank) => report(LESSON, { rank }).cut);
    expect(table.map(({ precision }) => Number(precision?.toFixed(2)))).toEqual([
      1, 1, 0.67, 0.75, 0.6,
    ]);
    expect(table.map(({ recall }) => recall)).toEqual([0.25, 0.5, 0.5, 0.75, 0.75]);
  });

  test('loses what the lesson says by a duplicate at rank 2, and nothing by one at the end', () => {
    const twice = (score: number) => {
      const [frame] = LESSON;
      if (!frame) return null;
      const copy = {
        ...frame,
        boxes: [...frame.boxes, frame.boxes[0] ?? [0, 0, 1, 1]] as typeof frame.boxes,
        scores: [...frame.scores, score],
        classes: [...frame.classes, 2],
      };
      return report([copy], { interpolation: 'all-points', nms: 1 }).ap;
    };
    expect(twice(0.93)).toBeCloseTo(0.25 * (1 + 2 / 3 + 3 / 5), 12);
    expect(twice(0.1)).toBeCloseTo(0.6875, 12);
  });

  test.each(RULES)('what %s adds up is its AP', (interpolation) => {
    const curve = evaluate(LESSON).curve(2, 0, 'all');
    const summands = summandsOf(curve, interpolation);
    const total = summands.reduce((sum, { precision, weight }) => sum + precision * weight, 0);
    const readings =
      interpolation === 'all-points' ? 1 : summands.reduce((sum, { weight }) => sum + weight, 0);
    expect(total / readings).toBeCloseTo(report(LESSON, { interpolation }).ap ?? NaN, 12);
  });

  test('the score decides how far down the list is counted', () => {
    expect(report(LESSON, { score: 0.75 }).cut).toMatchObject({ rank: 4, right: 3, wrong: 1 });
    expect(report(LESSON, { score: 0.76 }).cut).toMatchObject({ rank: 3, right: 2, wrong: 1 });
    expect(report(LESSON, { score: 1 }).cut).toMatchObject({ rank: 0, precision: null });
  });
});

describe('a box and its point', () => {
  test('each box is found by a click on its point', () => {
    for (let rank = 1; rank <= 5; rank += 1) {
      const state = { ...apState.initial, rank };
      const evaluation = evaluate(LESSON);
      const { cut, chosen } = reportOn(evaluation, state);
      const spot = { x: xOf(cut.recall ?? NaN), y: yOf(cut.precision ?? NaN) };
      expect(rankAt(evaluation, state, spot)).toBe(rank);
      expect(chosen?.rank).toBe(rank);
    }
  });

  test('each box is found by a click on its outline, none far away', () => {
    const { boxes } = report(LESSON);
    for (const { box, rank } of boxes)
      expect(boxAt(boxes, box[0] + 1, box[1] + 30)?.rank).toBe(rank);
    expect(boxAt(boxes, 20, 300)).toBeUndefined();
  });

  test('the chosen box stands in the frame that is shown', () => {
    const frames = [frameOf([[0, 0.4, 2]], [[0, 2]]), ...LESSON];
    const shown = report(frames, { rank: 1, frame: 1 });
    expect(shown.frame).toBe(1);
    expect(shown.boxes.find(({ rank }) => rank === 1)?.box).toEqual(shown.chosen?.box);
  });

  test('says why: found, duplicate, loose, another class, background, ignored', () => {
    const frames = [
      frameOf(
        [
          [0, 0.9, 2],
          [2, 0.8, 2],
          [120, 0.7, 2],
          [200, 0.6, 2],
          [300, 0.5, 2],
          [400, 0.4, 2],
        ],
        [
          [0, 2],
          [100, 2],
          [200, 0],
        ],
        [[300, 2]],
      ),
    ];
    const told = [1, 2, 3, 4, 5, 6].map((rank) => report(frames, { rank, nms: 1 }));
    expect(told.map(({ chosen }) => chosen?.finding.reason)).toEqual([
      'found',
      'duplicate',
      'loose',
      'other-class',
      'ignored',
      'background',
    ]);
    const sentences = told.map((each) => (each.chosen ? reasonSentence(each.chosen, each) : ''));
    expect(sentences[1]).toContain('score 0.900');
    expect(sentences[2]).toContain('0.333');
    expect(sentences[3]).toContain('car');
    expect(told[4]?.cut).toMatchObject({ ignored: 1, right: 1, wrong: 3 });
  });

  test('boxes of a frame stand in raw index order, and those above the operating point are kept', () => {
    const { boxes } = report(LESSON, { score: 0.7 });
    expect(boxes.map(({ score }) => score)).toEqual([0.95, 0.92, 0.8, 0.75, 0.6]);
    expect(boxes.map(({ kept }) => kept)).toEqual([true, true, true, true, false]);
  });
});

describe('bad input', () => {
  const numbers = (shown: ReturnType<typeof report>): string => JSON.stringify(shown);

  test('all scores equal: the raw index ranks, and nothing is NaN', () => {
    const shown = report(LESSON, { 'equal-scores': true, score: 0.5, rank: 2 });
    expect(shown.chosen?.score).toBe(0.5);
    expect(shown.rows.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5]);
    expect(numbers(shown)).not.toContain('NaN');
    expect(report(LESSON, { 'equal-scores': true }).cut.rank).toBe(5);
  });

  test('a class without predictions has AP 0, an empty list and words', () => {
    const shown = report([frameOf([[0, 0.9, 2]], [[0, 3]])], { class: 'bicycle', rank: 4 });
    expect(shown).toMatchObject({ ap: 0, count: 0, truths: 1, chosen: null, rows: [] });
    expect(cutSentence(shown)).toBe('The detector says nothing about it.');
    expect(resultSentence(shown)).not.toMatch(/NaN|undefined|null/);
    expect(shown.things).toHaveLength(1);
  });

  test('a class without truths has no AP, also not in the mean', () => {
    const frames = [
      frameOf(
        [
          [0, 0.9, 2],
          [100, 0.8, 3],
        ],
        [[0, 2]],
      ),
    ];
    const shown = report(frames, { class: 'bicycle' });
    expect(shown).toMatchObject({ ap: null, truths: 0, count: 1 });
    expect(apSentence(shown)).toContain('no AP');
    expect(classSumText(shown)).toBe('Nothing to find: no sum.');
    expect(report(frames, { class: 'all' }).ap).toBe(1);
    expect(shown.curves[0]).toMatchObject({ line: '', envelope: '', mark: null });
  });

  test('frames without anything have no numbers and no error', () => {
    for (const frames of [[], [frameOf([], [])]]) {
      const shown = report(frames, { class: 'all', rank: 7 });
      expect(shown).toMatchObject({ ap: null, count: 0, boxes: [], things: [] });
      expect(resultSentence(shown)).not.toMatch(/NaN|undefined|null/);
      expect(Object.values(evaluate(frames).coco.summary).every((value) => value === null)).toBe(
        true,
      );
    }
  });

  test.each([
    'v=1&iou=0.52',
    'v=1&iou=1',
    'v=1&class=dog',
    'v=1&rank=-1',
    'v=1&frame=61',
    'v=1&jitter=1e9',
    'v=1&copies=99999',
    'v=1&copy-score=NaN',
    'v=2',
    'v=1&size=%E0%A4%A',
  ])('the hash %s gives the defaults and a reason', (hash) => {
    expect(apState.decode(hash)).toMatchObject({ outcome: 'invalid', state: apState.initial });
  });

  test('a state survives its address', () => {
    const state: ApState = {
      ...apState.initial,
      iou: 0.75,
      class: 'all',
      interpolation: 'voc11',
      size: 'small',
      rank: 12,
      nms: 0.65,
      jitter: 1.3,
      copies: 2,
      'equal-scores': true,
    };
    expect(apState.decode(apState.encode(state))).toEqual({ outcome: 'read', state });
  });

  test.each(['', '<!doctype html>', '{}', '{"worlds":[],"frames":[{"classes":"01"}]}', 'null'])(
    'data that are none, %j, are refused',
    (text) => {
      expect(() => unpackFrames(text)).toThrow(Error);
    },
  );
});

describe('experiments', () => {
  test('shifts depend on the seed alone, keep boxes in the picture, and sides in order', () => {
    const shifted = (seed: number) =>
      detectionsOf(LESSON, { ...AS_DETECTED, jitter: 6, seed })[0]?.predictions ?? [];
    expect(shifted(1)).toEqual(shifted(1));
    expect(shifted(1)).not.toEqual(shifted(2));
    for (let seed = 1; seed <= 50; seed += 1) {
      for (const { box } of shifted(seed)) {
        const [x1, y1, x2, y2] = box;
        expect(x1 >= 0 && y1 >= 0 && x2 <= 512 && y2 <= 320 && x1 <= x2 && y1 <= y2).toBe(true);
      }
    }
  });

  test('a box is shifted alike whatever else is kept', () => {
    const first = (nms: number) =>
      detectionsOf(LESSON, { ...AS_DETECTED, jitter: 2, nms })[0]?.predictions[0];
    expect(first(0.1)).toEqual(first(1));
  });

  test('shifts have the deviation that they claim', () => {
    const many = Array.from({ length: 400 }, (_, i) => frameOf([[200, i / 400, 2]], []));
    const sides = detectionsOf(many, { ...AS_DETECTED, jitter: 3 }).flatMap(({ predictions }) =>
      predictions.map(({ box }) => box[0] - 200),
    );
    const mean = sides.reduce((sum, side) => sum + side, 0) / sides.length;
    const deviation = Math.sqrt(
      sides.reduce((sum, side) => sum + (side - mean) ** 2, 0) / sides.length,
    );
    expect(mean).toBeCloseTo(0, 0);
    expect(deviation).toBeGreaterThan(2.7);
    expect(deviation).toBeLessThan(3.3);
  });

  test('copies stand after all others with lower scores', () => {
    const [image] = detectionsOf(LESSON, { ...AS_DETECTED, copies: 2, copyScore: 0.5 });
    expect(image?.predictions).toHaveLength(15);
    expect(image?.predictions[5]).toMatchObject({ score: 0.475 });
    expect(image?.predictions[10]).toMatchObject({ score: 0.238 });
  });
});

test('frames survive the data file, number by number', () => {
  const frames = [...LESSON, frameOf([[12.3, 0.251, 4]], [[3, 1]], [[7, 0]])];
  expect(unpackFrames(packFrames(frames))).toEqual(frames);
});
