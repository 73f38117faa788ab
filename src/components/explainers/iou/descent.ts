import { area, boxLoss, type Box, type BoxLossKind } from '../../../vision/index.ts';

/** Steps of a whole run, as the figure counts them. */
export const STEPS = 200;

/** Gradient updates in one of those steps: small updates wobble less around a corner of the loss. */
export const UPDATES = 8;

/** Rate of the first update, for boxes measured in units of the truth's size. */
export const RATE = 0.014;

/** No side of a box shrinks below this, pixels. */
const SMALLEST = 2;

/**
 * Returns a box after 0, 1, … `steps` of the `STEPS` steps of gradient descent on a loss: `steps + 1` boxes.
 *
 * Lengths are measured in units of S = √(area of the truth), so that the size of the picture does not
 * matter: an update moves an edge by −rate · S² · ∂loss/∂edge pixels, and the rate falls linearly to 0.
 */
export function descend(start: Box, truth: Box, loss: BoxLossKind, steps = STEPS): Box[] {
  const path: Box[] = [start];
  let box = start;
  for (let update = 1; update <= steps * UPDATES; update += 1) {
    const rate = RATE * (1 - (update - 1) / (STEPS * UPDATES));
    box = keepUpright(box, updateOf(box, truth, loss, rate));
    if (update % UPDATES === 0) path.push(box);
  }
  return path;
}

/** Returns how far one update at this rate moves each edge (x1, y1, x2, y2), in pixels. */
export function updateOf(box: Box, truth: Box, loss: BoxLossKind, rate = RATE): Box {
  const unit = area(truth);
  // By index, because destructuring is several times slower, and a drag asks for thousands of updates.
  const slope = boxLoss(loss, box, truth).gradient;
  const pull = -rate * unit;
  // Adding 0 turns −0 into 0.
  return [pull * slope[0] + 0, pull * slope[1] + 0, pull * slope[2] + 0, pull * slope[3] + 0];
}

/** The moved box, its corners in order and some room between them. */
function keepUpright(box: Box, change: Box): Box {
  const x1 = box[0] + change[0];
  const y1 = box[1] + change[1];
  return [
    x1,
    y1,
    Math.max(box[2] + change[2], x1 + SMALLEST),
    Math.max(box[3] + change[3], y1 + SMALLEST),
  ];
}
