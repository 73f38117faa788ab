import { checkBox, type Box, type Quad } from './boxes.ts';
import { demand } from './errors.ts';

/** Four numbers `[dx, dy, dw, dh]` that lead from a reference box to another box. */
export type BoxDeltas = Quad;

/** How strongly each delta counts; Faster R-CNN's box head uses 10, 10, 5, 5. */
export const UNIT_WEIGHTS: Quad = [1, 1, 1, 1];

/** The largest `dw` and `dh` that decoding obeys: a side grows at most 62.5-fold. */
export const LARGEST_LOG_SCALE = Math.log(1000 / 16);

/**
 * Returns the deltas that turn `reference` (an anchor or proposal) into `box`: the shift of the
 * centre in units of the reference's size, and the logarithm of the change of size, each times its
 * weight (Girshick et al. 2014, appendix C; `BoxCoder.encode` of torchvision). A box without width
 * has `dw` −Infinity, from which {@link decodeBox} leads back to it.
 *
 * @throws VisionError when the reference has no area: nothing can be measured by it.
 */
export function encodeBox(box: Box, reference: Box, weights: Quad = UNIT_WEIGHTS): BoxDeltas {
  checkBox(box);
  checkBox(reference);
  const width = reference[2] - reference[0];
  const height = reference[3] - reference[1];
  demand(
    width > 0 && height > 0,
    `Encoding needs a reference with an area, got [${reference.join(', ')}].`,
  );
  const boxWidth = box[2] - box[0];
  const boxHeight = box[3] - box[1];
  const dx = box[0] + 0.5 * boxWidth - (reference[0] + 0.5 * width);
  const dy = box[1] + 0.5 * boxHeight - (reference[1] + 0.5 * height);
  return [
    (weights[0] * dx) / width,
    (weights[1] * dy) / height,
    weights[2] * Math.log(boxWidth / width),
    weights[3] * Math.log(boxHeight / height),
  ];
}

/**
 * Returns the box that `deltas` lead to from `reference`: the inverse of {@link encodeBox}, except
 * that `dw` and `dh` are cut at `largest` so that a wild prediction stays finite
 * (`BoxCoder.decode` of torchvision).
 */
export function decodeBox(
  deltas: BoxDeltas,
  reference: Box,
  weights: Quad = UNIT_WEIGHTS,
  largest = LARGEST_LOG_SCALE,
): Box {
  const width = reference[2] - reference[0];
  const height = reference[3] - reference[1];
  const x = reference[0] + 0.5 * width + (deltas[0] / weights[0]) * width;
  const y = reference[1] + 0.5 * height + (deltas[1] / weights[1]) * height;
  const halfWidth = 0.5 * Math.exp(Math.min(deltas[2] / weights[2], largest)) * width;
  const halfHeight = 0.5 * Math.exp(Math.min(deltas[3] / weights[3], largest)) * height;
  return [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight];
}
