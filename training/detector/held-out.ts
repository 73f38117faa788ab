import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { batchedNms, type Box, type DetectionImage } from '../../src/vision/index.ts';
import type { WorldImage } from './intervals.ts';
import { HEIGHT, WIDTH, type FrameTruth } from '../render/truth.ts';

const NMS_IOU = 0.5;
const MOST_BOXES = 100;
/** COCO's size classes end at 32² and 96² px²; at 256 px across they are scaled by a half. */
const SIZE_SCALE = 2;
/** Frame, class, score and the four sides of a box, as the trainer writes them. */
const ROW = 7;

/** What a thing must show at least to count. */
export interface LeastShown {
  /** Pixels. */
  readonly height: number;
  readonly visiblePixels: number;
  readonly visibleShare: number;
}

type Predictions = DetectionImage['predictions'];

/** The frames that training never saw, with what is there and what a detector says is there. */
export class HeldOut {
  readonly frames: readonly FrameTruth[];
  readonly #least: LeastShown;
  readonly #worlds: readonly number[];

  /** Reads the truth of every `test-….json` in a folder. */
  constructor(folder: string, least: LeastShown) {
    this.#least = least;
    this.frames = readdirSync(folder)
      .filter((file) => /^test-.*\.json$/.test(file))
      .sort()
      // Written by `render/frames.ts`.
      .flatMap(
        (file) =>
          (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { frames: FrameTruth[] }).frames,
      );
    this.#worlds = [...new Set(this.frames.map(({ world }) => world))];
  }

  /** Returns the detections of every frame after suppression, best first, from a file of the trainer. */
  readPredictions(file: string): Predictions[] {
    const bytes = readFileSync(file);
    const rows = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    const raw = this.frames.map(() => ({
      boxes: [] as Box[],
      scores: [] as number[],
      classes: [] as number[],
    }));
    for (let i = 0; i < rows.length; i += ROW) {
      const [frame = 0, classId = 0, score = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rows.subarray(
        i,
        i + ROW,
      );
      const list = raw[frame];
      list?.boxes.push([
        inside(x1, WIDTH),
        inside(y1, HEIGHT),
        inside(x2, WIDTH),
        inside(y2, HEIGHT),
      ]);
      list?.scores.push(score);
      list?.classes.push(classId);
    }
    return raw.map(({ boxes, scores, classes }) =>
      batchedNms(boxes, scores, classes, NMS_IOU)
        .slice(0, MOST_BOXES)
        .flatMap((index) => {
          const box = boxes[index];
          return box
            ? [{ box: scaled(box), classId: classes[index] ?? 0, score: scores[index] ?? 0 }]
            : [];
        }),
    );
  }

  /** Returns some frames for COCO's evaluation, scaled so that its size classes mean something here. */
  images(chosen: readonly number[], predictions: readonly Predictions[]): WorldImage[] {
    return chosen.flatMap((index) => {
      const frame = this.frames[index];
      return frame
        ? [
            {
              world: this.#worlds.indexOf(frame.world),
              truths: this.#truthsOf(frame),
              predictions: predictions[index] ?? [],
            },
          ]
        : [];
    });
  }

  #truthsOf(frame: FrameTruth): DetectionImage['truths'] {
    const { height, visiblePixels, visibleShare } = this.#least;
    return frame.things.map(
      ([classId = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, pixels = 0, share = 0]) => ({
        classId,
        box: scaled([x1, y1, x2, y2]),
        // Too small or too hidden: neither right nor wrong to find.
        crowd: y2 - y1 < height || pixels < visiblePixels || share < visibleShare,
      }),
    );
  }
}

function inside(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}

function scaled(box: Box): Box {
  return [box[0] * SIZE_SCALE, box[1] * SIZE_SCALE, box[2] * SIZE_SCALE, box[3] * SIZE_SCALE];
}
