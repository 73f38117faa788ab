import type { Field } from './state-codec.ts';
import type { Box } from '../../vision/index.ts';

/** The frame that a box must lie in, pixels. */
export interface Bounds {
  readonly width: number;
  readonly height: number;
}

/**
 * Returns the field of a box, written `x1,y1,x2,y2` in pixels to a tenth. It reads boxes within 0 and the bounds
 * whose sides are at least `smallest` pixels long.
 */
export function boxField(initial: Box, bounds: Bounds, smallest = 1): Field<Box> {
  return {
    initial,
    write: (box) => box.map((value) => String(Math.round(value * 10) / 10)).join(','),
    read: (text) => {
      if (!/^\d{1,5}(\.\d)?(,\d{1,5}(\.\d)?){3}$/.test(text)) return undefined;
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = text.split(',').map(Number);
      const inside = x2 <= bounds.width && y2 <= bounds.height;
      const large = x2 - x1 >= smallest && y2 - y1 >= smallest;
      return inside && large ? [x1, y1, x2, y2] : undefined;
    },
  };
}
