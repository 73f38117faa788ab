import { z } from 'astro/zod';

/**
 * What pages rely on in `public/models/<name>/card.json`. The trainer writes more; unknown fields
 * pass through untouched.
 */
export const modelCardSchema = z.looseObject({
  name: z.string().min(2),
  task: z.string().min(2),
  classes: z.array(z.string()).default([]),
});

export type ModelCard = z.infer<typeof modelCardSchema>;
