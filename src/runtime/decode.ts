// Typed-array reads are in range by construction, hence `!`.
import { anchorBox, decodeBox, type BoxDeltas } from '../vision/index.ts';
import type { DetectorCard } from './card.ts';
import type { Box, RawPredictions, Run } from './engine.ts';
import { boxInPicture, fitPicture } from './preprocess.ts';

/** What a network gives for one level, cell by cell (row by row), anchor by anchor. */
export interface LevelValues {
  /** One per cell, anchor and class, in this order. */
  readonly logits: Float32Array;
  /** Four per cell and anchor, in this order. */
  readonly deltas: Float32Array;
}

/** What decoding gives: everything but how long the run took, and where. */
export type Decoded = Omit<RawPredictions, keyof Run>;

/**
 * Returns every prediction whose score reaches `floor`, with its box in pixels of the picture. The
 * boxes come out of `decodeBox` of `src/vision`, with the card's weights.
 */
export function decodePredictions(
  levels: readonly LevelValues[],
  card: DetectorCard,
  picture: { readonly width: number; readonly height: number },
  floor: number,
): Decoded {
  const fit = fitPicture(picture, card.input);
  const boxes: Box[] = [];
  const scores: number[] = [];
  const classes: number[] = [];
  const anchors: number[] = [];
  const strides: number[] = [];
  const logits: number[] = [];
  const offsets: BoxDeltas[] = [];
  let firstAnchor = 0;
  for (const [index, grid] of card.anchors.levels.entries()) {
    const level = levels[index];
    if (!level) throw new RangeError(`The network gave no level ${index}.`);
    for (const [place, score] of reaching(level.logits, floor)) {
      const anchor = Math.floor(place / card.classes.length);
      const [dx, dy, dw, dh] = level.deltas.subarray(4 * anchor, 4 * anchor + 4);
      const deltas: BoxDeltas = [dx!, dy!, dw!, dh!];
      const reference = anchorBox(grid, anchor);
      boxes.push(boxInPicture(decodeBox(deltas, reference, card.anchors.weights), fit));
      scores.push(score);
      classes.push(place % card.classes.length);
      anchors.push(firstAnchor + anchor);
      strides.push(grid.stride);
      logits.push(level.logits[place]!);
      offsets.push(deltas);
    }
    firstAnchor += grid.rows * grid.columns * grid.cell.length;
  }
  return { boxes, scores, classes, anchors, strides, logits, offsets };
}

/** Places of the logits whose sigmoid reaches `floor`, with it; most are left out by one comparison. */
function* reaching(logits: Float32Array, floor: number): Generator<[place: number, score: number]> {
  // A little lower than the floor's own logit, so that rounding decides nothing.
  const least = floor > 0 ? Math.log(floor / (1 - floor)) - 1e-6 : -Infinity;
  for (let place = 0; place < logits.length; place += 1) {
    if (logits[place]! < least) continue;
    const score = 1 / (1 + Math.exp(-logits[place]!));
    if (score >= floor) yield [place, score];
  }
}
