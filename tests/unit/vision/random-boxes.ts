import { randomSource } from '../../../scripts/bench/random.ts';
import type { Box } from '../../../src/vision/index.ts';

/** What a seeded test draws from. */
export interface Draw {
  /** A number in `[low, high)`. */
  readonly between: (low: number, high: number) => number;
  /** A whole number from `low` to `high`. */
  readonly whole: (low: number, high: number) => number;
  /** A box within about ±`extent`, with negative coordinates and now and then no area. */
  readonly box: (extent?: number) => Box;
  /** Boxes that crowd around a few places, with scores that now and then tie. */
  readonly scene: (count: number) => { boxes: Box[]; scores: number[]; classes: number[] };
}

/** Returns a source of random test input that a seed determines. */
export function drawFrom(seed: number): Draw {
  const random = randomSource(seed);
  const between = (low: number, high: number) => low + random() * (high - low);
  const whole = (low: number, high: number) => Math.floor(between(low, high + 1));
  const box = (extent = 100): Box => {
    const [x, y] = [between(-extent, extent), between(-extent, extent)];
    const flat = random() < 0.05;
    return [x, y, x + (flat ? 0 : between(0, extent)), y + between(0, extent)];
  };
  const scene = (count: number) => {
    const places = Array.from({ length: Math.ceil(count / 6) }, () => box());
    const boxes = Array.from({ length: count }, (): Box => {
      const [x1, y1, x2, y2] = places[whole(0, places.length - 1)] ?? box();
      const [dx, dy] = [between(-8, 8), between(-8, 8)];
      return random() < 0.1 ? [x1, y1, x2, y2] : [x1 + dx, y1 + dy, x2 + dx + 4, y2 + dy + 4];
    });
    const scores = boxes.map(() => whole(0, 200) / 200);
    return { boxes, scores, classes: boxes.map(() => whole(0, 2)) };
  };
  return { between, whole, box, scene };
}

/** The seeds that a property is checked for. */
export const seeds = Array.from({ length: 40 }, (_, i) => i + 1);
