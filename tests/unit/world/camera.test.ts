import { expect, test } from 'vitest';
import { cameraBasis } from '../../../src/world/camera.ts';
import { dot } from '../../../src/world/math.ts';
import { TEST_CAMERA } from './test-street.ts';

test('the axes of a camera are orthonormal', () => {
  const { right, up, forward } = cameraBasis({ ...TEST_CAMERA, yaw: 0.8, pitch: -0.3 });
  for (const axis of [right, up, forward]) expect(dot(axis, axis)).toBeCloseTo(1, 7);
  expect(dot(right, up)).toBeCloseTo(0, 7);
  expect(dot(up, forward)).toBeCloseTo(0, 7);
  expect(dot(right, forward)).toBeCloseTo(0, 7);
});
