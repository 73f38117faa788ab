/**
 * Measures a trained detector on held-out frames and writes its card:
 * `node training/evaluate.ts RUN_DIR DATA_DIR OUT_DIR`.
 *
 * Every prediction from the trainer's floor up passes per-class NMS and is scored by our own COCO
 * evaluation, the one that the figures use.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  batchedNms,
  convMacs,
  evaluateDetections,
  type Box,
  type DetectionImage,
} from '../src/vision/index.ts';
import { aboutDetector, limitsOfDetector } from './detector/card-text.ts';
import { HEIGHT, WIDTH, type FrameTruth } from './render/truth.ts';

const NMS_IOU = 0.5;
const MOST_BOXES = 100;
/** COCO's size classes end at 32² and 96² px²; at 256 px across they are scaled by a half. */
const SIZE_SCALE = 2;
const RESAMPLINGS = 3;

const [run = '', data = '', out = ''] = process.argv.slice(2);
if (!run || !data || !out) {
  console.error('Usage: node training/evaluate.ts RUN_DIR DATA_DIR OUT_DIR');
  process.exit(1);
}
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
/** Both files are written by the trainer a moment before; their shapes are its own. */
const training = readJson(join(run, 'run.json')) as {
  name: string;
  recipe: { steps: number; seed: number };
  frames: number;
  seconds: number;
  curve: { step: number; classLoss: number; boxLoss: number }[];
};
const exported = readJson(join(run, 'export.json')) as {
  name: string;
  classes: string[];
  topDown: boolean;
  /** What a thing must show at least to count. */
  truth: { height: number; visiblePixels: number; visibleShare: number };
  anchors: { strides: number[]; perCell: number };
  parameters: number;
  tensors: { name: string; shape: number[] }[];
};

const least = exported.truth;
const frames = readdirSync(data)
  .filter((file) => /^test-.*\.json$/.test(file))
  .sort()
  .flatMap((file) => (readJson(join(data, file)) as { frames: FrameTruth[] }).frames);

/** Returns the truth of a frame, scaled so that COCO's size classes mean something at this size. */
function truthsOf(frame: FrameTruth): DetectionImage['truths'] {
  return frame.things.map(
    ([classId = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, pixels = 0, share = 0]) => ({
      classId,
      box: scaled([x1, y1, x2, y2]),
      // Too small or too hidden: neither right nor wrong to find.
      crowd:
        y2 - y1 < least.height || pixels < least.visiblePixels || share < least.visibleShare,
    }),
  );
}

function scaled(box: Box): Box {
  return [box[0] * SIZE_SCALE, box[1] * SIZE_SCALE, box[2] * SIZE_SCALE, box[3] * SIZE_SCALE];
}

/** Returns the detections of every frame after suppression, from a file of the trainer. */
function readPredictions(file: string): DetectionImage['predictions'][] {
  const bytes = readFileSync(file);
  const rows = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const raw = frames.map(() => ({
    boxes: [] as Box[],
    scores: [] as number[],
    classes: [] as number[],
  }));
  for (let i = 0; i < rows.length; i += 7) {
    const [frame = 0, classId = 0, score = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rows.subarray(
      i,
      i + 7,
    );
    const inside = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
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

const classIds = exported.classes.map((_, id) => id);
const int8 = readPredictions(join(run, 'predictions-int8.bin'));
const float32 = readPredictions(join(run, 'predictions-fp32.bin'));
const images = (chosen: readonly number[], predictions: typeof int8): DetectionImage[] =>
  chosen.flatMap((index) => {
    const frame = frames[index];
    return frame ? [{ truths: truthsOf(frame), predictions: predictions[index] ?? [] }] : [];
  });
const round = (value: number | null, digits = 4): number => Number((value ?? 0).toFixed(digits));

/** Returns AP, AP50 and AP75 of some frames with 95 % intervals from resampling whole worlds. */
function measure(name: string, chosen: readonly number[]) {
  const { summary } = evaluateDetections(images(chosen, int8), classIds);
  const worlds = [...new Set(chosen.map((index) => frames[index]?.world))];
  const byWorld = new Map(
    worlds.map((world) => [world, chosen.filter((index) => frames[index]?.world === world)]),
  );
  let state = 1;
  const draw = (): number =>
    (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const samples = Array.from({ length: RESAMPLINGS }, () => {
    const drawn = worlds.flatMap(
      () => byWorld.get(worlds[Math.floor(draw() * worlds.length)]) ?? [],
    );
    return evaluateDetections(images(drawn, int8), classIds).summary;
  });
  const part = (key: 'ap' | 'ap50' | 'ap75') => {
    const sorted = samples.map((sample) => sample[key] ?? 0).sort((a, b) => a - b);
    const at = (share: number): number =>
      round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
    return { value: round(summary[key]), interval: [at(0.025), at(0.975)] };
  };
  return { name, frames: chosen.length, ap: part('ap'), ap50: part('ap50'), ap75: part('ap75') };
}

const where = (test: (frame: FrameTruth) => boolean): number[] =>
  frames.flatMap((frame, index) => (test(frame) ? [index] : []));
const isClearDay = ({ light, weather }: FrameTruth): boolean =>
  light === 'day' && weather === 'clear';
const daylight = where(isClearDay);
const everyday = evaluateDetections(images(daylight, int8), classIds);
const unrounded = evaluateDetections(images(daylight, float32), classIds);

/** Multiply–accumulates of one picture, from the shapes of the kernels and of what they are run on. */
function countMacs(): number {
  const kernel = (name: string) =>
    exported.tensors.find((tensor) => tensor.name === `${name}.kernel`)?.shape ?? [];
  const at: [name: string, stride: number][] = [['stem', 2]];
  for (const [index, stride] of exported.anchors.strides.entries()) {
    const level = index + 2;
    at.push([`down${level}`, stride], [`lateral${level}`, stride]);
    if (kernel(`block${level}.first`).length > 0)
      at.push([`block${level}.first`, stride], [`block${level}.second`, stride]);
    for (const name of [`head1.level${level}`, `head2.level${level}`, 'classes', 'boxes'])
      at.push([name, stride]);
  }
  return at.reduce((sum, [name, stride]) => {
    const [size = 1, , inputs = 1, outputs = 1] = kernel(name);
    const output = [HEIGHT / stride, WIDTH / stride] as const;
    return (
      sum +
      convMacs({ kernel: [size, size], inputChannels: inputs, outputChannels: outputs }, output)
    );
  }, 0);
}

const fileOf = (name: string) => {
  const bytes = readFileSync(join(out, name));
  return {
    bytes: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
};

const card = {
  task: 'object detection',
  variant: exported.topDown ? 'with the top-down pathway' : 'without the top-down pathway',
  about: aboutDetector(exported.topDown),
  license: 'MIT',
  ...exported,
  macs: countMacs(),
  files: { 'weights.bin': fileOf('weights.bin'), 'golden.json': fileOf('golden.json') },
  training: {
    command: `npm run train -- ${training.name}`,
    seed: training.recipe.seed,
    frames: training.frames,
    steps: training.recipe.steps,
    seconds: training.seconds,
    curve: training.curve,
  },
  evaluation: {
    frames: frames.length,
    truths: frames.flatMap(truthsOf).filter(({ crowd }) => !crowd).length,
    note:
      'Frames of seeds that training never saw. COCO’s evaluation: mean over IoU 0.50 to 0.95, per-class NMS at 0.50, ' +
      'at most 100 boxes a frame. The truth is the visible box of everything at least ' +
      `${least.height} pixels tall of which ${least.visiblePixels} pixels and ${100 * least.visibleShare} % can be seen; ` +
      'the rest is neither right nor wrong. Intervals from resampling whole streets.',
    sets: [
      measure('ordinary daylight frames', daylight),
      measure(
        'all frames',
        where(() => true),
      ),
      measure(
        'low sun',
        where(({ light, weather }) => /golden|backlit/.test(light) && weather === 'clear'),
      ),
      measure(
        'night',
        where(({ light }) => light === 'night'),
      ),
      measure(
        'fog',
        where(({ weather }) => weather === 'fog'),
      ),
      measure(
        'rain',
        where(({ weather }) => weather === 'rain'),
      ),
    ],
    classes: exported.classes.map((name, id) => {
      const category = everyday.categories.find(({ categoryId }) => categoryId === id);
      return { name, ap: category?.ap ?? null, ap50: category?.ap50 ?? null };
    }),
    sizes: [
      { name: 'small: less than 16 × 16 px', ap: everyday.summary.apSmall },
      { name: 'medium: up to 48 × 48 px', ap: everyday.summary.apMedium },
      { name: 'large: more than 48 × 48 px', ap: everyday.summary.apLarge },
    ],
    float32: { ap: round(unrounded.summary.ap), ap50: round(unrounded.summary.ap50) },
  },
  limits: limitsOfDetector,
};
writeFileSync(join(out, 'card.json'), `${JSON.stringify(card, null, 1)}\n`);
for (const { name, frames: count, ap, ap50, ap75 } of card.evaluation.sets) {
  console.log(
    `${name.padEnd(26)} n ${count}  AP ${ap.value}  AP50 ${ap50.value}  AP75 ${ap75.value}`,
  );
}
console.log(
  `float32 AP ${card.evaluation.float32.ap}, weights ${card.files['weights.bin'].gzip} bytes gz`,
);
