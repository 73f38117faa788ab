// Typed-array reads are in range by construction, hence `!`.
import { demand, wholeNumber } from './errors.ts';
import { checkMap, emptyMap, type FeatureMap } from './feature-map.ts';

/**
 * What stands beyond the border of `a b c d`:
 *
 * - `constant`: one number.
 * - `replicate`: the outermost element, `a a | a b c d | d d`.
 * - `reflect`: the mirror image without it, `c b | a b c d | c b`.
 * - `symmetric`: the mirror image with it, `b a | a b c d | d c`.
 * - `circular`: the other side, `c d | a b c d | a b`.
 *
 * SciPy calls the last four `nearest`, `mirror`, `reflect` and `wrap`.
 */
export type BorderMode = 'constant' | 'replicate' | 'reflect' | 'symmetric' | 'circular';

/** How many elements are added at each side. */
export interface Margins {
  readonly left?: number;
  readonly right?: number;
  readonly top?: number;
  readonly bottom?: number;
}

/**
 * Returns the map with a margin around it. Matches `pad` of PyTorch, which has no `symmetric`.
 *
 * @param value What `constant` fills the margin with. Default 0.
 * @throws VisionError when a margin is wider than the map that it mirrors or continues.
 */
export function padMap(
  input: FeatureMap,
  { left = 0, right = 0, top = 0, bottom = 0 }: Margins,
  mode: BorderMode = 'constant',
  value = 0,
): FeatureMap {
  checkMap(input);
  const rows = padded(input.height, top, bottom, mode);
  const columns = padded(input.width, left, right, mode);
  return gathered(input, rows, columns, value);
}

/**
 * Returns the map that shows these rows and columns of another.
 *
 * @param value What −1 stands for. Default 0.
 */
export function gathered(
  input: FeatureMap,
  rows: Int32Array,
  columns: Int32Array,
  value = 0,
): FeatureMap {
  const output = emptyMap(input.channels, rows.length, columns.length);
  let at = 0;
  for (let channel = 0; channel < input.channels; channel += 1) {
    for (const row of rows) {
      const start = (channel * input.height + row) * input.width;
      for (const column of columns) {
        output.data[at] = row < 0 || column < 0 ? value : input.data[start + column]!;
        at += 1;
      }
    }
  }
  return output;
}

/**
 * Returns which of `size` elements is seen at each place from `−before` to `size + after − 1`; −1
 * where it is the constant. However wide the margin, mirror images and repetitions go on.
 */
export function borderIndices(
  size: number,
  before: number,
  after: number,
  mode: BorderMode,
): Int32Array {
  const indices = new Int32Array(before + size + after);
  for (let i = 0; i < indices.length; i += 1) indices[i] = borderIndex(i - before, size, mode);
  return indices;
}

function borderIndex(at: number, size: number, mode: BorderMode): number {
  if (at >= 0 && at < size) return at;
  switch (mode) {
    case 'constant':
      return -1;
    case 'replicate':
      return at < 0 ? 0 : size - 1;
    case 'circular':
      return modulo(at, size);
    case 'symmetric': {
      const place = modulo(at, 2 * size);
      return place < size ? place : 2 * size - 1 - place;
    }
    case 'reflect': {
      const place = modulo(at, Math.max(2 * size - 2, 1));
      return place < size ? place : 2 * size - 2 - place;
    }
  }
}

function padded(size: number, before: number, after: number, mode: BorderMode): Int32Array {
  for (const margin of [before, after]) wholeNumber(margin, 0, 'margin');
  const most = {
    constant: Infinity,
    replicate: Infinity,
    reflect: size - 1,
    symmetric: size,
    circular: size,
  }[mode];
  demand(
    before <= most && after <= most,
    `A margin of ${Math.max(before, after)} is too wide to ${mode === 'circular' ? 'continue' : 'mirror'} ${size} elements.`,
  );
  return borderIndices(size, before, after, mode);
}

function modulo(value: number, period: number): number {
  return ((value % period) + period) % period;
}
