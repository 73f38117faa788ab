import type { BakedWorld } from './bake.ts';
import type { Camera } from './camera.ts';
import type { Frame, RenderOptions } from './frame.ts';
import { flowMap, normalMap } from './geometry-truth.ts';
import { drawPicture } from './picture.ts';

/**
 * The picture that a camera takes of a baked world, with its truth. Deterministic: the same arguments give the
 * same bytes on every engine. Throws a RangeError for a size that is not a positive integer.
 */
export function renderFrame(baked: BakedWorld, camera: Camera, options: RenderOptions): Frame {
  const { frame, resolved } = drawPicture(baked, camera, options);
  const { width, height } = frame;
  return {
    ...frame,
    ...(options.normals ? { normals: normalMap(baked, resolved) } : {}),
    ...(options.flow
      ? { flow: flowMap(baked, camera, resolved, width, height, options.flow) }
      : {}),
  };
}
