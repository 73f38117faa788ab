import { z } from 'astro/zod';

/** What the drawings of training take from a card; a card may hold more. */
const trained = z.object({
  name: z.string(),
  training: z.object({
    steps: z.int(),
    curve: z.array(
      z.object({ step: z.int(), trainAccuracy: z.number(), heldOutAccuracy: z.number() }),
    ),
  }),
  gradientFlow: z.array(
    z.object({
      step: z.int(),
      layers: z.array(z.object({ name: z.string(), gradient: z.number().positive() })),
    }),
  ),
});

/** How a model was trained: its curve, and the norm of the gradient of each kernel at some steps. */
export type TrainedModel = z.infer<typeof trained>;

/** Returns what the drawings need of a card. @throws ZodError when the card lacks it. */
export function trainedModel(card: unknown): TrainedModel {
  return trained.parse(card);
}

/** The mean of the training accuracy over the last `points` points of the curve, which evens out their noise. */
export function finalTrainAccuracy({ training }: TrainedModel, points = 4): number {
  const last = training.curve.slice(-points);
  return last.reduce((sum, { trainAccuracy }) => sum + trainAccuracy, 0) / last.length;
}

/** Norms of the gradient from the first layer to the last before the scores, at a step that the card holds. */
export function gradientsAt({ name, gradientFlow }: TrainedModel, step: number): number[] {
  const found = gradientFlow.find((flow) => flow.step === step);
  if (!found) throw new Error(`The card of ${name} has no gradients at step ${step}.`);
  return found.layers.slice(0, -1).map(({ gradient }) => gradient);
}
