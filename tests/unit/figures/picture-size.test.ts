import sharp from 'sharp';
import { expect, test } from 'vitest';
import {
  boundedSize,
  checkSize,
  MOST_MEGAPIXELS,
  PictureError,
} from '../../../src/components/figures/own-picture.ts';
import { HEADER_BYTES, readPictureSize } from '../../../src/components/figures/picture-size.ts';

const picture = () =>
  sharp({ create: { width: 37, height: 21, channels: 3, background: '#336699' } });

test.each(['png', 'jpeg', 'webp', 'gif'] as const)('a %s states its size', async (format) => {
  const file = await picture().toFormat(format).toBuffer();
  expect(readPictureSize(file)).toEqual({ width: 37, height: 21 });
});

test('a lossless WebP and one with transparency state their size', async () => {
  const lossless = await picture().webp({ lossless: true }).toBuffer();
  expect(readPictureSize(lossless)).toEqual({ width: 37, height: 21 });
  const clear = await picture().ensureAlpha(0.5).webp().toBuffer();
  expect(readPictureSize(clear)).toEqual({ width: 37, height: 21 });
});

test('an AVIF states its size, also one too large to decode', async () => {
  const file = await picture().avif({ effort: 0 }).toBuffer();
  expect(readPictureSize(file)).toEqual({ width: 37, height: 21 });
  const at = file.indexOf('ispe');
  file.writeUInt32BE(10_000, at + 8);
  file.writeUInt32BE(10_000, at + 12);
  expect(readPictureSize(file)).toEqual({ width: 10_000, height: 10_000 });
});

test('a JPEG states its size behind long notes of a phone', async () => {
  const file = await picture().jpeg().toBuffer();
  const notes = Buffer.alloc(65_535);
  notes.writeUInt16BE(0xffe1, 0);
  notes.writeUInt16BE(65_533, 2);
  const long = Buffer.concat([file.subarray(0, 2), notes, notes, file.subarray(2)]);
  expect(readPictureSize(long.subarray(0, HEADER_BYTES))).toEqual({ width: 37, height: 21 });
});

test('text, noise and headers that are cut off state nothing', async () => {
  expect(readPictureSize(new TextEncoder().encode('<html>'.repeat(20)))).toBeNull();
  expect(readPictureSize(new Uint8Array(0))).toBeNull();
  const file = await picture().jpeg().toBuffer();
  expect(readPictureSize(file.subarray(0, 40))).toBeNull();
});

test('a picture of a hundred megapixels is refused before it is decoded', () => {
  expect(() => checkSize({ width: 10_000, height: 10_000 })).toThrow(PictureError);
  expect(() => checkSize({ width: 10_000, height: 10_000 })).toThrow(
    `100 megapixels, more than the ${MOST_MEGAPIXELS}`,
  );
  expect(() => checkSize({ width: 0, height: 10 })).toThrow(PictureError);
  expect(() => checkSize({ width: 4000, height: 3000 })).not.toThrow();
});

test('a picture is made smaller, never larger, and keeps its shape', () => {
  expect(boundedSize({ width: 4000, height: 3000 })).toEqual({ width: 640, height: 480 });
  expect(boundedSize({ width: 100, height: 50 })).toEqual({ width: 100, height: 50 });
  expect(boundedSize({ width: 100_000, height: 1 })).toEqual({ width: 640, height: 1 });
});
