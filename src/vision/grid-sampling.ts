// Typed-array reads are in range by construction, hence `!`.
import { wholeNumber } from './errors.ts';
import { checkMap, emptyMap, type FeatureMap } from './feature-map.ts';

/** A place in an image whose borders lie at −1 and 1, x to the right and y down. */
export type GridPoint = readonly [x: number, y: number];

/** Rows of places. */
export type SamplingGrid = readonly (readonly GridPoint[])[];

/** The upper two rows of the matrix of an affine map: (x, y, 1) to (x, y). */
export type AffineMap = readonly [
  x: readonly [number, number, number],
  y: readonly [number, number, number],
];

/** Options of {@link sampleGrid}. */
export interface GridSamplingOptions {
  /** What lies beyond the border: 0, the nearest element, or the mirror image. Default `zeros`. */
  readonly beyond?: 'zeros' | 'border' | 'reflection';
  /** Whether −1 and 1 are the centres of the corner elements, not their outer edges. Default false. */
  readonly alignCorners?: boolean;
}

/**
 * Returns the map read bilinearly at every place of a grid: the differentiable sampler of spatial
 * transformers (Jaderberg et al. 2015, section 3.3). The output has the rows and columns of the
 * grid. Matches `grid_sample` of PyTorch.
 */
export function sampleGrid(
  input: FeatureMap,
  grid: SamplingGrid,
  { beyond = 'zeros', alignCorners = false }: GridSamplingOptions = {},
): FeatureMap {
  checkMap(input);
  const output = emptyMap(input.channels, grid.length, grid[0]?.length ?? 0);
  const place = (value: number, size: number) => {
    const at = alignCorners ? ((value + 1) / 2) * (size - 1) : ((value + 1) * size - 1) / 2;
    if (beyond === 'zeros') return at;
    const inside = beyond === 'border' ? at : reflected(at, size, alignCorners);
    return Math.min(Math.max(inside, 0), size - 1);
  };
  for (const [row, points] of grid.entries()) {
    wholeNumber(points.length, output.width, 'number of places in a row');
    for (const [column, [gridX, gridY]] of points.entries()) {
      const [x, y] = [place(gridX, input.width), place(gridY, input.height)];
      for (let channel = 0; channel < input.channels; channel += 1) {
        const at = (channel * output.height + row) * output.width + column;
        output.data[at] = bilinear(input, channel, x, y);
      }
    }
  }
  return output;
}

/**
 * Returns the grid that reads a map of these sizes through an affine map: where each element of the
 * output comes from. The identity reads the map itself. Matches `affine_grid` of PyTorch.
 */
export function affineGrid(
  [[a, b, shiftX], [c, d, shiftY]]: AffineMap,
  height: number,
  width: number,
  alignCorners = false,
): GridPoint[][] {
  for (const side of [height, width]) wholeNumber(side, 1, 'output size');
  const place = (index: number, size: number) => {
    if (!alignCorners) return (2 * index + 1) / size - 1;
    return size === 1 ? 0 : (2 * index) / (size - 1) - 1;
  };
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_unused, column): GridPoint => {
      const [x, y] = [place(column, width), place(row, height)];
      return [a * x + b * y + shiftX, c * x + d * y + shiftY];
    }),
  );
}

/** Folds a place back into the map, at the centres or the outer edges of the border elements. */
function reflected(at: number, size: number, alignCorners: boolean): number {
  const low = alignCorners ? 0 : -0.5;
  const span = alignCorners ? size - 1 : size;
  if (span === 0) return 0;
  const distance = Math.abs(at - low);
  const rest = distance % span;
  return low + (Math.floor(distance / span) % 2 === 0 ? rest : span - rest);
}

/** The value between four elements; those outside the map are 0. */
function bilinear({ height, width, data }: FeatureMap, channel: number, x: number, y: number) {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  let sum = 0;
  for (let row = top; row <= top + 1; row += 1) {
    if (row < 0 || row >= height) continue;
    for (let column = left; column <= left + 1; column += 1) {
      if (column < 0 || column >= width) continue;
      const weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
      sum += weight * data[(channel * height + row) * width + column]!;
    }
  }
  return sum;
}
