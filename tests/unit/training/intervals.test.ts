import { expect, test } from 'vitest';
import { evaluateDetections, type Box } from '../../../src/vision/index.ts';
import {
  rankAll,
  resample,
  weightedAps,
  type WorldImage,
} from '../../../training/detector/intervals.ts';

/** Forty frames of eight worlds with jittered, missed and invented boxes, and some crowds. */
function example(): WorldImage[] {
  let state = 7;
  const random = (): number =>
    (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  return Array.from({ length: 40 }, (_, frame) => {
    const truths = Array.from({ length: 6 }, () => {
      const [x, y] = [random() * 200, random() * 100];
      const box: Box = [x, y, x + 10 + random() * 30, y + 10 + random() * 50];
      return { box, classId: random() < 0.6 ? 0 : 1, crowd: random() < 0.2 };
    });
    const predictions = truths.flatMap(({ box, classId }) => {
      if (random() < 0.2) return [];
      const near = (side: number): number => side + (random() - 0.5) * 6;
      const moved: Box = [near(box[0]), near(box[1]), near(box[2]), near(box[3])];
      return [{ box: moved, classId, score: random() }];
    });
    predictions.push({ box: [5, 5, 25, 45], classId: 0, score: random() });
    return { truths, predictions, world: Math.floor(frame / 5) };
  });
}

test('every world once is the evaluation itself', () => {
  const images = example();
  const { summary } = evaluateDetections(images, [0, 1]);
  const once = weightedAps(rankAll(images, [0, 1]), new Float64Array(8).fill(1));
  expect(once.ap).toBeCloseTo(summary.ap ?? -1, 10);
  expect(once.ap50).toBeCloseTo(summary.ap50 ?? -1, 10);
  expect(once.ap75).toBeCloseTo(summary.ap75 ?? -1, 10);
});

test('a world left out is as if it had never been seen', () => {
  const images = example();
  const weights = new Float64Array(8).fill(1);
  weights[3] = 0;
  const without = images.filter(({ world }) => world !== 3);
  const { summary } = evaluateDetections(without, [0, 1]);
  expect(weightedAps(rankAll(images, [0, 1]), weights).ap).toBeCloseTo(summary.ap ?? -1, 10);
});

test('resamplings lie around the value and repeat', () => {
  const rankings = rankAll(example(), [0, 1]);
  const worlds = [0, 1, 2, 3, 4, 5, 6, 7];
  const samples = resample(rankings, worlds, 50);
  const middle = weightedAps(rankings, new Float64Array(8).fill(1)).ap;
  const values = samples.map(({ ap }) => ap);
  expect(Math.min(...values)).toBeLessThan(middle);
  expect(Math.max(...values)).toBeGreaterThan(middle);
  expect(resample(rankings, worlds, 50)).toEqual(samples);
});
