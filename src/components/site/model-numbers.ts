import { z } from 'astro/zod';
import type { ModelCard } from '../../schemas/model-card.ts';

const measured = z.object({ value: z.number(), interval: z.tuple([z.number(), z.number()]) });

/** What the page of a model shows of its card; a detector's card has all of it. */
const detectorCard = z.object({
  name: z.string(),
  about: z.string(),
  variant: z.string(),
  classes: z.array(z.string()),
  input: z.object({ width: z.int(), height: z.int() }),
  parameters: z.int(),
  macs: z.int(),
  files: z.record(z.string(), z.object({ bytes: z.int(), gzip: z.int(), sha256: z.string() })),
  training: z.object({
    command: z.string(),
    seed: z.int(),
    seconds: z.int(),
    frames: z.int(),
    steps: z.int(),
    curve: z.array(z.object({ step: z.int(), classLoss: z.number(), boxLoss: z.number() })),
  }),
  evaluation: z.object({
    frames: z.int(),
    truths: z.int(),
    note: z.string(),
    sets: z.array(
      z.object({
        name: z.string(),
        frames: z.int(),
        ap: measured,
        ap50: measured,
        ap75: measured,
      }),
    ),
    sizes: z.array(
      z.object({ name: z.string(), ap: z.number().nullable(), recall: measured.nullable() }),
    ),
    classes: z.array(
      z.object({ name: z.string(), ap: z.number().nullable(), ap50: z.number().nullable() }),
    ),
    float32: z.object({ ap: z.number(), ap50: z.number() }),
  }),
  limits: z.array(z.string()),
});

/** One table of a card; without `head` its cells are words. */
export interface CardTable {
  title: string;
  note?: string;
  head?: string[];
  rows: string[][];
}

const count = (value: number): string => value.toLocaleString('en-GB');
const share = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
const withInterval = ({ value, interval }: z.infer<typeof measured>): string =>
  `${value.toFixed(3)} (${interval[0].toFixed(3)} to ${interval[1].toFixed(3)})`;

/** Returns a card in words and tables. @throws ZodError for a card that misses a number. */
export function modelNumbers(loose: ModelCard): {
  sentence: string;
  tables: CardTable[];
  curve: z.infer<typeof detectorCard>['training']['curve'];
  limits: string[];
  command: string;
} {
  const card = detectorCard.parse(loose);
  const { training, evaluation } = card;
  const weights = card.files['weights.bin'];
  const everyday = evaluation.sets[0];
  return {
    sentence:
      `${card.about} ${count(card.parameters)} parameters in ${Math.ceil((weights?.gzip ?? 0) / 1000)} kB` +
      (everyday
        ? `; AP50 ${everyday.ap50.value.toFixed(2)} on ${everyday.name} it never saw.`
        : '.'),
    tables: [
      {
        title: 'What it is',
        rows: [
          ['Variant', card.variant],
          ['Classes', card.classes.join(', ')],
          ['Input', `RGB, ${card.input.width} × ${card.input.height} px`],
          ['Parameters', count(card.parameters)],
          ['Multiply–accumulates', `${count(Math.round(card.macs / 1e6))} million for one picture`],
          ...Object.entries(card.files).map(([name, file]) => [
            name,
            `${count(file.bytes)} bytes, ${count(file.gzip)} gzipped, SHA-256 ${file.sha256.slice(0, 16)}…`,
          ]),
        ],
      },
      {
        title: 'How it was trained',
        rows: [
          ['Frames', count(training.frames)],
          ['Steps', count(training.steps)],
          ['Seed', String(training.seed)],
          ['Duration', `${count(Math.round(training.seconds / 60))} minutes on two CPU cores`],
        ],
      },
      {
        title: 'What it reaches',
        note: evaluation.note,
        head: ['Frames', 'n', 'AP (95 % interval)', 'AP50', 'AP75'],
        rows: evaluation.sets.map((set) => [
          set.name,
          count(set.frames),
          withInterval(set.ap),
          withInterval(set.ap50),
          withInterval(set.ap75),
        ]),
      },
      {
        title: 'By class',
        head: ['Class', 'AP', 'AP50'],
        rows: evaluation.classes.map(({ name, ap, ap50 }) => [name, share(ap), share(ap50)]),
      },
      {
        title: 'By size',
        head: ['Size', 'Recall (95 % interval)', 'AP'],
        rows: evaluation.sizes.map(({ name, ap, recall }) => [
          name,
          recall ? withInterval(recall) : '–',
          share(ap),
        ]),
      },
      {
        title: 'Rounded to eight bits',
        head: ['Weights', 'AP', 'AP50'],
        rows: [
          [
            'as shipped, int8',
            share(everyday?.ap.value ?? null),
            share(everyday?.ap50.value ?? null),
          ],
          [
            'before rounding, float32',
            share(evaluation.float32.ap),
            share(evaluation.float32.ap50),
          ],
        ],
      },
    ],
    curve: training.curve,
    limits: card.limits,
    command: training.command,
  };
}
