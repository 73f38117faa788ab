import { expect, it } from 'vitest';
import { codeOfValues } from '../../config/built-values.ts';
import { detectScene } from '../../src/components/explainers/nms/build-scene.ts';
import {
  BUILT_FLOOR,
  builtDetections,
  type BuiltScene,
} from '../../src/components/explainers/nms/detections.built.ts';
import { LEFT_OUT, unpackDetections } from '../../src/components/explainers/nms/detections.ts';

it('a module of built values is its exports, and computes nothing', () => {
  expect(codeOfValues({ floor: 0.3, names: { a: '1 2', b: 'it’s "quoted"' } })).toBe(
    'export const floor = 0.3;\nexport const names = {"a":"1 2","b":"it’s \\"quoted\\""};',
  );
});

it.each(Object.keys(builtDetections) as BuiltScene[])(
  'what the detector said about %s comes with the figure, under the raw indices of a live run',
  (scene) => {
    const { predictions, truth } = unpackDetections(builtDetections[scene]);
    const live = detectScene(scene).predictions;
    const there = live.scores.flatMap((score, index) => (score >= BUILT_FLOOR ? [index] : []));
    expect(there.length).toBeGreaterThan(20);
    expect(there.length).toBeLessThan(live.scores.length);
    for (const index of there) {
      expect(predictions.boxes[index]).toEqual(live.boxes[index]);
      expect(predictions.scores[index]).toBe(live.scores[index]);
    }
    expect(predictions.scores).toHaveLength(live.scores.length);
    expect(predictions.scores.filter((score) => score !== LEFT_OUT)).toHaveLength(there.length);
    expect(truth).not.toBeNull();
  },
);
