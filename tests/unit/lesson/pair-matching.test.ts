import { describe, expect, it } from 'vitest';
import { CLASS_IDS } from '../../../src/components/figures/detector-classes.ts';
import { detectScene } from '../../../src/components/explainers/nms/build-scene.ts';
import { matchPair } from '../../../src/components/lesson/set-matching/pair-matching.ts';
import { BACKGROUND, giou, type Box } from '../../../src/vision/index.ts';

const people = CLASS_IDS.indexOf('person');

describe('the pair of people in the lesson on set prediction', () => {
  const detections = detectScene('twins', 0.3);
  const { candidates, overlap, people: pair, total } = matchPair(detections, people);

  it('is a pair that suppression at 0.5 cannot keep, even with perfect boxes', () => {
    expect(overlap).toBeGreaterThan(0.6);
    expect(candidates.filter(({ kept }) => kept)).toHaveLength(1);
  });

  it('has one positive for each person one to one, where the highest IoU gives all to one of them', () => {
    expect(candidates.map(({ byOverlap }) => byOverlap)).toEqual([1, 1, 1, 1, 1]);
    expect(candidates.map(({ oneToOne }) => oneToOne).sort()).toEqual([
      BACKGROUND,
      BACKGROUND,
      BACKGROUND,
      0,
      1,
    ]);
  });

  it('charges the cost of the paper, and no other two predictions cost less', () => {
    const [a] = candidates;
    const [left] = pair;
    const relative = ([x1, y1, x2, y2]: Box): number[] => [
      (x1 + x2) / 2 / 640,
      (y1 + y2) / 2 / 400,
      (x2 - x1) / 640,
      (y2 - y1) / 400,
    ];
    const box = a?.box ?? left;
    const l1 = relative(box).reduce((sum, v, i) => sum + Math.abs(v - (relative(left)[i] ?? 0)), 0);
    expect(a?.costs[0]).toBeCloseTo(-(a?.score ?? 0) + 5 * l1 - 2 * giou(box, left), 9);
    const sums = candidates.flatMap((p) =>
      candidates.filter((q) => q !== p).map((q) => p.costs[0] + q.costs[1]),
    );
    expect(total).toBeCloseTo(Math.min(...sums), 9);
  });

  it('says so when a picture holds no pair', () => {
    expect(() => matchPair({ ...detections, truth: [] }, people)).toThrow(/two things/);
  });
});
