import type { Link } from '../../../vision/index.ts';
import type { AxisView } from './axis-view.ts';
import { linksOf } from './joins.ts';
import { HORIZONTAL, VERTICAL, windowOf, type Layer } from './layers.ts';

/** Which cells of a level reach the chosen cell: 1 where they do, row by row. */
interface Mask {
  readonly height: number;
  readonly width: number;
  readonly marks: Uint8Array;
}

/** A step from a level to the one below it, along both axes. */
type Step = readonly [vertical: Link, horizontal: Link];

/**
 * Returns how many pixels of the picture reach the chosen cell. Without branches both axes are
 * independent and their counts multiply; branches are traced back on the plane, since a path with
 * other rows also has other columns.
 */
export function pixelsReached(
  stack: readonly Layer[],
  horizontal: AxisView,
  vertical: AxisView,
): number {
  if (stack.every(({ op }) => op !== 'join'))
    return horizontal.seen.touched * vertical.seen.touched;
  const sizeOf = (level: number) => [vertical.sizes[level] ?? 0, horizontal.sizes[level] ?? 0];
  let mask = blank(sizeOf(stack.length));
  mask.marks[vertical.cell * mask.width + horizontal.cell] = 1;
  for (let level = stack.length; level > 0; level -= 1) {
    const layer = stack[level - 1];
    if (layer) mask = below(mask, layer, sizeOf(level - 1));
  }
  return mask.marks.reduce((sum, mark) => sum + mark, 0);
}

function blank([height = 0, width = 0]: readonly number[]): Mask {
  return { height, width, marks: new Uint8Array(height * width) };
}

/** The cells of the level below a layer, `size` cells, that reach the marked ones. */
function below(mask: Mask, layer: Layer, size: readonly number[]): Mask {
  if (layer.op !== 'join') {
    return back(mask, [[windowOf(layer, VERTICAL), windowOf(layer, HORIZONTAL)]], size);
  }
  const together = blank(size);
  for (const branch of layer.branches) {
    const steps = linksOf(branch, layer.stride).map((link): Step => [link, link]);
    for (const [at, mark] of back(mask, steps, size).marks.entries()) {
      if (mark) together.marks[at] = 1;
    }
  }
  return together;
}

/** Follows steps back, last first. Only the first has a stride, so that the others keep the size. */
function back(mask: Mask, steps: readonly Step[], size: readonly number[]): Mask {
  return steps.reduceRight((from, step, index) => {
    const [height = 0, width = 0] = index === 0 ? size : [from.height, from.width];
    const rows = blank([height, from.width]);
    mark(from, rows, step[0], 'rows');
    const both = blank([height, width]);
    mark(rows, both, step[1], 'columns');
    return both;
  }, mask);
}

/** Marks in `to` whatever the windows of the marked cells of `from` look at along one axis. */
function mark(from: Mask, to: Mask, link: Link, along: 'rows' | 'columns'): void {
  const { kernel, stride = 1, padding = 0, dilation = 1 } = link;
  for (let y = 0; y < from.height; y += 1) {
    for (let x = 0; x < from.width; x += 1) {
      if (from.marks[y * from.width + x] === 0) continue;
      for (let tap = 0; tap < kernel; tap += 1) {
        const move = tap * dilation - padding;
        const [row, column] = along === 'rows' ? [y * stride + move, x] : [y, x * stride + move];
        if (row >= 0 && row < to.height && column >= 0 && column < to.width)
          to.marks[row * to.width + column] = 1;
      }
    }
  }
}
