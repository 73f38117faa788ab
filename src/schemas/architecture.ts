import { z } from 'astro/zod';
import { refer } from './reference.ts';

/**
 * A network of the usual library, `src/content/architectures/<id>.yaml`: what was counted on it and
 * what its published weights reach on ImageNet-1K.
 */
export const architectureSchema = z.object({
  /** What people call it: "ResNet-50". */
  name: z.string().min(3),
  /** The function of torchvision.models that builds it. */
  library: z.string().regex(/^[a-z0-9_]+$/),
  family: z.string().min(3),
  /** Trained parameters, without auxiliary heads. */
  parameters: z.int().positive(),
  /** Multiply–accumulates of one picture with `side` pixels a side: convolutions, linear layers, attention. */
  macs: z.array(z.object({ side: z.int().positive(), total: z.int().positive() })).min(1),
  paper: refer('papers').optional(),
  /** One per set of weights that the library publishes. */
  accuracies: z
    .array(
      z.object({
        weights: z.string().min(2),
        /** Percent. */
        top1: z.number().min(0).max(100),
        top5: z.number().min(0).max(100),
        /** Pixels a side of the crop that is judged. */
        crop: z.int().positive(),
        /** How the weights were trained. */
        recipe: z.url(),
        /** The weights that the library gives by default. */
        default: z.boolean().default(false),
      }),
    )
    .default([]),
});

export type Architecture = z.infer<typeof architectureSchema>;
