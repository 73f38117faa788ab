import type { BakedWorld } from './bake.ts';
import type { Camera } from './camera.ts';
import { developPicture } from './develop.ts';
import type { Frame, RenderOptions } from './frame.ts';
import { flowMap, normalMap } from './geometry-truth.ts';
import { drawMirror } from './mirror.ts';
import { resolvePixels } from './resolve.ts';
import { semanticMask, truthObjects } from './truth.ts';
import { drawMesh } from './visibility.ts';

/** Called after each stage of a frame with its name: `mirror`, `raster`, `shade`, `develop`, `truth`. */
export type StageListener = (stage: string) => void;

/**
 * The picture that a camera takes of a baked world, with its truth. Deterministic: the same arguments give the
 * same bytes on every engine. Throws a RangeError for a size that is not a positive integer.
 */
export function renderFrame(
  baked: BakedWorld,
  camera: Camera,
  options: RenderOptions,
  onStage?: StageListener,
): Frame {
  const { width, height, samples = 2, noise = 0, noiseSeed = 1 } = options;
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new RangeError(`A frame needs a size in whole pixels, not ${width} × ${height}.`);
  }
  const perPixel = samples === 2 ? 4 : 1;
  const mirror = baked.environment.wet > 0 ? drawMirror(baked, camera, width, height) : null;
  onStage?.('mirror');
  const drawn = drawMesh(baked, camera, width, height, perPixel, true);
  onStage?.('raster');
  const resolved = resolvePixels(baked, camera, drawn, height, perPixel, mirror);
  onStage?.('shade');
  const { environment } = baked;
  const rgba = developPicture(resolved.colours, width, height, environment, noise, noiseSeed);
  onStage?.('develop');
  const { depth, instance } = resolved;
  const frame: Frame = {
    width,
    height,
    rgba,
    depth,
    instance,
    semantic: semanticMask(baked, instance),
    objects: truthObjects(baked, drawn, resolved, perPixel),
    ...(options.normals ? { normals: normalMap(baked, resolved) } : {}),
    ...(options.flow
      ? { flow: flowMap(baked, camera, resolved, width, height, options.flow) }
      : {}),
  };
  onStage?.('truth');
  return frame;
}
