import { area, checkBox, type Box } from './boxes.ts';

/** How boxes are shared out over the levels of a feature pyramid. */
export interface PyramidLevels {
  /** Finest and coarsest level there is. */
  readonly finest: number;
  readonly coarsest: number;
  /** A box of this side length in pixels belongs to `canonicalLevel`. Default 224. */
  readonly canonicalScale?: number;
  /** Default 4. */
  readonly canonicalLevel?: number;
}

/** Lifts sizes that rounding put just below a power of two. */
const EPSILON = 1e-6;

/**
 * Returns the level whose features a box is read from: one level coarser for each doubling of
 * √(width · height) (Lin et al. 2017, equation 1; `LevelMapper` of torchvision). A box without area
 * belongs to the finest.
 */
export function pyramidLevel(box: Box, levels: PyramidLevels): number {
  checkBox(box);
  const { finest, coarsest, canonicalScale = 224, canonicalLevel = 4 } = levels;
  const octaves = Math.log2(Math.sqrt(area(box)) / canonicalScale);
  const level = Math.floor(canonicalLevel + octaves + EPSILON);
  return Math.min(Math.max(level, finest), coarsest);
}
