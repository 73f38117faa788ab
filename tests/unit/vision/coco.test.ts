import { describe, expect, test } from 'vitest';
import {
  COCO_IOU_THRESHOLDS,
  evaluateCoco,
  evaluateDetections,
  evaluateVoc,
  matchDetections,
  type Box,
  type CocoDataset,
  type CocoDetection,
  type DetectionImage,
  type PredictedBox,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds } from './random-boxes.ts';

const one: CocoDataset = {
  images: [{ id: 1 }],
  categories: [{ id: 1 }],
  annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [10, 10, 32, 32], area: 32 ** 2 }],
};
const hit: CocoDetection = { image_id: 1, category_id: 1, bbox: [10, 10, 32, 32], score: 0.9 };

test('the thresholds round as those of the reference', () => {
  expect(COCO_IOU_THRESHOLDS).toEqual([
    0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.8999999999999999, 0.95,
  ]);
});

test('an area of exactly 32² counts as small and as medium', () => {
  expect(evaluateCoco(one, [hit]).summary).toEqual({
    ap: 1,
    ap50: 1,
    ap75: 1,
    apSmall: 1,
    apMedium: 1,
    apLarge: null,
    ar1: 1,
    ar10: 1,
    ar100: 1,
    arSmall: 1,
    arMedium: 1,
    arLarge: null,
  });
});

test('without detections every number that is defined is 0', () => {
  const { summary, categories } = evaluateCoco(one, []);
  expect(summary).toMatchObject({ ap: 0, ar1: 0, apSmall: 0, apLarge: null });
  expect(categories[0]).toMatchObject({ ap: 0, ap50: 0, ar100: 0 });
});

test('without truths no number is defined', () => {
  const { summary } = evaluateCoco({ ...one, annotations: [] }, [hit]);
  expect(Object.values(summary)).toEqual(new Array(12).fill(null));
});

test('an empty data set has no numbers', () => {
  const { summary, categories } = evaluateDetections([], []);
  expect(Object.values(summary).every((value) => value === null)).toBe(true);
  expect(categories).toEqual([]);
});

test('a crowd absorbs any number of detections and counts for none', () => {
  const crowd = {
    id: 2,
    image_id: 1,
    category_id: 1,
    bbox: [100, 100, 80, 80],
    area: 6400,
  } as const;
  const dataset = { ...one, annotations: [...one.annotations, { ...crowd, iscrowd: 1 }] };
  const inside = [0, 20, 40].map((x): CocoDetection => {
    return { image_id: 1, category_id: 1, bbox: [100 + x, 110, 30, 30], score: 0.95 };
  });
  expect(evaluateCoco(dataset, [hit, ...inside]).summary.ap).toBe(1);
  expect(evaluateCoco(one, [hit, ...inside]).summary.ap).toBeLessThan(1);
});

test('only the best hundred detections of an image count', () => {
  const wrong = Array.from({ length: 100 }, (_, i): CocoDetection => {
    return { image_id: 1, category_id: 1, bbox: [200 + i, 200, 5, 5], score: 0.99 };
  });
  expect(evaluateCoco(one, [...wrong, hit]).summary.ap).toBe(0);
  expect(evaluateCoco(one, [...wrong.slice(1), hit]).summary.ap50).toBeCloseTo(0.01, 12);
});

test('a detection of a category that nobody asked for is left out', () => {
  expect(evaluateCoco(one, [hit, { ...hit, category_id: 7 }]).summary.ap).toBe(1);
});

test.each<[string, Partial<CocoDetection>, string]>([
  ['a NaN score', { score: NaN }, 'Detection 1 has the score NaN'],
  ['an unknown image', { image_id: 5 }, 'Detection 1 belongs to image 5'],
  ['a negative width', { bbox: [0, 0, -1, 5] }, 'sizes of at least 0, got [0, 0, -1, 5]'],
])('%s is refused in a sentence', (_, change, sentence) => {
  expect(() => evaluateCoco(one, [{ ...hit, ...change }])).toThrow(sentence);
});

describe.each(seeds.slice(0, 15))('with seed %i', (seed) => {
  const draw = drawFrom(seed);
  const images = Array.from({ length: 6 }, (): DetectionImage => {
    const { boxes, scores, classes } = draw.scene(draw.whole(1, 12));
    const truths = boxes.map((box, i) => ({ box, classId: classes[i] ?? 0 }));
    const predictions = boxes.map(([x1, y1, x2, y2], i): PredictedBox => {
      const [dx, dy] = [draw.between(-6, 6), draw.between(-6, 6)];
      const box: Box = [x1 + dx, y1 + dy, x2 + dx, y2 + dy];
      return { box, classId: classes[i] ?? 0, score: scores[i] ?? 0 };
    });
    return { truths, predictions };
  });
  const { summary } = evaluateDetections(images, [0, 1, 2]);

  test('stricter is never better, and more detections never find less', () => {
    const {
      ap = NaN,
      ap50 = NaN,
      ap75 = NaN,
      ar1 = NaN,
      ar10 = NaN,
      ar100 = NaN,
    } = {
      ...summary,
    };
    expect(ap50).toBeGreaterThanOrEqual(ap75 ?? NaN);
    expect(ap50).toBeGreaterThanOrEqual(ap ?? NaN);
    expect(ar10).toBeGreaterThanOrEqual(ar1 ?? NaN);
    expect(ar100).toBeGreaterThanOrEqual(ar10 ?? NaN);
  });

  test('only the order of the scores matters', () => {
    const squeezed = images.map(({ truths, predictions }) => ({
      truths,
      predictions: predictions.map((p) => ({ ...p, score: 0.5 + p.score / 100 })),
    }));
    expect(evaluateDetections(squeezed, [0, 1, 2]).summary).toEqual(summary);
  });

  test('perfect predictions have AP 1', () => {
    const perfect = images.map(({ truths }) => {
      const wide = truths.filter(({ box }) => box[2] > box[0] && box[3] > box[1]);
      return { truths: wide, predictions: wide.map((truth) => ({ ...truth, score: 1 })) };
    });
    expect(evaluateDetections(perfect, [0, 1, 2]).summary.ap).toBeCloseTo(1, 12);
  });

  test('matching one image counts every prediction and every truth once', () => {
    for (const { truths, predictions } of images) {
      const result = matchDetections(predictions, truths, 0.5);
      expect(result.truePositives + result.falsePositives).toBe(predictions.length);
      expect(result.truePositives + result.falseNegatives).toBe(truths.length);
      for (const [prediction, truth] of result.truthOf.entries()) {
        if (truth < 0) continue;
        expect(result.predictionOf[truth]).toBe(prediction);
        expect(truths[truth]?.classId).toBe(predictions[prediction]?.classId);
      }
    }
  });
});

describe('matching one image', () => {
  const box: Box = [0, 0, 10, 10];

  test('gives the truth to the better score, and calls the other wrong', () => {
    const predictions = [0.5, 0.8].map((score) => ({ box, classId: 0, score }));
    expect(matchDetections(predictions, [{ box, classId: 0 }])).toEqual({
      truthOf: [-1, 0],
      predictionOf: [1],
      ignored: [false, false],
      truePositives: 1,
      falsePositives: 1,
      falseNegatives: 0,
      precision: 0.5,
      recall: 1,
    });
  });

  test('says which predictions a crowd took', () => {
    const apart: PredictedBox = { box: [50, 50, 60, 60], classId: 0, score: 1 };
    const match = matchDetections(
      [apart, { box, classId: 0, score: 0.5 }],
      [{ box, classId: 0, crowd: true }],
    );
    expect(match).toMatchObject({ ignored: [false, true], truthOf: [-1, -1], falsePositives: 1 });
  });

  test('has no precision without predictions and no recall without truths', () => {
    expect(matchDetections([], [])).toMatchObject({ precision: null, recall: null });
  });

  test('never matches boxes that share nothing, even at threshold 0', () => {
    const apart: PredictedBox = { box: [50, 50, 60, 60], classId: 0, score: 1 };
    expect(matchDetections([apart], [{ box, classId: 0 }], 0).truePositives).toBe(0);
  });

  test('counts more than a hundred predictions of a class', () => {
    const many = Array.from({ length: 150 }, () => ({ box, classId: 0, score: 0.5 }));
    expect(matchDetections(many, [{ box, classId: 0 }]).falsePositives).toBe(149);
  });
});

describe('the VOC evaluation', () => {
  const truth = { image: 'a', box: [0, 0, 9, 9] as const };
  const detection = { image: 'a', box: [0, 0, 9, 9] as const, score: 0.9 };

  test('counts a second detection of the same object as wrong', () => {
    const result = evaluateVoc([truth], [detection, { ...detection, score: 0.8 }]);
    expect(result.precision).toEqual([1, 0.5]);
    expect(result.ap).toBe(1);
  });

  test('counts a difficult object neither way', () => {
    const hard = { image: 'a', box: [50, 50, 59, 59] as const, difficult: true };
    const result = evaluateVoc([truth, hard], [{ ...detection, box: hard.box }, detection]);
    expect(result).toMatchObject({ recall: [0, 1], precision: [0, 1], ap: 1 });
  });

  test('counts the last pixel: boxes of ten pixels that share half have IoU 1/3', () => {
    const shifted = { ...detection, box: [5, 0, 14, 9] as const };
    expect(evaluateVoc([truth], [shifted], 0.333).ap).toBe(1);
    expect(evaluateVoc([truth], [shifted], 0.334).ap).toBe(0);
  });

  test('has no AP without a truth', () => {
    expect(evaluateVoc([], [detection])).toMatchObject({ ap: null, ap11: null, recall: [0] });
  });
});
