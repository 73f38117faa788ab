/** Size of a picture in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** So many bytes find the size, also behind the notes of a phone, which may take 64 kB each. */
export const HEADER_BYTES = 262_144;

/**
 * Returns the size that the header of a PNG, GIF, BMP, WebP, JPEG, AVIF or HEIC file states, without decoding it;
 * `null` where the header is of none of these, or is cut off.
 */
export function readPictureSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (from: number, to: number): string => String.fromCharCode(...bytes.slice(from, to));
  if (bytes.length < 30) return null;
  if (text(1, 4) === 'PNG') return { width: view.getUint32(16), height: view.getUint32(20) };
  if (text(0, 4) === 'GIF8') {
    return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  }
  if (text(0, 2) === 'BM') {
    return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
  }
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return webpSize(view, text(12, 16));
  if (text(4, 8) === 'ftyp') return boxedSize(view);
  if (view.getUint16(0) === 0xffd8) return jpegSize(view);
  return null;
}

function webpSize(view: DataView, chunk: string): PictureSize | null {
  if (chunk === 'VP8 ') {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (chunk !== 'VP8X') return null;
  const uint24 = (at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  return { width: uint24(24) + 1, height: uint24(27) + 1 };
}

/** Walks the segments of a JPEG to its frame header (SOF0 to SOF15, without DHT, JPG and DAC). */
function jpegSize(view: DataView): PictureSize | null {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

/** The type of the box that holds the size of an item in an AVIF or HEIC file, "ispe" (ISO/IEC 23008-12). */
const SPATIAL_EXTENT = 0x69_73_70_65;

/** Returns the largest of the sizes stated in an AVIF or HEIC file: whole picture, tiles, thumbnail. */
function boxedSize(view: DataView): PictureSize | null {
  let largest: PictureSize | null = null;
  for (let at = 0; at + 16 <= view.byteLength; at++) {
    if (view.getUint32(at) !== SPATIAL_EXTENT) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}
