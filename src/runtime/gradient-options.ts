import type { ClassifierCard } from './card.ts';
import type { GradientOptions } from './engine.ts';

/** What a gradient of one picture is asked with, all defaults filled in. */
export type FilledGradientOptions = {
  readonly [Name in 'unit' | 'weights' | 'seed' | 'activations' | 'size']-?: NonNullable<
    GradientOptions[Name]
  >;
};

/** Returns the options of a gradient with their defaults. */
export function fillGradientOptions(
  { unit, weights = 'trained', seed = 1, activations = 'relu', size }: GradientOptions,
  card: ClassifierCard,
): FilledGradientOptions {
  return { unit, weights, seed, activations, size: size ?? card.input };
}
