// Array reads are in range by construction, hence `!`.
import { shapeIou, type Shape } from './anchor-grid.ts';
import { demand, wholeNumber } from './errors.ts';

/** Shapes found in data. */
export interface ShapeClusters {
  /** Mean width and height of each cluster, smallest area first. */
  readonly shapes: readonly Shape[];
  /** Mean over the data of the IoU with the best shape, centres together. */
  readonly meanIou: number;
}

const ROUNDS = 40;
const STARTS = 4;

/**
 * Returns `count` anchor shapes by k-means over the sizes of boxes with 1 − IoU (centres together) as the
 * distance (Redmon and Farhadi 2017, "Dimension clusters"). Each of a few starts picks its first shapes from the
 * data, far ones likelier; the start with the best mean IoU wins. The same seed gives the same shapes. Where the
 * data has fewer different sizes than asked for, there are fewer shapes.
 *
 * @throws VisionError without data, or for a size without area.
 */
export function clusterShapes(sizes: readonly Shape[], count: number, seed = 1): ShapeClusters {
  wholeNumber(count, 1, 'number of shapes');
  demand(sizes.length > 0, 'Clustering needs at least one box.');
  for (const [width, height] of sizes) {
    demand(
      width > 0 && height > 0 && width + height < Infinity,
      `Clustering needs boxes with an area, got ${width} × ${height}.`,
    );
  }
  const random = randomFrom(seed);
  let best: ShapeClusters = { shapes: [], meanIou: -1 };
  for (let start = 0; start < STARTS; start += 1) {
    const found = refine(sizes, firstShapes(sizes, count, random));
    if (found.meanIou > best.meanIou) best = found;
  }
  return best;
}

/** Shapes of the data, each drawn with a chance that grows with its distance from those drawn before. */
function firstShapes(sizes: readonly Shape[], count: number, random: () => number): Shape[] {
  const shapes: Shape[] = [sizes[Math.floor(random() * sizes.length)]!];
  while (shapes.length < count) {
    const distances = sizes.map((size) => 1 - nearest(size, shapes).iou);
    const total = distances.reduce((sum, distance) => sum + distance, 0);
    if (total < 1e-9) break;
    let draw = random() * total;
    const place = distances.findIndex((distance) => (draw -= distance) < 0);
    // Rounding can leave a crumb behind the last one.
    shapes.push(sizes[place < 0 ? distances.findLastIndex((distance) => distance > 0) : place]!);
  }
  return shapes;
}

/** Moves shapes to the mean of what is nearest to them, until nothing changes its shape. */
function refine(sizes: readonly Shape[], first: readonly Shape[]): ShapeClusters {
  let shapes = first;
  let owners: readonly number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = sizes.map((size) => nearest(size, shapes).place);
    if (next.every((place, index) => place === owners[index])) break;
    owners = next;
    shapes = shapes.map((shape, place) => meanOf(sizes, owners, place) ?? shape);
  }
  const total = sizes.reduce((sum, size) => sum + nearest(size, shapes).iou, 0);
  return {
    shapes: shapes.toSorted((a, b) => a[0] * a[1] - b[0] * b[1]),
    meanIou: total / sizes.length,
  };
}

/** Mean size of what a shape owns; `undefined` for a shape that lost everything. */
function meanOf(sizes: readonly Shape[], owners: readonly number[], place: number) {
  let [width, height, count] = [0, 0, 0];
  for (const [index, owner] of owners.entries()) {
    if (owner !== place) continue;
    width += sizes[index]![0];
    height += sizes[index]![1];
    count += 1;
  }
  return count > 0 ? ([width / count, height / count] as const) : undefined;
}

function nearest(size: Shape, shapes: readonly Shape[]): { place: number; iou: number } {
  let [place, most] = [0, -1];
  for (let index = 0; index < shapes.length; index += 1) {
    const overlap = shapeIou(size, shapes[index]!);
    if (overlap > most) [place, most] = [index, overlap];
  }
  return { place, iou: most };
}

/** Numbers in [0, 1) from a seed: a 32-bit mixing generator, the same on every engine. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
