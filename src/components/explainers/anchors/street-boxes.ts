import { truthOf } from '../../figures/street-truth.ts';
import type { Box } from '../../../vision/index.ts';
import { bakeWorld, renderFrame, sampleTrainingViews } from '../../../world/index.ts';
import { INPUT } from './settings.ts';

/** Held-out streets: training uses the seeds from 1 to 1,100. */
export const STREETS = { first: 100_001, count: 8, views: 3 } as const;

/** Side of the shadow map: no light falls on truth. */
const SHADOWS = 16;

let known: { boxes: Box[]; frames: number } | undefined;

/**
 * Returns the visible boxes of everything that counts as truth on a few held-out streets, in whole pixels of the
 * detector's input, and how many frames they are from. For pages being built. Light and weather are left out:
 * they change pixels, not what stands where.
 */
export function streetBoxes(): { boxes: readonly Box[]; frames: number } {
  known ??= collect();
  return known;
}

function collect(): { boxes: Box[]; frames: number } {
  const boxes: Box[] = [];
  let frames = 0;
  for (let street = 0; street < STREETS.count; street += 1) {
    const { world, cameras } = sampleTrainingViews(STREETS.first + street, STREETS.views);
    const baked = bakeWorld({ ...world, light: 'day', weather: 'clear' }, SHADOWS);
    for (const camera of cameras) {
      const frame = renderFrame(baked, camera, { ...INPUT, samples: 1 });
      boxes.push(...truthOf(frame).truth.map(({ box }) => box));
      frames += 1;
    }
  }
  return { boxes, frames };
}
