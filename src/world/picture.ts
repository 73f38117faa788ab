import type { BakedWorld } from './bake.ts';
import type { Camera } from './camera.ts';
import { developPicture } from './develop.ts';
import type { Frame, PictureOptions } from './frame.ts';
import { resolvePixels, type Resolved } from './resolve.ts';
import { semanticMask, truthObjects } from './truth.ts';
import { drawMesh } from './visibility.ts';

/** A frame with what its other truth is made from, valid until the next picture is drawn. */
export interface Picture {
  readonly frame: Frame;
  readonly resolved: Resolved;
}

/**
 * The picture that a camera takes of a baked world, with its boxes and masks. Throws a RangeError for a size
 * that is not a positive integer.
 */
export function drawPicture(baked: BakedWorld, camera: Camera, options: PictureOptions): Picture {
  const { width, height, samples = 2, noise = 0, noiseSeed = 1 } = options;
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new RangeError(`A frame needs a size in whole pixels, not ${width} × ${height}.`);
  }
  const perPixel = samples === 2 ? 4 : 1;
  const { environment, otherLight } = baked;
  const isWet = environment.wet > 0;
  const mirror = isWet ? (otherLight?.drawMirror(baked, camera, width, height) ?? null) : null;
  const drawn = drawMesh(baked, camera, width, height, perPixel, true);
  const resolved = resolvePixels(baked, camera, drawn, height, perPixel, mirror);
  if (environment.rain) otherLight?.addRain(resolved.colours, width, height);
  const rgba = developPicture(resolved.colours, width, height, environment, noise, noiseSeed);
  const { depth, instance } = resolved;
  const frame: Frame = {
    width,
    height,
    rgba,
    depth,
    instance,
    semantic: semanticMask(baked, instance),
    objects: truthObjects(baked, drawn, resolved, perPixel),
  };
  return { frame, resolved };
}
