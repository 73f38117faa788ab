import { describe, expect, test } from 'vitest';
import {
  areaUnderRoc,
  brierScore,
  classificationMetrics,
  cohenKappa,
  confusionMatrix,
  expectedCalibrationError,
  logLoss,
  matthewsCorrelation,
  rankedAveragePrecision,
  reliabilityBins,
  thresholdCurve,
  topKAccuracy,
  VisionError,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds } from './random-boxes.ts';

describe.each(seeds.slice(0, 15))('with seed %i', (seed) => {
  const draw = drawFrom(seed);
  const truths = [1, 0, ...Array.from({ length: 30 }, () => draw.whole(0, 1))];
  const scores = truths.map(() => draw.whole(0, 12));
  const curve = thresholdCurve(truths, scores);

  test('the area under ROC is the share of pairs in the right order', () => {
    const pairs = truths.flatMap((truth, i) =>
      truths.flatMap((other, j) => {
        if (truth !== 1 || other !== 0) return [];
        const ahead = (scores[i] ?? NaN) - (scores[j] ?? NaN);
        return [ahead === 0 ? 0.5 : Number(ahead > 0)];
      }),
    );
    const share = pairs.reduce((a, b) => a + b, 0) / pairs.length;
    expect(areaUnderRoc(curve)).toBeCloseTo(share, 12);
  });

  test('a curve has a point per distinct score and ends where everything is positive', () => {
    expect(curve).toHaveLength(new Set(scores).size + 1);
    expect(curve.at(-1)).toMatchObject({ recall: 1, falsePositiveRate: 1 });
    expect(rankedAveragePrecision(curve)).toBeGreaterThan(0);
  });

  test('renaming the classes changes no average over them', () => {
    const predictions = truths.map(() => draw.whole(0, 2));
    const labels = truths.map(() => draw.whole(0, 2));
    const renamed = (values: number[]) => values.map((value) => (value + 1) % 3);
    const a = confusionMatrix(labels, predictions, 3);
    const b = confusionMatrix(renamed(labels), renamed(predictions), 3);
    const [one, two] = [classificationMetrics(a), classificationMetrics(b)];
    expect(two.accuracy).toBe(one.accuracy);
    expect(two.macro.f1).toBeCloseTo(one.macro.f1, 12);
    expect(two.meanIou).toBeCloseTo(one.meanIou, 12);
    expect(cohenKappa(b)).toBeCloseTo(cohenKappa(a), 12);
    expect(matthewsCorrelation(b)).toBeCloseTo(matthewsCorrelation(a), 12);
    // F1 and IoU of a class rank alike: F1 = 2·IoU / (1 + IoU).
    for (const { f1, iou } of one.perClass) expect(f1).toBeCloseTo((2 * iou) / (1 + iou), 12);
  });
});

describe('curves', () => {
  test('a perfect order has area 1 and precision 1, the reverse has area 0', () => {
    const curve = thresholdCurve([1, 1, 0], [3, 2, 1]);
    expect([areaUnderRoc(curve), rankedAveragePrecision(curve)]).toEqual([1, 1]);
    expect(areaUnderRoc(thresholdCurve([0, 1, 1], [3, 2, 1]))).toBe(0);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['one class alone', () => thresholdCurve([1, 1], [1, 2]), /both positive and negative/],
    ['lengths', () => thresholdCurve([1], [1, 2]), /1 samples came with 2/],
    ['a score that is no number', () => thresholdCurve([1, 0], [NaN, 1]), /must be a number/],
    ['an unknown class', () => confusionMatrix([2], [0], 2), /one of 2 classes, got 2/],
    ['no samples', () => classificationMetrics([[0]]), /at least one sample/],
    ['a matrix that is not square', () => cohenKappa([[1, 2]]), /must be square/],
    ['a label without a score', () => topKAccuracy([[1, 2]], [2], 1), /one of the 2 classes/],
  ])('refuse %s', (_, call, sentence) => {
    expect(call).toThrow(VisionError);
    expect(call).toThrow(sentence);
  });
});

describe('classification', () => {
  test('a prediction without errors gets full marks everywhere', () => {
    const confusion = confusionMatrix([0, 1, 2, 1], [0, 1, 2, 1], 3);
    const { accuracy, balancedAccuracy, macro, meanIou } = classificationMetrics(confusion);
    expect([accuracy, balancedAccuracy, macro.f1, meanIou]).toEqual([1, 1, 1, 1]);
    expect([cohenKappa(confusion), matthewsCorrelation(confusion)]).toEqual([1, 1]);
  });

  test('always saying the same is no agreement beyond chance, however accurate', () => {
    const confusion = [
      [90, 0],
      [10, 0],
    ];
    expect(classificationMetrics(confusion).accuracy).toBe(0.9);
    expect(classificationMetrics(confusion).balancedAccuracy).toBe(0.5);
    expect(cohenKappa(confusion)).toBeCloseTo(0, 12);
    expect(matthewsCorrelation(confusion)).toBe(0);
    expect(cohenKappa([[5]])).toBe(1);
  });

  test('a label counts once it is among the best k', () => {
    const scores = [[0.2, 0.5, 0.3]];
    expect([1, 2, 3].map((k) => topKAccuracy(scores, [0], k))).toEqual([0, 0, 1]);
    expect(topKAccuracy(scores, [1], 1)).toBe(1);
  });
});

describe('calibration', () => {
  // Of ten predictions at each confidence exactly that share is right.
  const confidences = [0.2, 0.5, 0.9].flatMap((p) => new Array<number>(10).fill(p));
  const correct = [2, 5, 9].flatMap((hits) => Array.from({ length: 10 }, (_, i) => i < hits));

  test('a perfectly calibrated set has an expected calibration error of 0', () => {
    expect(expectedCalibrationError(confidences, correct)).toBeCloseTo(0, 12);
  });

  test('overconfidence by a fifth is an error of a fifth', () => {
    const surer = confidences.map(() => 0.8);
    const share = correct.filter(Boolean).length / correct.length;
    expect(expectedCalibrationError(surer, correct, 10)).toBeCloseTo(0.8 - share, 12);
  });

  test('bins hold every prediction once, the upper bound included', () => {
    const bins = reliabilityBins([0, 0.1, 0.5, 1], [0, 1, 1, 1], 2);
    expect(bins.map(({ count }) => count)).toEqual([3, 1]);
    expect(bins[1]).toEqual({ low: 0.5, high: 1, count: 1, confidence: 1, accuracy: 1 });
  });

  test('certainty costs nothing when right, and much but not endlessly when wrong', () => {
    expect(brierScore([1, 0], [1, 0])).toBe(0);
    expect(brierScore([1], [0])).toBe(1);
    expect(logLoss([0.5], [true])).toBeCloseTo(Math.LN2, 12);
    expect(logLoss([0], [1])).toBeCloseTo(52 * Math.LN2, 12);
    expect(() => brierScore([1.2], [1])).toThrow('between 0 and 1');
  });
});
