import type { Picture } from './engine.ts';
import { pixelsOf } from './preprocess.ts';

/** A part of a picture, in whole pixels. */
export interface Window {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Returns a part of a picture as a picture of its own. Any size will do for a model, which fits it into
 * its input.
 *
 * @throws RangeError for a window that is empty or reaches beyond the picture.
 */
export function cropPicture(
  picture: Picture,
  { x, y, width, height }: Window,
): { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray } {
  const pixels = pixelsOf(picture);
  const isInside = x >= 0 && y >= 0 && x + width <= picture.width && y + height <= picture.height;
  if (!isInside || !(width >= 1 && height >= 1)) {
    throw new RangeError(`A ${width}×${height} window at ${x}, ${y} is not within the picture.`);
  }
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row += 1) {
    const start = ((y + row) * picture.width + x) * 4;
    data.set(pixels.subarray(start, start + width * 4), row * width * 4);
  }
  return { width, height, data };
}
