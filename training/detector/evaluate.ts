/**
 * Measures a trained detector on held-out frames and writes its card:
 * `node training/detector/evaluate.ts RUN_DIR DATA_DIR OUT_DIR`.
 *
 * Every prediction from the trainer's floor up passes per-class NMS and is scored by our own COCO
 * evaluation, the one that the figures use.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  COCO_AREAS,
  convMacs,
  evaluateDetections,
  type AreaRange,
} from '../../src/vision/index.ts';
import { aboutDetector, limitsOfDetector } from './card-text.ts';
import { HeldOut, type LeastShown } from './held-out.ts';
import { rankAll, resample, type Aps } from './intervals.ts';
import { measured, rounded } from '../resampling.ts';
import { describeFiles } from '../shipped-files.ts';
import { countFound, recallOf } from './recall.ts';
import { HEIGHT, WIDTH, type FrameTruth } from '../render/truth.ts';

const RESAMPLINGS = 200;
/** Recall by size is that of the boxes which the figures show at first. */
const RECALL_SCORE = 0.3;

const [run = '', data = '', out = ''] = process.argv.slice(2);
if (!run || !data || !out) {
  console.error('Usage: node training/detector/evaluate.ts RUN_DIR DATA_DIR OUT_DIR');
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
  truth: LeastShown;
  anchors: { strides: number[]; perCell: number };
  parameters: number;
  tensors: { name: string; shape: number[] }[];
};

const heldOut = new HeldOut(data, exported.truth);
const { frames } = heldOut;
const classIds = exported.classes.map((_, id) => id);
const int8 = heldOut.readPredictions(join(run, 'predictions-int8.bin'));
const float32 = heldOut.readPredictions(join(run, 'predictions-fp32.bin'));

/** Returns AP, AP50 and AP75 of some frames with 95 % intervals from resampling whole worlds. */
function measure(name: string, chosen: readonly number[]) {
  const detected = heldOut.images(chosen, int8);
  const { summary } = evaluateDetections(detected, classIds);
  const worlds = [...new Set(detected.map(({ world }) => world))];
  const samples = resample(rankAll(detected, classIds), worlds, RESAMPLINGS);
  const part = (key: keyof Aps) => {
    const values = samples.map((sample) => sample[key]);
    return measured(summary[key] ?? 0, values);
  };
  return { name, frames: chosen.length, ap: part('ap'), ap50: part('ap50'), ap75: part('ap75') };
}

/** Returns AP and recall of the things of one size in daylight. */
function measureSize(name: string, area: AreaRange, ap: number | null) {
  const found = countFound(heldOut.images(daylight, int8), area, RECALL_SCORE);
  const recall = recallOf(found, RESAMPLINGS);
  return {
    name,
    ap,
    recall: recall && {
      value: rounded(recall.value),
      interval: recall.interval.map((bound) => rounded(bound)),
      truths: recall.truths,
    },
  };
}

const where = (test: (frame: FrameTruth) => boolean): number[] =>
  frames.flatMap((frame, index) => (test(frame) ? [index] : []));
const isClearDay = ({ light, weather }: FrameTruth): boolean =>
  light === 'day' && weather === 'clear';
const daylight = where(isClearDay);
const everyday = evaluateDetections(heldOut.images(daylight, int8), classIds);
const { summary } = everyday;
const unrounded = evaluateDetections(heldOut.images(daylight, float32), classIds);

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

const card = {
  task: 'object detection',
  variant: exported.topDown ? 'with the top-down pathway' : 'without the top-down pathway',
  about: aboutDetector(exported.topDown),
  license: 'MIT',
  ...exported,
  macs: countMacs(),
  files: describeFiles(out),
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
    truths: heldOut
      .images([...frames.keys()], int8)
      .flatMap(({ truths }) => truths)
      .filter(({ crowd }) => !crowd).length,
    note:
      'Frames of seeds that training never saw. COCO’s evaluation: mean over IoU 0.50 to 0.95, per-class NMS at 0.50, ' +
      'at most 100 boxes a frame. The truth is the visible box of everything at least ' +
      `${exported.truth.height} pixels tall of which ${exported.truth.visiblePixels} pixels and ` +
      `${100 * exported.truth.visibleShare} % can be seen; ` +
      'the rest is neither right nor wrong. Intervals from resampling whole streets. Recall by size: the share found at ' +
      `an IoU of 0.50 by boxes that score at least ${RECALL_SCORE.toFixed(2)}.`,
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
      measureSize('small: less than 16 × 16 px', COCO_AREAS.small, summary.apSmall),
      measureSize('medium: up to 48 × 48 px', COCO_AREAS.medium, summary.apMedium),
      measureSize('large: more than 48 × 48 px', COCO_AREAS.large, summary.apLarge),
    ],
    float32: { ap: rounded(unrounded.summary.ap ?? 0), ap50: rounded(unrounded.summary.ap50 ?? 0) },
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
  `float32 AP ${card.evaluation.float32.ap}, weights ${readFileSync(join(out, 'weights.bin')).length} bytes`,
);
