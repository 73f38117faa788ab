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
} from './card-page.ts';

const detectorCard = commonCard.extend({
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
});

/** Returns the card of a detector in words and tables. @throws ZodError for one that misses a number. */
export function detectorPage(loose: unknown): CardPage {
  const card = detectorCard.parse(loose);
  const { training, evaluation } = card;
  const everyday = evaluation.sets[0];
  const reached = everyday
    ? `; AP50 ${everyday.ap50.value.toFixed(3)} on ${everyday.name} it never saw.`
    : '.';
  const { curve } = training;
  const line = (name: string, of: (point: (typeof curve)[number]) => number) => ({
    name,
    points: curve.map((point) => ({ step: point.step, value: of(point) })),
  });
  return {
    sentence: introduction(card) + reached,
    tables: [
      identityTable(card),
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
    curves: [
      {
        caption: 'Focal loss of the classes per positive anchor, and 1 − GIoU of the boxes.',
        lines: [
          line('class loss', ({ classLoss }) => classLoss),
          line('box loss', ({ boxLoss }) => boxLoss),
        ],
      },
    ],
    limits: card.limits,
    command: training.command,
  };
}
