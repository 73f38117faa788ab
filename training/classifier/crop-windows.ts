/** Which parts of a frame the classifier learns from: square windows around things, and what each shows. */
import {
  semanticId,
  type Frame,
  type RandomStream,
  type SemanticClass,
} from '../../src/world/index.ts';

/** What the classifier tells apart, in the order of its outputs. */
export const CROP_CLASSES = [
  'car',
  'van',
  'bus',
  'person',
  'bicycle',
  'traffic-light',
  'sign',
  'tree',
  'lamp',
  'building',
  'road',
  'pavement',
] as const satisfies readonly SemanticClass[];

export type CropClass = (typeof CROP_CLASSES)[number];

/** A square window in a frame: its left upper corner and its side, in pixels. */
export type CropWindow = readonly [x: number, y: number, side: number];

export interface Crop {
  readonly className: CropClass;
  readonly window: CropWindow;
}

/** Classes that have an outline; of the others any patch will do. */
const OUTLINED = new Set<string>(CROP_CLASSES.slice(0, 9));
/** What stands on a post: its head says what it is, so the window is around that. */
const ON_POST = new Set<string>(['traffic-light', 'sign', 'lamp']);
/** Most crops of one class in one frame; more of the rare ones. */
const MOST: Partial<Record<CropClass, number>> = { bicycle: 5, sign: 5, lamp: 4, pavement: 4 };
const USUAL_MOST = 2;
/** The side of a window in pixels of the frame: below, there is too little to see. */
const LEAST_SIDE = 28;
/** A thing hidden for more than half is left out. */
const LEAST_VISIBLE = 0.5;
/** Share of its whole box that must lie within the frame. */
const LEAST_IN_FRAME = 0.7;
/** Share of its window that a patch without outline must cover. */
const LEAST_PATCH_SHARE = 0.65;
/** Share of its own box that a thing must cover: less is a glimpse between others. */
const LEAST_FILL: Partial<Record<CropClass, number>> = {
  lamp: 0.02,
  'traffic-light': 0.05,
  sign: 0.05,
  bicycle: 0.1,
};
const USUAL_FILL = 0.25;

/** The bounds of the pixels of an instance. */
interface Extent {
  readonly id: number;
  readonly className: CropClass;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  pixels: number;
}

/**
 * Returns the crops of a frame, drawn from `stream`: around every thing that is large and clear enough, with a
 * margin and a jitter, and patches of wall and ground. `ignored` are instances that belong to another thing, as a
 * rider does to the bicycle.
 */
export function cropsOf(frame: Frame, stream: RandomStream, ignored: ReadonlySet<number>): Crop[] {
  const byClass = new Map<CropClass, CropWindow[]>();
  for (const extent of shuffled(extentsOf(frame), stream)) {
    const { className } = extent;
    const windows = byClass.get(className) ?? [];
    if (windows.length >= (MOST[className] ?? USUAL_MOST) || ignored.has(extent.id)) continue;
    const window = OUTLINED.has(className)
      ? windowAround(frame, extent, stream, ignored)
      : patchOf(frame, extent, stream);
    if (window) byClass.set(className, [...windows, window]);
  }
  return [...byClass].flatMap(([className, windows]) =>
    windows.map((window) => ({ className, window })),
  );
}

function extentsOf(frame: Frame): Extent[] {
  const classOf = new Map(CROP_CLASSES.map((name) => [semanticId(name), name]));
  const extents = new Map<number, Extent>();
  for (let y = 0, pixel = 0; y < frame.height; y += 1) {
    for (let x = 0; x < frame.width; x += 1, pixel += 1) {
      const className = classOf.get(frame.semantic[pixel] ?? 0);
      if (!className) continue;
      const id = frame.instance[pixel] ?? 0;
      const extent = extents.get(id);
      if (!extent) {
        extents.set(id, { id, className, x1: x, y1: y, x2: x + 1, y2: y + 1, pixels: 1 });
        continue;
      }
      extent.x1 = Math.min(extent.x1, x);
      extent.x2 = Math.max(extent.x2, x + 1);
      extent.y2 = y + 1;
      extent.pixels += 1;
    }
  }
  return [...extents.values()];
}

/**
 * Returns a window around a thing, or around its head where it stands on a post; null for one that is too small, cut
 * off, too hidden, or not the main thing in it.
 */
function windowAround(
  frame: Frame,
  extent: Extent,
  stream: RandomStream,
  ignored: ReadonlySet<number>,
): CropWindow | null {
  const { id, className, x1, y1, x2, y2, pixels } = extent;
  const [width, height] = [x2 - x1, y2 - y1];
  const onPost = ON_POST.has(className);
  const margin = stream.between(1.08, 1.5);
  const length = onPost
    ? Math.max(width * margin, height * stream.between(0.3, 0.6))
    : Math.max(width, height) * margin;
  const side = Math.min(Math.round(length), frame.height);
  const fill = pixels / (width * height);
  if (side < LEAST_SIDE || fill < (LEAST_FILL[className] ?? USUAL_FILL)) return null;
  if (isCutOff(frame, extent)) return null;
  const jitter = (): number => stream.between(-0.08, 0.08) * side;
  const middle = onPost ? y1 + 0.42 * side : (y1 + y2) / 2;
  const window = inside(frame, (x1 + x2) / 2 + jitter(), middle + jitter(), side);
  const seen = countInstances(frame, window, ignored);
  // A head on a thin post may stand before something that covers more.
  const own = (seen.get(id) ?? 0) * (onPost ? 3 : 1);
  return [...seen.values()].every((count) => count <= own) ? window : null;
}

/** Whether less than half of a thing can be seen, or a good part of it lies beyond the frame. */
function isCutOff(frame: Frame, { id, x1, y1, x2, y2 }: Extent): boolean {
  const truth = frame.objects.find((object) => object.id === id);
  if (!truth) return x1 === 0 || y1 === 0 || x2 === frame.width || y2 === frame.height;
  const [left, top, right, bottom] = truth.whole;
  const isInFrame = (x2 - x1) * (y2 - y1) >= LEAST_IN_FRAME * (right - left) * (bottom - top);
  return truth.visibleFraction < LEAST_VISIBLE || (truth.truncated && !isInFrame);
}

/** Returns the pixels of each instance with an outline within a window. */
function countInstances(
  frame: Frame,
  [left, top, side]: CropWindow,
  ignored: ReadonlySet<number>,
): Map<number, number> {
  const outlined = new Set(CROP_CLASSES.filter((name) => OUTLINED.has(name)).map(semanticId));
  const seen = new Map<number, number>();
  for (let y = top; y < top + side; y += 1) {
    for (let x = left; x < left + side; x += 1) {
      const pixel = y * frame.width + x;
      const id = frame.instance[pixel] ?? 0;
      if (!outlined.has(frame.semantic[pixel] ?? 0) || ignored.has(id)) continue;
      seen.set(id, (seen.get(id) ?? 0) + 1);
    }
  }
  return seen;
}

/** Returns a window that a wall or a piece of ground nearly fills, or null when 25 draws find none. */
function patchOf(frame: Frame, extent: Extent, stream: RandomStream): CropWindow | null {
  const wanted = semanticId(extent.className);
  for (let attempt = 0; attempt < 25; attempt += 1) {
    const side = Math.round(stream.between(40, 150));
    const x = stream.between(extent.x1, extent.x2);
    const y = stream.between(extent.y1, extent.y2);
    const window = inside(frame, x, y, side);
    let count = 0;
    for (let row = window[1]; row < window[1] + side; row += 1) {
      for (let column = window[0]; column < window[0] + side; column += 1) {
        if (frame.semantic[row * frame.width + column] === wanted) count += 1;
      }
    }
    if (count >= LEAST_PATCH_SHARE * side * side) return window;
  }
  return null;
}

/** A square of the given side around a point, moved so that it lies within the frame. */
function inside(frame: Frame, x: number, y: number, side: number): CropWindow {
  const from = (middle: number, length: number): number =>
    Math.min(Math.max(Math.round(middle - side / 2), 0), length - side);
  return [from(x, frame.width), from(y, frame.height), side];
}

function shuffled<Item>(items: readonly Item[], stream: RandomStream): Item[] {
  const list = items.map((item) => ({ item, place: stream.next() }));
  return list.sort((a, b) => a.place - b.place).map(({ item }) => item);
}
