import { getEntry } from 'astro:content';
import type { Explainer } from '../../schemas/explainer.ts';
import type { FigureContext } from './figure-state.svelte.ts';

/** The words of a figure. The question is asked on its own page only. */
export type FigureWords = Pick<Explainer, 'finding' | 'caption' | 'prediction' | 'challenges'>;

/** What a page or a lesson says when it places a figure. */
export interface Placement<S> {
  readonly context?: FigureContext;
  /** What the figure starts with, where that differs from its defaults. */
  readonly state?: Partial<S>;
  /** Number and conditions of the plate, in a lesson. */
  readonly label?: string;
}

/** What every figure is given, whatever it shows. */
export interface FigureProps<S> {
  readonly words: FigureWords;
  readonly context: FigureContext;
  /** Path of the figure's own page. */
  readonly address: string;
  /** What the lesson that places the figure sets. */
  readonly placed?: Partial<S> | undefined;
  readonly label?: string | undefined;
}

/** Returns what the figure `slug` is given where it is placed; throws when it has no words. */
export async function figureProps<S>(
  slug: string,
  { context = 'page', state, label }: Placement<S>,
): Promise<FigureProps<S>> {
  const entry = await getEntry('explainers', slug);
  if (!entry)
    throw new Error(
      `The explainer ${slug} has no words: src/content/explainers/${slug}.mdx is missing.`,
    );
  const { finding, caption, prediction, challenges } = entry.data;
  return {
    words: { finding, caption, challenges, ...(context === 'page' && { prediction }) },
    context,
    address: `${import.meta.env.BASE_URL.replace(/\/$/, '')}/explain/${slug}/`,
    placed: state,
    label,
  };
}
