/** Frames, and the crops that are taken from them, as the trainer and the tests both need them. */
import { cropPicture } from '../../src/runtime/crop.ts';
import { toInput } from '../../src/runtime/preprocess.ts';
import {
  noiseOf,
  noiseSeedOf,
  renderFrame,
  type BakedWorld,
  type Camera,
  type Frame,
  type StreetWorld,
} from '../../src/world/index.ts';
import type { CropWindow } from './crop-windows.ts';

/** Size of the classifier's input in pixels. */
export const CROP_SIDE = 64;
/** Size of the frames that crops are cut from: a thing 30 pixels tall is worth looking at. */
const FRAME = { width: 640, height: 400 };

/** What the trainer and the evaluation read about a crop. */
export interface CropTruth {
  readonly world: number;
  readonly view: number;
  /** `day`, `golden`, `backlit` or `night`. */
  readonly light: string;
  readonly weather: string;
  readonly window: CropWindow;
  readonly class: number;
}

/** Returns the frame of a view of a world, with the noise of that world's sensor. */
export function frameOf(baked: BakedWorld, camera: Camera, world: number, view: number): Frame {
  const noise = { noise: noiseOf(world), noiseSeed: noiseSeedOf(world, view) };
  return renderFrame(baked, camera, { ...FRAME, ...noise, samples: 2 });
}

/** Returns the instances of people who ride: in a crop they belong to the bicycle. */
export function ridersOf(world: StreetWorld): Set<number> {
  const riders = world.mesh.instances.flatMap(({ traits }, id) =>
    traits?.['pose'] === 'cycling' ? [id] : [],
  );
  return new Set(riders);
}

/** Returns a crop at the size of the network's input, three bytes a pixel, scaled as the page scales it. */
export function shrunk(frame: Frame, [x, y, side]: CropWindow): Uint8Array {
  const crop = cropPicture(frame, { x, y, width: side, height: side });
  const input = toInput(crop, { width: CROP_SIDE, height: CROP_SIDE });
  return Uint8Array.from(input, (value) => Math.round((value + 0.5) * 255));
}
