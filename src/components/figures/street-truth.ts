import type { Box } from '../../vision/index.ts';
import type { Frame } from '../../world/index.ts';
import { CLASS_IDS, classOfThing } from './detector-classes.ts';

/** One thing that is really there. */
export interface TruthItem {
  /** What is seen of it, pixels. */
  readonly box: Box;
  /** Place in `CLASS_IDS`. */
  readonly classId: number;
}

/** The truth of a frame, as the detector was trained and is judged. */
export interface StreetTruth {
  readonly truth: readonly TruthItem[];
  /** Things too small or too hidden to count: who finds one is neither right nor wrong. */
  readonly uncounted: readonly TruthItem[];
}

/**
 * What a thing must show to count as truth: height in pixels, and pixels, both at the model's own size, and the share
 * of it that is not hidden, 0 to 1. The rule of the model's card.
 */
export const LEAST = { height: 10, visiblePixels: 16, visibleShare: 0.3 } as const;

/** Width of the detector's input, pixels. */
export const MODEL_WIDTH = 256;

/** Returns the visible boxes of the things in a frame, in its pixels: those that count as truth, and the rest. */
export function truthOf(frame: Pick<Frame, 'width' | 'objects'>): StreetTruth {
  const scale = frame.width / MODEL_WIDTH;
  const truth: TruthItem[] = [];
  const uncounted: TruthItem[] = [];
  for (const { visible, visiblePixels, visibleFraction, className } of frame.objects) {
    if (!visible) continue;
    const counts =
      visible[3] - visible[1] >= LEAST.height * scale &&
      visiblePixels >= LEAST.visiblePixels * scale ** 2 &&
      visibleFraction >= LEAST.visibleShare;
    const item = { box: visible, classId: CLASS_IDS.indexOf(classOfThing(className)) };
    (counts ? truth : uncounted).push(item);
  }
  return { truth, uncounted };
}
