import { z } from 'astro/zod';
import { refer } from './reference.ts';
import { day, inventoryId, level, moduleSlug, role, round, slug, webSource } from './vocabulary.ts';

/** A review card. Its id is unique within the question and never changes. */
export const cardSchema = z.object({
  id: slug,
  front: z.string().min(5),
  back: z.string().min(2),
});

export type Card = z.infer<typeof cardSchema>;

/** An explainer opened in a state; `state` is the hash without `#`, such as `v=1&iou=0.6`. */
export const explainerLinkSchema = z.object({
  slug: refer('explainers'),
  state: z.string().default(''),
  /** What to look at there. */
  label: z.string().min(3).optional(),
});

/** Front matter of a question, `src/content/questions/<topic>/<slug>.mdx`; the body answers it. */
export const questionSchema = z
  .object({
    /** The question as it is asked. */
    title: z.string().min(10),
    summary: z.string().min(20).max(160).optional(),
    topic: moduleSlug,
    rounds: z.array(round).min(1),
    levels: z.array(level).min(1),
    roles: z.array(role).min(1),
    difficulty: z.int().min(1).max(5),
    minutes: z.int().min(1).max(60),
    /** `seed`: listed in a public guide; `reported`: a dated public report; `authored`: ours. */
    evidence: z.enum(['seed', 'reported', 'authored']),
    /** The public report; needed when `evidence` is `reported`. */
    report: webSource.extend({ date: day.optional() }).optional(),
    lesson: refer('lessons'),
    explainers: z.array(explainerLinkSchema).default([]),
    papers: z.array(refer('papers')).default([]),
    covers: z.array(inventoryId).default([]),
    cards: z.array(cardSchema).min(2).max(5),
    draft: z.boolean().default(false),
  })
  .refine((it) => it.evidence !== 'reported' || it.report !== undefined, {
    error: 'A reported question names its public report.',
  })
  .refine((it) => new Set(it.cards.map((card) => card.id)).size === it.cards.length, {
    error: 'The ids of review cards are unique within a question.',
  });

export type Question = z.infer<typeof questionSchema>;
