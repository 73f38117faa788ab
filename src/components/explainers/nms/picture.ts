import type { StreetFrame } from '../../../runtime/index.ts';
import type { Box } from '../../../vision/index.ts';
import type { OwnPicture } from '../../figures/own-picture.ts';
import { truthOf, type TruthItem } from '../../figures/street-truth.ts';
import type { Scenery } from './editing/scene-things.ts';
import type { SceneState } from './view.ts';

/** A picture to look at, and what is known about it in the units of the drawing. */
export interface Picture {
  readonly pixels: ImageData;
  /** Units of the drawing per pixel: 1, and 2 for a draft of the street. */
  readonly scale: number;
  readonly truth: readonly TruthItem[] | null;
  readonly uncounted: readonly TruthItem[];
  readonly scenery: Scenery | undefined;
}

/** Returns a picture of the street with its truth, drawn with the changes of a scene. */
export function streetPicture(frame: StreetFrame, { edits }: SceneState): Picture {
  const { width, height, rgba, sharp, objects, things } = frame;
  const scale = sharp ? 1 : 2;
  const { truth, uncounted } = truthOf(frame);
  const grown = (items: readonly TruthItem[]): TruthItem[] =>
    items.map(({ box, classId }) => ({ box: scaled(box, scale), classId }));
  return {
    pixels: new ImageData(new Uint8ClampedArray(rgba), width, height),
    scale,
    truth: grown(truth),
    uncounted: grown(uncounted),
    scenery: { frame: { width, objects, things }, edits },
  };
}

/** Returns a box in other units. */
export function scaled([x1, y1, x2, y2]: Box, scale: number): Box {
  return [x1 * scale, y1 * scale, x2 * scale, y2 * scale];
}

/** Returns a picture of the reader's, of which nothing is known. */
export function ownPicture({ pixels }: OwnPicture): Picture {
  return { pixels, scale: 1, truth: null, uncounted: [], scenery: undefined };
}
