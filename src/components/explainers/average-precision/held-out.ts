import type { RawPredictions, StreetFrame } from '../../../runtime/index.ts';
import type { Box } from '../../../vision/index.ts';
import type { Camera, Frame, WorldSpec } from '../../../world/index.ts';
import { MODEL_WIDTH, truthOf, type TruthItem } from '../../figures/street-truth.ts';

/**
 * Pixels in which this figure counts: twice the detector's input, so that COCO's size classes, made for
 * pictures of this width and more, mean something.
 */
export const PICTURE_SIZE = { width: 512, height: 320 } as const;

/** What the detector sees. */
export const INPUT_SIZE = { width: 256, height: 160 } as const;

/** Predictions below this score are left out: hundreds in every frame, nearly all of them wrong. */
export const SCORE_FLOOR = 0.25;

/** How to draw a frame again: its street, its camera and the noise of its sensor. */
export interface HeldOutView {
  readonly spec: WorldSpec;
  readonly camera: Camera;
  readonly noise: number;
  readonly noiseSeed: number;
}

/** One frame that training never saw: what the detector says before suppression, and what is there. */
export interface HeldOutFrame {
  readonly view: HeldOutView;
  /** Corners in tenths of a pixel, thousandths of a score, places in `CLASS_IDS`; in raw index order. */
  readonly boxes: readonly Box[];
  readonly scores: readonly number[];
  readonly classes: readonly number[];
  readonly truth: readonly TruthItem[];
  readonly uncounted: readonly TruthItem[];
}

const SCALE = PICTURE_SIZE.width / MODEL_WIDTH;
const BOX_UNITS = 10;
const SCORE_UNITS = 1000;

/**
 * Returns a frame with what the detector said about it. Every number is rounded once, before anything is
 * computed with it, whether it was computed when the page was built or by the reader's machine.
 */
export function judgedFrame(
  view: HeldOutView,
  frame: Pick<Frame, 'width' | 'objects'> | Pick<StreetFrame, 'width' | 'objects'>,
  raw: Pick<RawPredictions, 'boxes' | 'scores' | 'classes'>,
): HeldOutFrame {
  const enlarged = ({ box, classId }: TruthItem): TruthItem => ({ box: grown(box, 1), classId });
  const { truth, uncounted } = truthOf(frame);
  return {
    view,
    boxes: raw.boxes.map((box) => grown(box, BOX_UNITS)),
    scores: raw.scores.map((score) => Math.round(score * SCORE_UNITS) / SCORE_UNITS),
    classes: [...raw.classes],
    truth: truth.map(enlarged),
    uncounted: uncounted.map(enlarged),
  };
}

/** Returns a box of the detector's input in pixels of the picture, on a grid of `1 / units` pixel. */
function grown([x1, y1, x2, y2]: Box, units: number): Box {
  const on = (value: number): number => Math.round(value * SCALE * units) / units;
  return [on(x1), on(y1), on(x2), on(y2)];
}

/** A frame as the data file holds it: columns of whole numbers, which compress best. */
interface PackedFrame {
  readonly world: number;
  readonly camera: Camera;
  readonly noiseSeed: number;
  /** Class and corners of one thing after the other. */
  readonly truth: readonly number[];
  readonly uncounted: readonly number[];
  /** One digit for each prediction. */
  readonly classes: string;
  readonly scores: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly width: readonly number[];
  readonly height: readonly number[];
}

interface PackedSet {
  readonly worlds: readonly { readonly spec: WorldSpec; readonly noise: number }[];
  readonly frames: readonly PackedFrame[];
}

/** Returns frames as the text of the data file. */
export function packFrames(frames: readonly HeldOutFrame[]): string {
  const specs = [...new Set(frames.map(({ view }) => view.spec))];
  const flat = (items: readonly TruthItem[]): number[] =>
    items.flatMap(({ box, classId }) => [classId, ...box]);
  const units = (value: number): number => Math.round(value * BOX_UNITS);
  const set: PackedSet = {
    worlds: specs.map((spec) => ({
      spec,
      noise: frames.find(({ view }) => view.spec === spec)?.view.noise ?? 0,
    })),
    frames: frames.map(({ view, boxes, scores, classes, truth, uncounted }) => ({
      world: specs.indexOf(view.spec),
      camera: view.camera,
      noiseSeed: view.noiseSeed,
      truth: flat(truth),
      uncounted: flat(uncounted),
      classes: classes.join(''),
      scores: scores.map((score) => Math.round(score * SCORE_UNITS)),
      x: boxes.map((box) => units(box[0])),
      y: boxes.map((box) => units(box[1])),
      width: boxes.map((box) => units(box[2]) - units(box[0])),
      height: boxes.map((box) => units(box[3]) - units(box[1])),
    })),
  };
  return JSON.stringify(set);
}

/** Returns the frames of a data file. @throws Error with a sentence for anything else. */
export function unpackFrames(text: string): HeldOutFrame[] {
  const set: unknown = JSON.parse(text);
  if (!isPackedSet(set)) throw new Error('The data of the frames cannot be read.');
  const { worlds, frames } = set;
  return frames.map((frame): HeldOutFrame => {
    const { spec, noise } = worlds[frame.world] ?? { spec: { seed: 0 }, noise: 0 };
    return {
      view: { spec, camera: frame.camera, noise, noiseSeed: frame.noiseSeed },
      boxes: frame.x.map((x, index): Box => {
        const y = frame.y[index] ?? 0;
        const right = x + (frame.width[index] ?? 0);
        const bottom = y + (frame.height[index] ?? 0);
        return [x / BOX_UNITS, y / BOX_UNITS, right / BOX_UNITS, bottom / BOX_UNITS];
      }),
      scores: frame.scores.map((score) => score / SCORE_UNITS),
      classes: [...frame.classes].map(Number),
      truth: things(frame.truth),
      uncounted: things(frame.uncounted),
    };
  });
}

/** Whether a value has the outline of our own data file: a page in its place, or an old one, has not. */
function isPackedSet(value: unknown): value is PackedSet {
  if (typeof value !== 'object' || value === null) return false;
  if (!('worlds' in value) || !('frames' in value)) return false;
  const { worlds, frames } = value;
  return (
    Array.isArray(worlds) &&
    Array.isArray(frames) &&
    frames.every(
      (frame: Partial<PackedFrame>) =>
        typeof frame.classes === 'string' &&
        [frame.scores, frame.x, frame.y, frame.width, frame.height].every(
          (column) => column?.length === frame.classes?.length,
        ),
    )
  );
}

function things(flat: readonly number[]): TruthItem[] {
  return Array.from({ length: flat.length / 5 }, (_, thing) => {
    const [classId = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0] = flat.slice(5 * thing, 5 * thing + 5);
    return { box: [x1, y1, x2, y2], classId };
  });
}
