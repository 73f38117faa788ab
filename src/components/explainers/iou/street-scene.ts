import { iou } from '../../../vision/index.ts';
import type { Frame, TruthObject } from '../../../world/index.ts';
import type { IouScene } from './scene.ts';

/** People smaller than this, in pixels, are far away: they disturb nobody and are hard to drag. */
const LARGE = 800;

/**
 * Returns the figure's scene over a street frame: its truth is the person who stands most alone, in
 * full view, and of those the largest.
 *
 * @throws Error when nobody in the frame is in full view.
 */
export function sceneOnStreet(
  frame: Pick<Frame, 'width' | 'height' | 'objects'>,
  picture: string,
): IouScene {
  const people = frame.objects.filter(
    ({ className, visiblePixels }) => className === 'person' && visiblePixels >= LARGE,
  );
  const candidates = people
    .filter(
      ({ visible, visibleFraction, truncated }) => visible && visibleFraction > 0.95 && !truncated,
    )
    .filter((person) => people.every((other) => other === person || overlap(person, other) < 0.02))
    .sort((a, b) => b.area - a.area);
  const truth = candidates[0]?.visible;
  if (!truth)
    throw new Error('Nobody stands alone in this frame: choose another scene for the figure.');
  const { width, height } = frame;
  return { width, height, picture, truth, className: 'person', thing: 'a person on the crossing' };
}

function overlap(a: TruthObject, b: TruthObject): number {
  return a.visible && b.visible ? iou(a.visible, b.visible) : 0;
}
