import { z } from 'astro/zod';
import { refer } from './reference.ts';
import { moduleSlug } from './vocabulary.ts';

/**
 * A term of the glossary, `src/content/glossary/<id>.yaml`. Abbreviations, the term itself and its
 * aliases find one another in search.
 */
export const termSchema = z.object({
  /** The long form, as it stands in running text. */
  term: z.string().min(2),
  abbreviations: z.array(z.string().min(2)).default([]),
  /** Other spellings and names. */
  aliases: z.array(z.string().min(2)).default([]),
  module: moduleSlug,
  /** One to three sentences of plain text. */
  definition: z.string().min(30),
  see: z.array(refer('glossary')).default([]),
  explainer: refer('explainers').optional(),
  papers: z.array(refer('papers')).default([]),
});

export type Term = z.infer<typeof termSchema>;
