import { z } from 'astro/zod';
import { moduleSlug } from './vocabulary.ts';

/** A paper, book or piece of software that lessons cite, `src/content/papers/<key>.yaml`. */
export const paperSchema = z.object({
  /** What people call it: "Soft-NMS". */
  short: z.string().min(2),
  authors: z.string().min(2),
  title: z.string().min(5),
  venue: z.string().min(2),
  year: z.int().min(1950).max(2100),
  arxiv: z
    .string()
    .regex(/^\d{4}\.\d{4,5}$/, 'An arXiv id is 1704.04503, in quotes.')
    .optional(),
  url: z.url().optional(),
  module: moduleSlug,
  /**
   * `yes`: title, authors and identifier were seen together in a public source; `partly`: the
   * identifier was not; `no`: nobody has looked yet. The page shows the mark.
   */
  checked: z.enum(['yes', 'partly', 'no']),
  /** What to take from it, in a sentence of our own. */
  idea: z.string().min(20).optional(),
});

export type Paper = z.infer<typeof paperSchema>;

/** The address a citation leads to, or undefined when no identifier is known. */
export function paperUrl(paper: Paper): string | undefined {
  return paper.url ?? (paper.arxiv ? `https://arxiv.org/abs/${paper.arxiv}` : undefined);
}
