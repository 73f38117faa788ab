import { z } from 'astro/zod';
import {
  commonCard,
  count,
  identityTable,
  introduction,
  measured,
  share,
  withInterval,
  type CardPage,
  type CardTable,
} from './card-page.ts';

const bin = z.object({
  low: z.number(),
  high: z.number(),
  count: z.int(),
  confidence: z.number(),
  accuracy: z.number(),
});

const classifierCard = commonCard.extend({
  layers: z.array(z.object({ name: z.string(), kernel: z.int(), stride: z.int() })),
  training: z.object({
    command: z.string(),
    seed: z.int(),
    cpuSeconds: z.int(),
    crops: z.int(),
    steps: z.int(),
    batch: z.int(),
    learningRate: z.number(),
    curveCrops: z.int(),
    curve: z.array(
      z.object({
        step: z.int(),
        loss: z.number(),
        trainAccuracy: z.number(),
        heldOutAccuracy: z.number(),
      }),
    ),
  }),
  gradientFlow: z.array(
    z.object({
      step: z.int(),
      layers: z.array(z.object({ name: z.string(), relative: z.number() })),
    }),
  ),
  evaluation: z.object({
    crops: z.int(),
    worlds: z.int(),
    note: z.string(),
    sets: z.array(z.object({ name: z.string(), crops: z.int(), accuracy: measured })),
    classes: z.array(
      z.object({
        name: z.string(),
        crops: z.int(),
        accuracy: measured,
        precision: z.number(),
      }),
    ),
    confusion: z.array(z.array(z.int())),
    calibration: z.object({ ece: measured, logLoss: z.number(), bins: z.array(bin) }),
    float32: z.object({ accuracy: z.number(), ece: z.number(), agreement: z.number() }),
  }),
});

type ClassifierCard = z.infer<typeof classifierCard>;

/** Returns the card of a classifier in words and tables. @throws ZodError for one that misses a number. */
export function classifierPage(loose: unknown): CardPage {
  const card = classifierCard.parse(loose);
  const { training, evaluation } = card;
  const all = evaluation.sets[0];
  const reached = all
    ? `; ${(100 * all.accuracy.value).toFixed(1)} % of held-out crops right.`
    : '.';
  return {
    sentence: introduction(card) + reached,
    tables: [
      identityTable(card),
      {
        title: 'How it was trained',
        rows: [
          ['Crops', count(training.crops)],
          ['Steps', `${count(training.steps)}, each of ${training.batch} crops`],
          ['Learning rate', `${training.learningRate} at its peak`],
          ['Seed', String(training.seed)],
          ['Duration', `${(training.cpuSeconds / 60).toFixed(1)} minutes of one CPU core`],
        ],
      },
      {
        title: 'What it reaches',
        note: evaluation.note,
        head: ['Crops', 'n', 'Accuracy (95 % interval)'],
        rows: evaluation.sets.map(({ name, crops, accuracy }) => [
          name,
          count(crops),
          withInterval(accuracy),
        ]),
      },
      {
        title: 'By class',
        head: ['Class', 'n', 'Accuracy (95 % interval)', 'Precision'],
        rows: evaluation.classes.map(({ name, crops, accuracy, precision }) => [
          name,
          count(crops),
          withInterval(accuracy),
          share(precision),
        ]),
      },
      confusionTable(card),
      calibrationTable(card),
      roundingTable(card),
      gradientTable(card),
    ],
    curves: curvesOf(card),
    limits: card.limits,
    command: training.command,
  };
}

function confusionTable({ classes, evaluation }: ClassifierCard): CardTable {
  return {
    title: 'What is taken for what',
    note: 'A row is what a crop shows, a column what was said of it; a dot is none.',
    head: ['Is', ...classes.map((_, id) => String(id + 1))],
    rows: classes.map((name, id) => [
      `${id + 1}\u00a0${name}`,
      ...(evaluation.confusion[id] ?? []).map((crops) => (crops === 0 ? '·' : String(crops))),
    ]),
  };
}

function calibrationTable({ evaluation }: ClassifierCard): CardTable {
  const { ece, logLoss, bins } = evaluation.calibration;
  return {
    title: 'Whether its confidence can be believed',
    note:
      `Expected calibration error over ${bins.length} bins: ${withInterval(ece)}. ` +
      `Log loss: ${logLoss.toFixed(3)} nats. Bins without a crop are left out.`,
    head: ['Confidence', 'n', 'on average', 'Accuracy'],
    rows: bins
      .filter((each) => each.count > 0)
      .map(({ low, high, count: crops, confidence, accuracy }) => [
        `${low.toFixed(2)} to ${high.toFixed(2)}`,
        count(crops),
        share(confidence),
        share(accuracy),
      ]),
  };
}

function roundingTable({ evaluation }: ClassifierCard): CardTable {
  const { float32, sets, calibration } = evaluation;
  return {
    title: 'Rounded to eight bits',
    note: `Both say the same of ${(100 * float32.agreement).toFixed(1)} % of the crops.`,
    head: ['Weights', 'Accuracy', 'ECE'],
    rows: [
      ['as shipped, int8', share(sets[0]?.accuracy.value ?? null), share(calibration.ece.value)],
      ['before rounding, float32', share(float32.accuracy), share(float32.ece)],
    ],
  };
}

/** Every fourth layer and the last: enough to see where the gradient fades. */
function gradientTable({ gradientFlow }: ClassifierCard): CardTable {
  const layers = gradientFlow[0]?.layers ?? [];
  const last = layers.length - 1;
  return {
    title: 'What reaches each layer',
    note: 'Norm of the gradient of the loss at a kernel, divided by the norm of the kernel, on one batch before a step.',
    head: ['Layer', ...gradientFlow.map(({ step }) => `step ${count(step)}`)],
    rows: layers.flatMap(({ name }, place) =>
      place % 4 === 0 || place === last
        ? [
            [
              name,
              ...gradientFlow.map((at) => (at.layers[place]?.relative ?? NaN).toExponential(1)),
            ],
          ]
        : [],
    ),
  };
}

function curvesOf({ training: { curve, curveCrops } }: ClassifierCard): CardPage['curves'] {
  const line = (name: string, of: (point: (typeof curve)[number]) => number) => ({
    name,
    points: curve.map((point) => ({ step: point.step, value: of(point) })),
  });
  return [
    {
      caption: 'Cross-entropy of the training batches, nats.',
      lines: [line('loss', ({ loss }) => loss)],
    },
    {
      caption: `Accuracy on ${count(curveCrops)} crops each, before the weights are averaged.`,
      lines: [
        line('trained on', ({ trainAccuracy }) => trainAccuracy),
        line('held out', ({ heldOutAccuracy }) => heldOutAccuracy),
      ],
    },
  ];
}
