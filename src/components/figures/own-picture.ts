import { HEADER_BYTES, readPictureSize, type PictureSize } from './picture-size.ts';

/** Pictures with more pixels than this are not decoded: they can exhaust the memory of a phone. */
export const MOST_MEGAPIXELS = 50;

/** The longest side after decoding, pixels: more than any model of this site looks at. */
export const LONGEST_SIDE = 640;

/** A picture of the reader, on this page only. */
export interface OwnPicture {
  readonly name: string;
  readonly pixels: ImageData;
}

/** Says in one sentence why a file cannot be used; the message is meant to be shown. */
export class PictureError extends Error {
  override readonly name = 'PictureError';
}

const UNREADABLE =
  'This file is no picture that your browser can read; the last picture stays. Try a JPEG, PNG or WebP.';

/** Returns the size of a picture fitted into `LONGEST_SIDE`, never enlarged, at least 1 × 1. */
export function boundedSize({ width, height }: PictureSize): PictureSize {
  const factor = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
}

/** Throws a `PictureError` for a picture with no pixels or more than we decode. */
export function checkSize({ width, height }: PictureSize): void {
  if (width <= 0 || height <= 0) throw new PictureError(UNREADABLE);
  const megapixels = (width * height) / 1e6;
  if (megapixels > MOST_MEGAPIXELS) {
    throw new PictureError(
      `This picture has ${Math.round(megapixels)} megapixels, more than the ${MOST_MEGAPIXELS} that are safe to open here; the last picture stays.`,
    );
  }
}

/**
 * Decodes a file with its orientation, fitted into `LONGEST_SIDE`. Nothing leaves the page.
 *
 * @throws PictureError for an empty file, one that is no picture, or one that is too large.
 */
export async function openPicture(file: File): Promise<OwnPicture> {
  if (file.size === 0) {
    throw new PictureError('This file is empty (zero bytes); the last picture stays.');
  }
  const head = new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());
  const stated = readPictureSize(head);
  if (stated) checkSize(stated);

  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw new PictureError(UNREADABLE);
  }
  try {
    checkSize(bitmap);
    return { name: file.name, pixels: pixelsOf(bitmap, bitmap) };
  } finally {
    bitmap.close();
  }
}

/** Returns what a video shows now, fitted into `LONGEST_SIDE`, as the camera sees it: not mirrored. */
export function frameOf(video: HTMLVideoElement): OwnPicture {
  const size = { width: video.videoWidth, height: video.videoHeight };
  return { name: 'Camera picture', pixels: pixelsOf(video, size) };
}

function pixelsOf(source: CanvasImageSource, size: PictureSize): ImageData {
  const { width, height } = boundedSize(size);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new PictureError(UNREADABLE);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
