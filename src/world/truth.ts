/** Typed-array reads are in range by construction, hence `!`. */
import type { BakedWorld } from './bake.ts';
import { isThing } from './classes.ts';
import type { Box, Frame, TruthObject } from './frame.ts';
import type { Resolved } from './resolve.ts';
import type { DrawnMesh } from './visibility.ts';

/** The class of every pixel, from its instance. */
export function semanticMask(baked: BakedWorld, instance: Uint16Array): Uint8Array {
  const { semantics } = baked;
  const mask = new Uint8Array(instance.length);
  for (let p = 0; p < mask.length; p++) mask[p] = semantics[instance[p]!]!;
  return mask;
}

/** Pixel bounds and counts of each instance: x1, y1, x2, y2 (exclusive), pixels. */
function boundPixels(instance: Uint16Array, width: number, instances: number): Int32Array {
  const bounds = new Int32Array(instances * 5);
  const rows = instance.length / width;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      const id = instance[y * width + x]!;
      if (id === 0) continue;
      const o = id * 5;
      if (bounds[o + 4] === 0) {
        bounds[o] = x;
        bounds[o + 1] = y;
        bounds[o + 2] = x + 1;
      } else if (x < bounds[o]!) bounds[o] = x;
      else if (x >= bounds[o + 2]!) bounds[o + 2] = x + 1;
      bounds[o + 3] = y + 1;
      bounds[o + 4]!++;
    }
  }
  return bounds;
}

/** The truth of all things that have a sample in the frame. */
export function truthObjects(
  baked: BakedWorld,
  drawn: DrawnMesh,
  resolved: Resolved,
  perPixel: number,
): TruthObject[] {
  const { width, bounds } = drawn;
  const { covered } = drawn.marks;
  const height = drawn.height / perPixel;
  const { instances } = baked.world.mesh;
  const pixels = boundPixels(resolved.instance, width, instances.length);
  const objects: TruthObject[] = [];
  for (let id = 1; id < instances.length; id++) {
    const { className } = instances[id]!;
    if (covered[id] === 0 || !isThing(className)) continue;
    const o = id * 4;
    const p = id * 5;
    const whole: Box = [bounds[o]!, bounds[o + 1]!, bounds[o + 2]!, bounds[o + 3]!];
    const visiblePixels = pixels[p + 4]!;
    const visible: Box | null =
      visiblePixels > 0 ? [pixels[p]!, pixels[p + 1]!, pixels[p + 2]!, pixels[p + 3]!] : null;
    objects.push({
      id,
      className,
      whole,
      visible,
      area: covered[id]! / perPixel,
      visiblePixels,
      visibleFraction: resolved.seen[id]! / covered[id]!,
      truncated: whole[0] < 0 || whole[1] < 0 || whole[2] > width || whole[3] > height,
    });
  }
  return objects;
}

/**
 * One number per pixel that tells class and thing: `semantic · 65536 + instance` for things, `semantic · 65536`
 * for stuff, whose instances make one segment.
 */
export function panopticMask(baked: BakedWorld, frame: Frame): Uint32Array {
  const mask = new Uint32Array(frame.instance.length);
  for (let p = 0; p < mask.length; p++) {
    const id = frame.instance[p]!;
    mask[p] = frame.semantic[p]! * 65536 + (baked.things[id] === 1 ? id : 0);
  }
  return mask;
}
