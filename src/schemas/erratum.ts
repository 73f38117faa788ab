import { z } from 'astro/zod';
import { refer } from './reference.ts';
import { day, moduleSlug, webSource } from './vocabulary.ts';

/** A common claim that does not hold, `src/content/errata/<e01>.yaml`. */
export const erratumSchema = z.object({
  /** What people say. */
  claim: z.string().min(10),
  /** In which ways it fails. */
  grades: z.array(z.enum(['wrong', 'dated', 'unsupported', 'nuance', 'missing'])).min(1),
  /** What is right, and why. */
  correction: z.string().min(20),
  module: moduleSlug,
  papers: z.array(refer('papers')).default([]),
  sources: z.array(webSource).default([]),
  /** Where the correction is computed rather than cited, how. */
  computed: z.string().optional(),
  checked: day.optional(),
});

export type Erratum = z.infer<typeof erratumSchema>;
