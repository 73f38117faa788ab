import type { Size, UnitField } from './unit.ts';

/** The shares of the gradient for which a square is sought. */
export const SHARES = [0.5, 0.8, 0.95] as const;

/** How much of a gradient lies where. */
export interface EffectiveField {
  /** Share of the gradient inside the theoretical field, 0 to 1. */
  readonly inside: number;
  /** Side of the smallest square around the unit that holds each of {@link SHARES}, pixels. */
  readonly sides: readonly number[];
}

/**
 * Returns how a mean absolute gradient, one value a pixel and row by row, spreads around a unit. `null`
 * when it is zero everywhere: a unit whose every path passes a ReLU that is off.
 */
export function measureEffective(
  values: ArrayLike<number>,
  { width, height }: Size,
  unit: UnitField,
): EffectiveField | null {
  const [cx, cy] = [Math.round(unit.x), Math.round(unit.y)];
  const rings = new Float64Array(Math.max(width, height) + Math.max(cx, cy) + 2);
  let total = 0;
  let inside = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = values[y * width + x] ?? 0;
      const ring = Math.max(Math.abs(x - cx), Math.abs(y - cy));
      rings[ring] = (rings[ring] ?? 0) + value;
      total += value;
      const far = Math.max(Math.abs(x - unit.x), Math.abs(y - unit.y));
      if (2 * far <= unit.size - 1) inside += value;
    }
  }
  if (!(total > 0)) return null;
  const sides = SHARES.map((share) => {
    let sum = 0;
    // A hair below, so that the rounding of sums does not ask for one ring more.
    const ring = rings.findIndex((value) => (sum += value) >= share * total * (1 - 1e-9));
    return 2 * ring + 1;
  });
  return { inside: inside / total, sides };
}
