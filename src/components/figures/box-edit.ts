import type { Bounds } from './box-field.ts';
import type { Box } from '../../vision/index.ts';

/** A part of a box that can be held: its body, an edge, or a corner named by its two edges. */
export type BoxPart = 'body' | 'left' | 'right' | 'top' | 'bottom' | Corner;

/** A corner, named by its vertical edge and then its horizontal one. */
export type Corner = 'left-top' | 'right-top' | 'left-bottom' | 'right-bottom';

/** The edges, clockwise from the left: the order in which Tab visits them. */
export const EDGES = ['left', 'top', 'right', 'bottom'] as const;
/** The corners, clockwise from the upper left. */
export const CORNERS = ['left-top', 'right-top', 'right-bottom', 'left-bottom'] as const;

/**
 * Returns the box after its part was moved by `dx`, `dy` pixels, right and down. It stays within 0 and the
 * bounds and keeps at least `smallest` pixels of width and height; a body keeps its size.
 */
export function moveBoxPart(
  box: Box,
  part: BoxPart,
  dx: number,
  dy: number,
  bounds: Bounds,
  smallest = 8,
): Box {
  const [x1, y1, x2, y2] = box;
  if (part === 'body') {
    const stepX = clamp(dx, -x1, bounds.width - x2);
    const stepY = clamp(dy, -y1, bounds.height - y2);
    return [x1 + stepX, y1 + stepY, x2 + stepX, y2 + stepY];
  }
  return [
    part.includes('left') ? clamp(x1 + dx, 0, x2 - smallest) : x1,
    part.includes('top') ? clamp(y1 + dy, 0, y2 - smallest) : y1,
    part.includes('right') ? clamp(x2 + dx, x1 + smallest, bounds.width) : x2,
    part.includes('bottom') ? clamp(y2 + dy, y1 + smallest, bounds.height) : y2,
  ];
}

/** Returns where a part of a box is held, in pixels: a corner, or the middle of an edge or of the body. */
export function partPosition(box: Box, part: BoxPart): readonly [x: number, y: number] {
  const x = part.includes('left')
    ? box[0]
    : part.includes('right')
      ? box[2]
      : (box[0] + box[2]) / 2;
  const y = part.includes('top')
    ? box[1]
    : part.includes('bottom')
      ? box[3]
      : (box[1] + box[3]) / 2;
  return [x, y];
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
