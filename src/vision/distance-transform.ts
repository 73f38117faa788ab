// Typed-array reads are in range by construction, hence `!`.
import { demand } from './errors.ts';
import { checkMask, type Mask } from './morphology.ts';

/** How far dx columns and dy rows are: straight, along a king's moves, or along a rook's. */
export type DistanceMetric = 'euclidean' | 'chessboard' | 'taxicab';

/**
 * Returns, for every pixel that is set, its distance from the nearest one that is not, in pixels
 * from centre to centre; 0 for the others. Exact for each metric: first along columns, then the
 * best column for every row. Matches `distance_transform_edt` and `_cdt` of SciPy.
 *
 * @throws VisionError when every pixel is set: there is nothing to be far from.
 */
export function distanceTransform(mask: Mask, metric: DistanceMetric = 'euclidean'): Float64Array {
  checkMask(mask);
  const { width, height, data } = mask;
  demand(data.includes(0), 'A distance needs at least one pixel that is not set.');
  const vertical = new Float64Array(data.length).fill(Infinity);
  for (let x = 0; x < width; x += 1) {
    for (let y = 0, far = Infinity; y < height; y += 1) {
      far = data[y * width + x] === 0 ? 0 : far + 1;
      vertical[y * width + x] = far;
    }
    for (let y = height - 1, far = Infinity; y >= 0; y -= 1) {
      far = data[y * width + x] === 0 ? 0 : far + 1;
      vertical[y * width + x] = Math.min(far, vertical[y * width + x]!);
    }
  }
  const measure = measures[metric];
  const distances = new Float64Array(data.length);
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    for (let x = 0; x < width; x += 1) {
      let nearest = measure(0, vertical[row + x]!);
      // Columns further away than the best so far cannot be better.
      for (let dx = 1; dx < width && measure(dx, 0) < nearest; dx += 1) {
        if (x >= dx) nearest = Math.min(nearest, measure(dx, vertical[row + x - dx]!));
        if (x + dx < width) nearest = Math.min(nearest, measure(dx, vertical[row + x + dx]!));
      }
      distances[row + x] = metric === 'euclidean' ? Math.sqrt(nearest) : nearest;
    }
  }
  return distances;
}

/** The Euclidean one is squared. */
const measures: Readonly<Record<DistanceMetric, (dx: number, dy: number) => number>> = {
  euclidean: (dx, dy) => dx * dx + dy * dy,
  chessboard: (dx, dy) => Math.max(dx, dy),
  taxicab: (dx, dy) => dx + dy,
};
