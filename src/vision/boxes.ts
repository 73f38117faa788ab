import { demand, VisionError } from './errors.ts';

/**
 * An axis-aligned box `[x1, y1, x2, y2]` in pixels, `x1 ≤ x2` and `y1 ≤ y2`. Its width is
 * `x2 − x1`, with no pixel added.
 */
export type Box = readonly [x1: number, y1: number, x2: number, y2: number];

/** Coordinates beyond this are refused: their squares would leave the range of a number. */
const LIMIT = 1e100;

/** Throws a `VisionError` unless `box` has four finite numbers with `x1 ≤ x2` and `y1 ≤ y2`. */
export function checkBox(box: Box): void {
  // NaN fails every comparison. By index, because destructuring is several times slower.
  if (box[0] >= -LIMIT && box[0] <= box[2] && box[2] <= LIMIT) {
    if (box[1] >= -LIMIT && box[1] <= box[3] && box[3] <= LIMIT) return;
  }
  throw new VisionError(
    `A box is four finite numbers [x1, y1, x2, y2] with x1 ≤ x2 and y1 ≤ y2, got [${box.join(', ')}].`,
  );
}

/** Returns `width × height` of a box, in square pixels. */
export function area(box: Box): number {
  return (box[2] - box[0]) * (box[3] - box[1]);
}

/** Returns the centre `[x, y]` of a box. */
export function center(box: Box): readonly [x: number, y: number] {
  return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}

/** Returns the area that two boxes share, in square pixels; 0 when they only touch. */
export function intersectionArea(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  if (width <= 0) return 0;
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return height <= 0 ? 0 : width * height;
}

/** Returns the overlap of two boxes as a box, or `null` when they share no area. */
export function intersection(a: Box, b: Box): Box | null {
  if (intersectionArea(a, b) === 0) return null;
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}

/** Returns the smallest box that holds both. */
export function enclosingBox(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** Returns `[x1 + dx, y1 + dy, x2 + dx, y2 + dy]`. */
export function shiftBox(box: Box, dx: number, dy: number): Box {
  return [box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy];
}

/** Returns every coordinate multiplied by `factor` (horizontally) and `factorY` (vertically). */
export function scaleBox(box: Box, factor: number, factorY = factor): Box {
  return [box[0] * factor, box[1] * factorY, box[2] * factor, box[3] * factorY];
}

/**
 * Returns the part of a box inside an image of `width × height` pixels. A box that lies outside
 * collapses onto the border, with area 0. Matches `clip_boxes_to_image` of torchvision.
 */
export function clipBox(box: Box, width: number, height: number): Box {
  return [
    Math.min(Math.max(box[0], 0), width),
    Math.min(Math.max(box[1], 0), height),
    Math.min(Math.max(box[2], 0), width),
    Math.min(Math.max(box[3], 0), height),
  ];
}

/** Returns the indices of boxes whose width and height are both at least `size` pixels. */
export function indicesOfLargeBoxes(boxes: readonly Box[], size: number): number[] {
  return boxes.flatMap(([x1, y1, x2, y2], index) =>
    x2 - x1 >= size && y2 - y1 >= size ? [index] : [],
  );
}

/** How four numbers describe a box: corners, corner and size, or centre and size. */
export type BoxFormat = 'xyxy' | 'xywh' | 'cxcywh';

/** Four numbers whose meaning a {@link BoxFormat} states. */
export type Quad = readonly [number, number, number, number];

/** Returns the same box described in another format. Matches `box_convert` of torchvision. */
export function convertBox(quad: Quad, from: BoxFormat, to: BoxFormat): Quad {
  if (from === to) return [...quad];
  const [a, b, c, d] = quad;
  const corners: Quad =
    from === 'xyxy'
      ? quad
      : from === 'xywh'
        ? [a, b, a + c, b + d]
        : [a - c * 0.5, b - d * 0.5, a + c * 0.5, b + d * 0.5];
  const [x1, y1, x2, y2] = corners;
  if (to === 'xyxy') return [x1, y1, x2, y2];
  if (to === 'xywh') return [x1, y1, x2 - x1, y2 - y1];
  return [(x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1];
}

/**
 * Returns the tight box of a binary mask given as rows of 0 and non-zero. As in `masks_to_boxes`
 * of torchvision, `x2` and `y2` are the last column and row that are set, with no pixel added.
 *
 * @throws VisionError when no pixel is set: an empty mask has no box.
 */
export function boxOfMask(mask: readonly (readonly number[])[]): Box {
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [y, row] of mask.entries()) {
    for (const [x, value] of row.entries()) {
      if (value === 0) continue;
      x1 = Math.min(x1, x);
      x2 = Math.max(x2, x);
      y1 = Math.min(y1, y);
      y2 = y;
    }
  }
  demand(x2 >= x1, 'A mask without a single set pixel has no box.');
  return [x1, y1, x2, y2];
}
