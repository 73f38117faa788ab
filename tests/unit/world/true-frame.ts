import { renderFrame } from '../../../src/world/render.ts';
import { bakeTestStreet, TEST_CAMERA } from './test-street.ts';

/** The test street as the test camera sees it, with every truth that a frame can have. */
export const SIZE = { width: 192, height: 120 } as const;
export const baked = bakeTestStreet(3);
export const frame = renderFrame(baked, TEST_CAMERA, {
  ...SIZE,
  normals: true,
  flow: { seconds: 0.1 },
});
