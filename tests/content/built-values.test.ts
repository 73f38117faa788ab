import { expect, it } from 'vitest';
import { codeOfValues } from '../../config/built-values.ts';
import {
  BUILT_FLOOR,
  builtDetections,
} from '../../src/components/explainers/nms/detections.built.ts';
import { unpackDetections } from '../../src/components/explainers/nms/detections.ts';

it('a module of built values is its exports, and computes nothing', () => {
  expect(codeOfValues({ floor: 0.3, names: { a: '1 2', b: 'it’s "quoted"' } })).toBe(
    'export const floor = 0.3;\nexport const names = {"a":"1 2","b":"it’s \\"quoted\\""};',
  );
});

it('a figure of the detector has what it said about every scene that pages show first', () => {
  for (const packed of Object.values(builtDetections)) {
    const { predictions, truth } = unpackDetections(packed);
    expect(predictions.boxes.length).toBeGreaterThan(20);
    expect(Math.min(...predictions.scores)).toBeGreaterThanOrEqual(BUILT_FLOOR);
    expect(truth).not.toBeNull();
  }
});
