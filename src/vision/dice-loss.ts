// Array reads are in range by construction, hence `!`.
import { demand } from './errors.ts';

/**
 * Returns 1 − (2 Σ pt + s) / (Σ p + Σ t + s): how little a soft mask overlaps with the true one
 * (Milletari et al. 2016, here without squares, as DETR has it with s = 1).
 *
 * @param probabilities One per pixel, 0 to 1.
 * @param mask One per pixel, 0 or 1.
 * @param smooth Keeps the loss defined where both are empty; with 0 that loss is 0.
 */
export function diceLoss(
  probabilities: readonly number[],
  mask: readonly number[],
  smooth = 1,
): number {
  demand(
    probabilities.length === mask.length,
    `A mask must have one value per pixel: ${probabilities.length}, got ${mask.length}.`,
  );
  let [overlap, total] = [0, 0];
  for (let i = 0; i < mask.length; i += 1) {
    overlap += probabilities[i]! * mask[i]!;
    total += probabilities[i]! + mask[i]!;
  }
  return total + smooth === 0 ? 0 : 1 - (2 * overlap + smooth) / (total + smooth);
}
