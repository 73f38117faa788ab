// Array reads are in range by construction, hence `!`.
import type { Box } from './boxes.ts';
import { demand, wholeNumber } from './errors.ts';
import { iou } from './iou.ts';

/** Width and height of an anchor, pixels. */
export type Shape = readonly [width: number, height: number];

/** The anchors of one level: the same shapes around the middle of every cell. */
export interface AnchorGrid {
  /** Pixels of the image from cell to cell. */
  readonly stride: number;
  readonly rows: number;
  readonly columns: number;
  /** Boxes around the middle of a cell, pixels. */
  readonly cell: readonly Box[];
}

/**
 * Returns a level over an image: as many cells as a padded convolution leaves (the side over the stride,
 * rounded up), each with an anchor of every shape in its middle.
 *
 * @throws VisionError for a stride or a side that is no positive whole number, or a shape without area.
 */
export function anchorGrid(
  image: { readonly width: number; readonly height: number },
  stride: number,
  shapes: readonly Shape[],
): AnchorGrid {
  for (const side of [image.width, image.height, stride]) wholeNumber(side, 1, 'side or stride');
  return {
    stride,
    rows: Math.ceil(image.height / stride),
    columns: Math.ceil(image.width / stride),
    cell: shapes.map(([width, height]): Box => {
      demand(
        width > 0 && height > 0 && width + height < Infinity,
        `An anchor needs a width and a height above 0, got ${width} and ${height}.`,
      );
      return [-width / 2, -height / 2, width / 2, height / 2];
    }),
  };
}

/** Returns the shapes of a scale and its ratios of height to width, all of the area `side²`. */
export function shapesOfRatios(side: number, ratios: readonly number[]): Shape[] {
  return ratios.map((ratio): Shape => [side / Math.sqrt(ratio), side * Math.sqrt(ratio)]);
}

/** Returns how many anchors a level has. */
export function countAnchors({ rows, columns, cell }: AnchorGrid): number {
  return rows * columns * cell.length;
}

/** Returns an anchor of a level; `index` counts row by row, cell by cell, shape by shape. */
export function anchorBox(grid: AnchorGrid, index: number): Box {
  const cell = Math.floor(index / grid.cell.length);
  const box = grid.cell[index % grid.cell.length]!;
  const x = ((cell % grid.columns) + 0.5) * grid.stride;
  const y = (Math.floor(cell / grid.columns) + 0.5) * grid.stride;
  return [box[0] + x, box[1] + y, box[2] + x, box[3] + y];
}

/** Returns all anchors of some levels, level by level, in the order of {@link anchorBox}. */
export function anchorsOf(grids: readonly AnchorGrid[]): Box[] {
  return grids.flatMap((grid) =>
    Array.from({ length: countAnchors(grid) }, (_, index) => anchorBox(grid, index)),
  );
}

/** Returns the IoU of two shapes that share a centre, in `[0, 1]`: what a perfectly placed anchor reaches. */
export function shapeIou(a: Shape, b: Shape): number {
  const shared = Math.min(a[0], b[0]) * Math.min(a[1], b[1]);
  const union = a[0] * a[1] + b[0] * b[1] - shared;
  return union > 0 ? shared / union : 0;
}

/**
 * Returns the largest IoU of a box with any anchor of some levels, 0 without any. Of one shape the anchor whose
 * centre is nearest overlaps most, along each axis on its own, so one cell of each level is enough.
 */
export function bestAnchorIou(box: Box, grids: readonly AnchorGrid[]): number {
  let best = 0;
  for (const grid of grids) {
    const column = nearestCell((box[0] + box[2]) / 2, grid.stride, grid.columns);
    const row = nearestCell((box[1] + box[3]) / 2, grid.stride, grid.rows);
    const first = (row * grid.columns + column) * grid.cell.length;
    for (let shape = 0; shape < grid.cell.length; shape += 1) {
      best = Math.max(best, iou(box, anchorBox(grid, first + shape)));
    }
  }
  return best;
}

/** The cell whose middle lies nearest to a coordinate, of `count` along that axis. */
function nearestCell(at: number, stride: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(at / stride)));
}
