import { z } from 'astro/zod';
import { refer } from './reference.ts';

/** A quiz item, `src/content/quiz/<id>.yaml`: four options, one right, a reason for each. */
export const quizItemSchema = z
  .object({
    lesson: refer('lessons'),
    question: z.string().min(10),
    options: z
      .array(
        z.object({
          text: z.string().min(1),
          right: z.boolean().default(false),
          why: z.string().min(10),
        }),
      )
      .length(4),
  })
  .refine((it) => it.options.filter((option) => option.right).length === 1, {
    error: 'Exactly one option of a quiz item is right.',
  });

export type QuizItem = z.infer<typeof quizItemSchema>;
