import { z } from 'astro/zod';
import { refer } from './reference.ts';
import { day, inventoryId, level, moduleSlug, round, summary } from './vocabulary.ts';

/** Front matter of a lesson, `src/content/lessons/<module>/<lesson>.mdx`. */
export const lessonSchema = z.object({
  title: z.string().min(3),
  summary,
  module: moduleSlug,
  /** Place within the module, from 1. */
  order: z.int().min(1),
  /** Reading time, figures included. */
  minutes: z.int().min(1).max(60),
  /** The level from which interviewers expect this. */
  level,
  /** Lessons to read first. */
  prerequisites: z.array(refer('lessons')).default([]),
  rounds: z.array(round).min(1),
  /** Three to five things the reader can then do, each testable. */
  objectives: z.array(z.string().min(10)).min(3).max(5),
  explainers: z.array(refer('explainers')).default([]),
  questions: z.array(refer('questions')).default([]),
  papers: z.array(refer('papers')).default([]),
  covers: z.array(inventoryId).default([]),
  /** Day on which the facts were last checked. */
  verified: day,
  /** A draft is shown by the dev server and left out of every build. */
  draft: z.boolean().default(false),
});

export type Lesson = z.infer<typeof lessonSchema>;
