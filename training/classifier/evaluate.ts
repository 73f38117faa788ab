/**
 * Measures a trained classifier on held-out crops and writes its card:
 * `node training/classifier/evaluate.ts RUN_DIR DATA_DIR OUT_DIR`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  classificationMetrics,
  confusionMatrix,
  expectedCalibrationError,
  logLoss,
  reliabilityBins,
  softmax,
} from '../../src/vision/index.ts';
import { measured, resamplings, rounded, type Measured } from '../resampling.ts';
import { describeFiles } from '../shipped-files.ts';
import { aboutClassifier, limitsOfClassifier, variantOf, type Variant } from './card-text.ts';
import type { CropTruth } from './crops.ts';

const RESAMPLINGS = 300;
const BINS = 15;

const [run = '', data = '', out = ''] = process.argv.slice(2);
if (!run || !data || !out) {
  console.error('Usage: node training/classifier/evaluate.ts RUN_DIR DATA_DIR OUT_DIR');
  process.exit(1);
}
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
/** Both files are written by the trainer a moment before; their shapes are its own. */
const training = readJson(join(run, 'run.json')) as {
  name: string;
  recipe: {
    steps: number;
    seed: number;
    batch: number;
    learning_rate: number;
    curve_crops: number;
  };
  crops: number;
  cpuSeconds: number;
  curve: object[];
  gradientFlow: { step: number; layers: { layer: string; gradient: number; relative: number }[] }[];
};
const exported = readJson(join(run, 'export.json')) as Variant & {
  name: string;
  classes: string[];
  layers: { macs: number }[];
};

/** What the network said of a crop, and what it is. */
interface Answer {
  readonly truth: CropTruth;
  readonly predicted: number;
  /** Probability of the predicted class. */
  readonly confidence: number;
  /** Probability of the true class. */
  readonly likelihood: number;
  readonly isRight: boolean;
}

const truths = readdirSync(data)
  .filter((file) => /^test-.*\.json$/.test(file))
  .sort()
  .flatMap((file) => (readJson(join(data, file)) as { crops: CropTruth[] }).crops);

/** Returns the answers of a file of logits that the trainer wrote. */
function readAnswers(file: string): Answer[] {
  const bytes = readFileSync(join(run, file));
  const logits = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const classes = exported.classes.length;
  return truths.map((truth, crop) => {
    const probabilities = softmax([...logits.subarray(crop * classes, (crop + 1) * classes)]);
    const confidence = Math.max(...probabilities);
    const predicted = probabilities.indexOf(confidence);
    const likelihood = probabilities[truth.class] ?? 0;
    return { truth, predicted, confidence, likelihood, isRight: predicted === truth.class };
  });
}

const shipped = readAnswers('logits-int8.bin');
const float32 = readAnswers('logits-fp32.bin');

const share = (answers: readonly Answer[], test: (answer: Answer) => boolean): number =>
  answers.filter(test).length / Math.max(1, answers.length);
const accuracy = (answers: readonly Answer[]): number => share(answers, ({ isRight }) => isRight);
const calibrationError = (answers: readonly Answer[]): number =>
  expectedCalibrationError(
    answers.map(({ confidence }) => confidence),
    answers.map(({ isRight }) => isRight),
    BINS,
  );

/** Returns a statistic of answers with its interval, whole worlds being resampled. */
function measure(
  answers: readonly Answer[],
  statistic: (answers: readonly Answer[]) => number,
): Measured {
  const worlds = [...new Set(answers.map(({ truth }) => truth.world))];
  const byWorld = worlds.map((world) => answers.filter(({ truth }) => truth.world === world));
  const samples = resamplings(byWorld, RESAMPLINGS).map((drawn) => statistic(drawn.flat()));
  return measured(statistic(answers), samples);
}

function setOf(name: string, test: (truth: CropTruth) => boolean): object {
  const chosen = shipped.filter(({ truth }) => test(truth));
  return { name, crops: chosen.length, accuracy: measure(chosen, accuracy) };
}

const confusion = confusionMatrix(
  shipped.map(({ truth }) => truth.class),
  shipped.map(({ predicted }) => predicted),
  exported.classes.length,
);
const { balancedAccuracy, perClass } = classificationMetrics(confusion);
const confidences = shipped.map(({ confidence }) => confidence);
const rights = shipped.map(({ isRight }) => isRight);

const card = {
  task: 'image classification',
  variant: variantOf(exported),
  about: aboutClassifier(exported, exported.layers.length),
  license: 'MIT',
  ...exported,
  macs: exported.layers.reduce((sum, { macs }) => sum + macs, 0),
  files: describeFiles(out),
  training: {
    command: `npm run train -- ${training.name}`,
    seed: training.recipe.seed,
    crops: training.crops,
    steps: training.recipe.steps,
    batch: training.recipe.batch,
    learningRate: training.recipe.learning_rate,
    cpuSeconds: training.cpuSeconds,
    curveCrops: training.recipe.curve_crops,
    curve: training.curve,
  },
  gradientFlow: training.gradientFlow.map(({ step, layers }) => ({
    name: `step ${step}`,
    step,
    layers: layers.map(({ layer, ...norms }) => ({ name: layer, ...norms })),
  })),
  evaluation: {
    crops: shipped.length,
    worlds: new Set(truths.map(({ world }) => world)).size,
    note:
      'Crops of streets that training never saw, of things at least half visible. Intervals (95 %) from resampling ' +
      'whole streets.',
    balancedAccuracy: rounded(balancedAccuracy),
    sets: [
      setOf('all crops', () => true),
      setOf('day, clear', ({ light, weather }) => light === 'day' && weather === 'clear'),
      setOf(
        'low sun, clear',
        ({ light, weather }) => /golden|backlit/.test(light) && weather === 'clear',
      ),
      setOf('night', ({ light }) => light === 'night'),
      setOf('fog', ({ weather }) => weather === 'fog'),
      setOf('rain', ({ weather }) => weather === 'rain'),
    ],
    classes: exported.classes.map((name, id) => {
      const own = shipped.filter(({ truth }) => truth.class === id);
      return {
        name,
        crops: own.length,
        accuracy: measure(own, accuracy),
        precision: rounded(perClass[id]?.precision ?? 0),
      };
    }),
    confusion,
    calibration: {
      ece: measure(shipped, calibrationError),
      logLoss: rounded(
        logLoss(
          shipped.map(({ likelihood }) => likelihood),
          shipped.map(() => 1),
        ),
      ),
      bins: reliabilityBins(confidences, rights, BINS).map((bin) => ({
        low: rounded(bin.low),
        high: rounded(bin.high),
        count: bin.count,
        confidence: rounded(bin.confidence),
        accuracy: rounded(bin.accuracy),
      })),
    },
    float32: {
      accuracy: rounded(accuracy(float32)),
      ece: rounded(calibrationError(float32)),
      /** Share of the crops on which rounding to eight bits changes nothing. */
      agreement: rounded(
        share(
          shipped,
          (answer) => answer.predicted === float32[shipped.indexOf(answer)]?.predicted,
        ),
      ),
    },
  },
  limits: limitsOfClassifier,
};
writeFileSync(join(out, 'card.json'), `${JSON.stringify(card, null, 1)}\n`);
for (const { name, crops, accuracy: part } of card.evaluation.classes) {
  console.log(`${name.padEnd(14)} n ${crops}  accuracy ${part.value}`);
}
const overall = measure(shipped, accuracy);
console.log(
  `accuracy ${overall.value} (${overall.interval.join(' to ')}), ECE ${card.evaluation.calibration.ece.value}, float32 ${card.evaluation.float32.accuracy}`,
);
