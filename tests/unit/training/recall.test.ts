import { describe, expect, it } from 'vitest';
import { countFound, recallOf } from '../../../training/detector/recall.ts';

const thing = (x: number, size: number, crowd = false) => ({
  classId: 0,
  box: [x, 0, x + size, size] as const,
  crowd,
});
const says = (x: number, size: number, score: number) => ({ ...thing(x, size), score });
/** Two worlds: in the first both small things are found, in the second none of two. */
const images = [
  {
    world: 0,
    truths: [thing(0, 10), thing(50, 10), thing(100, 60), thing(200, 10, true)],
    predictions: [says(0, 10, 0.9), says(50, 10, 0.5), says(100, 60, 0.2), says(200, 10, 0.9)],
  },
  { world: 1, truths: [thing(0, 10), thing(50, 10)], predictions: [says(0, 10, 0.1)] },
];

describe('recall by size', () => {
  it('counts what is there and what a sure box finds, without crowds', () => {
    const { there, found } = countFound(images, [0, 400], 0.3);
    expect([...there]).toEqual([2, 2]);
    expect([...found]).toEqual([2, 0]);
    expect([...countFound(images, [400, 1e5], 0.3).found]).toEqual([0, 0]);
    expect([...countFound(images, [400, 1e5], 0.1).found]).toEqual([1, 0]);
  });

  it('gives an interval as wide as the worlds differ', () => {
    const recall = recallOf(countFound(images, [0, 400], 0.3), 200);
    expect(recall).toEqual({ value: 0.5, interval: [0, 1], truths: 4 });
  });

  it('is null where nothing of the size is there', () => {
    expect(recallOf(countFound(images, [1e6, 1e7], 0.3), 10)).toBeNull();
  });
});
