import { z } from 'astro/zod';
import { refer } from './reference.ts';
import { day, moduleSlug, webSource } from './vocabulary.ts';

/**
 * A number that is not arithmetic, `src/content/facts/<id>.yaml`: it stands here once, and texts
 * render it from here. Its source is a paper of ours or a page on the web, never neither.
 */
export const factSchema = z
  .object({
    /** What the number is, such as "Box AP of Faster R-CNN R50-FPN". */
    label: z.string().min(5),
    value: z.union([z.number(), z.string().min(1)]),
    unit: z.string().optional(),
    /** Under which conditions it was measured. */
    conditions: z.string().optional(),
    module: moduleSlug,
    paper: refer('papers').optional(),
    source: webSource.optional(),
    /** The table, section or file in the source. */
    locator: z.string().min(2),
    /** When the source said so. */
    date: z.union([z.int().min(1950).max(2100), day]),
    /** When somebody last looked there. */
    checked: day,
  })
  .refine((it) => it.paper !== undefined || it.source !== undefined, {
    error: 'A fact names a paper or a web source.',
  });

export type Fact = z.infer<typeof factSchema>;
