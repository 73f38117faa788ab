import { describe, expect, test } from 'vitest';
import {
  averagePrecision101,
  COCO_AREAS,
  COCO_IOU_THRESHOLDS,
  evaluateDetections,
  iou,
  prepareDetections,
  rankDetections,
  type DetectionImage,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds } from './random-boxes.ts';

const CLASSES = [0, 1, 2];

/** Images with truths, crowds, hits, near misses and ties, from a seed. */
function setOf(seed: number): DetectionImage[] {
  const draw = drawFrom(seed);
  return Array.from({ length: 4 }, () => {
    const { boxes, scores, classes } = draw.scene(30);
    const { boxes: others, classes: otherClasses } = draw.scene(12);
    return {
      truths: [
        ...boxes.slice(0, 8).map((box, i) => ({ box, classId: classes[i] ?? 0 })),
        ...others.map((box, i) => ({ box, classId: otherClasses[i] ?? 0, crowd: i % 3 === 0 })),
      ],
      predictions: boxes.map((box, i) => ({
        box,
        classId: classes[i] ?? 0,
        score: scores[i] ?? 0,
      })),
    };
  });
}

describe('the ranked list of a class', () => {
  test.each(seeds)(
    'gives the AP of COCO at every threshold and in every size class (seed %i)',
    (seed) => {
      const images = setOf(seed);
      const { summary, categories } = evaluateDetections(images, CLASSES);
      const prepared = [...prepareDetections(images, CLASSES).values()];
      const meanOver = (areas: readonly [number, number], thresholds: readonly number[]) => {
        const aps = prepared.flatMap((own) =>
          thresholds.flatMap((threshold) => {
            const { detections, truths } = rankDetections(own, threshold, areas);
            const judged = detections.filter(({ outcome }) => outcome !== 'ignored');
            const right = judged.map(({ outcome }) => outcome === 'right');
            return averagePrecision101(right, truths).ap ?? [];
          }),
        );
        return aps.length === 0 ? null : aps.reduce((sum, ap) => sum + ap, 0) / aps.length;
      };
      const [half = 0.5] = COCO_IOU_THRESHOLDS;
      const expected = [
        [summary.ap, meanOver(COCO_AREAS.all, COCO_IOU_THRESHOLDS)],
        [summary.ap50, meanOver(COCO_AREAS.all, [half])],
        [summary.apSmall, meanOver(COCO_AREAS.small, COCO_IOU_THRESHOLDS)],
        [summary.apMedium, meanOver(COCO_AREAS.medium, COCO_IOU_THRESHOLDS)],
        [summary.apLarge, meanOver(COCO_AREAS.large, COCO_IOU_THRESHOLDS)],
      ] as const;
      for (const [theirs, ours] of expected) {
        if (theirs === null) expect(ours).toBeNull();
        else expect(ours).toBeCloseTo(theirs, 12);
      }
      expect(categories).toHaveLength(prepared.length);
    },
  );

  test.each(seeds.slice(0, 10))(
    'names the truth that each right one found, once (seed %i)',
    (seed) => {
      const images = setOf(seed);
      for (const [classId, own] of prepareDetections(images, CLASSES)) {
        const { detections } = rankDetections(own, 0.5);
        const taken = new Set<string>();
        for (const [rank, { image, index, score, outcome, truth }] of detections.entries()) {
          const prediction = images[image]?.predictions[index];
          expect(prediction).toMatchObject({ classId, score });
          expect(score).toBeLessThanOrEqual(detections[rank - 1]?.score ?? Infinity);
          if (outcome !== 'right') continue;
          const thing = images[image]?.truths[truth];
          expect(thing).toMatchObject({ classId });
          expect(thing?.crowd ?? false).toBe(false);
          expect(prediction && thing ? iou(prediction.box, thing.box) : 0).toBeGreaterThanOrEqual(
            0.5,
          );
          expect(taken.has(`${image} ${truth}`)).toBe(false);
          taken.add(`${image} ${truth}`);
        }
      }
    },
  );
});

test('a class without truths, without predictions, or without both has a list', () => {
  const box = [0, 0, 10, 10] as const;
  const prepared = prepareDetections(
    [{ truths: [{ box, classId: 0 }], predictions: [{ box, classId: 1, score: 0.5 }] }],
    [0, 1, 2],
  );
  const lists = [...prepared.values()].map((own) => rankDetections(own, 0.5));
  expect(lists.map(({ truths }) => truths)).toEqual([1, 0, 0]);
  expect(lists.map(({ detections }) => detections.map(({ outcome }) => outcome))).toEqual([
    [],
    ['wrong'],
    [],
  ]);
});
