import type { ModelCard } from '../../schemas/model-card.ts';
import type { CardPage } from './model-numbers/card-page.ts';
import { classifierPage } from './model-numbers/classifier-page.ts';
import { detectorPage } from './model-numbers/detector-page.ts';

/** How the page of each task is made. */
const pages: Readonly<Record<string, (card: unknown) => CardPage>> = {
  'object detection': detectorPage,
  'image classification': classifierPage,
};

/**
 * Returns a card in words, tables and curves.
 *
 * @throws ZodError for a card that misses a number, RangeError for a task that has no page.
 */
export function modelNumbers(card: ModelCard): CardPage {
  const page = pages[card.task];
  if (!page) throw new RangeError(`No page is made for “${card.task}”, the task of ${card.name}.`);
  return page(card);
}
