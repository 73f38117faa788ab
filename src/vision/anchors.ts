// Array reads are in range by construction, hence `!`.
import type { Box } from './boxes.ts';
import { demand, wholeNumber } from './errors.ts';

/** The anchors of one level of a feature pyramid. */
export interface AnchorLevel {
  /** Side lengths in pixels of the square that an aspect ratio then reshapes. */
  readonly sizes: readonly number[];
  /** Height over width, at constant area. */
  readonly aspectRatios: readonly number[];
  /** Rows and columns of the level's feature map. */
  readonly grid: readonly [rows: number, columns: number];
}

/**
 * Returns the anchors of one cell, centred on the origin: for every ratio, every size. Sides are
 * rounded so that the corners are whole pixels, halves to even, in 32-bit arithmetic: exactly the
 * `AnchorGenerator` of torchvision.
 */
export function cellAnchors(sizes: readonly number[], aspectRatios: readonly number[]): Box[] {
  for (const value of [...sizes, ...aspectRatios]) {
    demand(
      value > 0 && value < Infinity,
      `Anchor sizes and aspect ratios must be greater than 0, got ${value}.`,
    );
  }
  return aspectRatios.flatMap((ratio) => {
    const heightFactor = Math.fround(Math.sqrt(Math.fround(ratio)));
    const widthFactor = Math.fround(1 / heightFactor);
    return sizes.map((size): Box => {
      const halfWidth = roundHalfToEven(Math.fround(widthFactor * Math.fround(size)) / 2);
      const halfHeight = roundHalfToEven(Math.fround(heightFactor * Math.fround(size)) / 2);
      return [0 - halfWidth, 0 - halfHeight, halfWidth, halfHeight];
    });
  });
}

/** Returns the distance in pixels between neighbouring cells: image size / grid, rounded down. */
export function anchorStride(
  image: readonly [height: number, width: number],
  grid: readonly [rows: number, columns: number],
): readonly [vertical: number, horizontal: number] {
  for (const side of [...image, ...grid]) wholeNumber(side, 1, 'side of an image or a grid');
  return [Math.floor(image[0] / grid[0]), Math.floor(image[1] / grid[1])];
}

/**
 * Returns all anchors of an image: level by level, row by row, cell by cell, and within a cell in
 * the order of {@link cellAnchors}. The first cell's anchors are centred on the image's corner.
 */
export function gridAnchors(
  image: readonly [height: number, width: number],
  levels: readonly AnchorLevel[],
): Box[] {
  return levels.flatMap(({ sizes, aspectRatios, grid }) => {
    const cell = cellAnchors(sizes, aspectRatios);
    const [strideY, strideX] = anchorStride(image, grid);
    return cells(grid).flatMap(([row, column]) => {
      const [x, y] = [column * strideX, row * strideY];
      return cell.map(([x1, y1, x2, y2]): Box => [x + x1, y + y1, x + x2, y + y2]);
    });
  });
}

/** What {@link ssdDefaultBoxes} is built from. */
export interface SsdLevels {
  /** Per level: ratios beyond 1, each used both ways. */
  readonly aspectRatios: readonly (readonly number[])[];
  /** Rows and columns of each level's feature map. */
  readonly grids: readonly (readonly [rows: number, columns: number])[];
  /** One scale per level and one more, as shares of the image: see {@link ssdScales}. */
  readonly scales: readonly number[];
  /** Pixels per cell of each level. Default: the image divided by the grid. */
  readonly steps?: readonly number[];
}

/**
 * Returns SSD's scales: evenly spaced from `least` to `most`, one per level, then 1
 * (Liu et al. 2016, equation 4). A single level gets `[least, most]`.
 */
export function ssdScales(levels: number, least: number, most: number): number[] {
  wholeNumber(levels, 1, 'number of levels');
  if (levels === 1) return [least, most];
  const rising = Array.from(
    { length: levels },
    (_, k) => least + ((most - least) * k) / (levels - 1),
  );
  return [...rising, 1];
}

/**
 * Returns SSD's default boxes in pixels: per cell a square, a square of in-between scale, then each
 * ratio lying and standing, centred on the cell; sides are cut at the image's own.
 */
export function ssdDefaultBoxes(
  image: readonly [height: number, width: number],
  { aspectRatios, grids, scales, steps }: SsdLevels,
): Box[] {
  demand(
    grids.length === aspectRatios.length && scales.length > grids.length,
    `SSD needs one list of ratios per grid and one scale more than grids, ` +
      `got ${aspectRatios.length}, ${grids.length} and ${scales.length}.`,
  );
  const [imageHeight, imageWidth] = image;
  return grids.flatMap((grid, level) => {
    const sizes = defaultSizes(scales[level]!, scales[level + 1]!, aspectRatios[level]!);
    const step = steps?.[level];
    const rows = step === undefined ? grid[0] : imageHeight / step;
    const columns = step === undefined ? grid[1] : imageWidth / step;
    return cells(grid).flatMap(([row, column]) => {
      const x = ((column + 0.5) / columns) * imageWidth;
      const y = ((row + 0.5) / rows) * imageHeight;
      return sizes.map(([width, height]): Box => {
        const halfWidth = (Math.min(width, 1) * imageWidth) / 2;
        const halfHeight = (Math.min(height, 1) * imageHeight) / 2;
        return [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight];
      });
    });
  });
}

/** Width and height of a cell's default boxes, as shares of the image. */
function defaultSizes(
  scale: number,
  next: number,
  ratios: readonly number[],
): (readonly [number, number])[] {
  const between = Math.sqrt(scale * next);
  return [
    [scale, scale],
    [between, between],
    ...ratios.flatMap((ratio): (readonly [number, number])[] => {
      const [long, short] = [scale * Math.sqrt(ratio), scale / Math.sqrt(ratio)];
      return [
        [long, short],
        [short, long],
      ];
    }),
  ];
}

/** Rows and columns of a grid's cells, row by row. */
function cells([rows, columns]: readonly [number, number]): (readonly [number, number])[] {
  return Array.from(
    { length: rows * columns },
    (_, i) => [Math.floor(i / columns), i % columns] as const,
  );
}

function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
