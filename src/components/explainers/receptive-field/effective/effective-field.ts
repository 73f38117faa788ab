import { convOutputSize, receptiveField, type Link } from '../../../../vision/index.ts';

/** One convolution of the network, in the order of the run. Sums with earlier layers see no more. */
export interface UnitLayer {
  readonly name: string;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/** Pixels of the frames that gradients are taken on. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The unit in the middle of a layer, and the pixels that it can depend on at all. */
export interface UnitField {
  readonly layer: string;
  readonly row: number;
  readonly column: number;
  /** Middle of the field, pixels. */
  readonly x: number;
  readonly y: number;
  /** Side of the theoretical receptive field, pixels; a part may lie outside the frame. */
  readonly size: number;
}

/**
 * Returns the unit in the middle of the layer with this number, 1 for the first.
 *
 * @throws VisionError when the frame is too small for the stack.
 */
export function unitField(layers: readonly UnitLayer[], number: number, size: Size): UnitField {
  const chain: Link[] = layers.slice(0, number);
  const { size: side, jump, center } = receptiveField(chain);
  const cells = (pixels: number): number =>
    chain.reduce((length, window) => convOutputSize(length, window), pixels);
  const [row, column] = [cells(size.height), cells(size.width)].map((count) => count >> 1);
  return {
    layer: layers[number - 1]?.name ?? '',
    row: row ?? 0,
    column: column ?? 0,
    x: center + (column ?? 0) * jump,
    y: center + (row ?? 0) * jump,
    size: side,
  };
}

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
