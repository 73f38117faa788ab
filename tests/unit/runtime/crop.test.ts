import { expect, test } from 'vitest';
import { cropPicture } from '../../../src/runtime/crop.ts';

const data = Uint8ClampedArray.from({ length: 5 * 4 * 4 }, (_, i) => i);
const picture = { width: 5, height: 4, data };

test('a crop is the rows and columns of its window', () => {
  const crop = cropPicture(picture, { x: 2, y: 1, width: 3, height: 2 });
  expect([crop.width, crop.height]).toEqual([3, 2]);
  expect([...crop.data]).toEqual([
    ...data.subarray((5 + 2) * 4, (5 + 5) * 4),
    ...data.subarray((10 + 2) * 4, (10 + 5) * 4),
  ]);
  expect(cropPicture(picture, { x: 0, y: 0, width: 5, height: 4 }).data).toEqual(data);
});

test.each([
  { x: 3, y: 0, width: 3, height: 1 },
  { x: 0, y: -1, width: 1, height: 1 },
  { x: 0, y: 0, width: 0, height: 1 },
])('a window that is empty or reaches beyond the picture is refused: %o', (window) => {
  expect(() => cropPicture(picture, window)).toThrow(RangeError);
});
