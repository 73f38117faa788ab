import { z } from 'astro/zod';
import { refer } from './reference.ts';
import { inventoryId, level, moduleSlug, slug, summary } from './vocabulary.ts';

/** The question a figure asks before it unlocks: exactly one option is right, each says why. */
export const predictionSchema = z
  .object({
    question: z.string().min(10),
    options: z
      .array(
        z.object({
          text: z.string().min(2),
          right: z.boolean().default(false),
          why: z.string().min(10),
        }),
      )
      .min(2)
      .max(5),
  })
  .refine((it) => it.options.filter((option) => option.right).length === 1, {
    error: 'Exactly one option of a prediction is right.',
  });

export type Prediction = z.infer<typeof predictionSchema>;

/** The words of a goal; whether it is reached is decided by the figure's own numbers. */
export const challengeSchema = z.object({
  slug,
  goal: z.string().min(10),
  hint: z.string().min(10).optional(),
});

export type Challenge = z.infer<typeof challengeSchema>;

/** Front matter of an explainer, `src/content/explainers/<slug>.mdx`; the body is the mathematics. */
export const explainerSchema = z.object({
  title: z.string().min(2),
  summary,
  /** The finding that stands over the figure in its default state. */
  finding: z.string().min(10),
  /** What to try. */
  caption: z.string().min(10),
  module: moduleSlug,
  order: z.int().min(1),
  level,
  /** The model that the figure runs, if any. */
  model: refer('models').optional(),
  prediction: predictionSchema.optional(),
  challenges: z.array(challengeSchema).max(4).default([]),
  papers: z.array(refer('papers')).default([]),
  covers: z.array(inventoryId).default([]),
  draft: z.boolean().default(false),
});

export type Explainer = z.infer<typeof explainerSchema>;
