import { influence, type Influence, type ReceptiveField } from '../../../vision/index.ts';
import type { Axis, Layer } from './layers.ts';
import { chainLink } from './layers.ts';
import { PIXEL, type Trace } from './trace.ts';

/** Cells from `first` to `last` of one level; some may lie in the padding, outside the level. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** Everything that the chosen cell sees along one axis. Level 0 is the pixels, level n the nth layer. */
export interface AxisView {
  /** Pixels of the picture. */
  readonly pixels: number;
  /** The field of cell 0 and the count of cells, per level of the whole stack. */
  readonly fields: readonly ReceptiveField[];
  readonly sizes: readonly number[];
  /** The chosen cell, and the field of cell 0 of its level. */
  readonly cell: number;
  readonly field: ReceptiveField;
  /** First pixel and count of pixels that the cell sees; the first may lie outside. */
  readonly start: number;
  readonly size: number;
  /** How many of them lie in the picture. */
  readonly inside: number;
  /** What the cell depends on at each level from 0 to its own. */
  readonly cone: readonly Span[];
  /** Which pixels reach the cell, and their weight if every kernel averages. */
  readonly seen: Influence;
  /** Pixels between the border and the centre of the first and of the last cell; negative outside. */
  readonly gapBefore: number;
  readonly gapAfter: number;
  /** Pixels at the far border that no cell of this layer sees. */
  readonly unseen: number;
}

/**
 * Returns what the cell of layer `layer` whose centre is nearest to `at` sees along an axis.
 *
 * @param layer 1 to the rows of the trace; 0 for the pixels themselves.
 * @param at Place along the axis, pixels, where 0 is the middle of the first pixel.
 */
export function viewAxis(
  stack: readonly Layer[],
  { rows }: Trace,
  axis: Axis,
  pixels: number,
  layer: number,
  at: number,
): AxisView {
  const fields = [PIXEL, ...rows.map((row) => row[axis].after)];
  const sizes = [pixels, ...rows.map((row) => row[axis].outputSize)];
  const field = fields[layer] ?? PIXEL;
  const cells = sizes[layer] ?? pixels;
  const cell = Math.min(cells - 1, Math.max(0, Math.round((at - field.center) / field.jump)));

  const cone: Span[] = [{ first: cell, last: cell }];
  for (let level = layer; level > 0; level -= 1) {
    const step = rows[level - 1]?.[axis];
    const above = cone[0];
    if (!step || !above) break;
    const { stride, padding } = step.window;
    const first = above.first * stride - padding;
    cone.unshift({ first, last: above.last * stride - padding + step.extent - 1 });
  }

  const start = field.start + cell * field.jump;
  const inside = Math.max(0, Math.min(pixels, start + field.size) - Math.max(0, start));
  const links = stack.slice(0, layer).map((each) => chainLink(each, axis));
  const lastCenter = field.center + (cells - 1) * field.jump;
  const lastEnd = field.start + (cells - 1) * field.jump + field.size;
  return {
    pixels,
    fields,
    sizes,
    cell,
    field,
    start,
    size: field.size,
    inside,
    cone,
    seen: influence(links, pixels, cell),
    gapBefore: field.center,
    gapAfter: pixels - 1 - lastCenter,
    unseen: Math.max(0, pixels - lastEnd),
  };
}
