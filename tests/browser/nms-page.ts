import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { batchedNms, nms, type Box } from '../../src/vision/index.ts';
import { numberOf } from './figure-page.ts';

/** What the figure draws, read from its elements in document order. */
export interface Drawn {
  readonly boxes: Box[];
  readonly scores: number[];
  readonly classes: string[];
  readonly kept: boolean[];
  readonly truths: number;
}

/** Returns what the figure draws. */
export async function drawn(figure: Locator): Promise<Drawn> {
  return figure.evaluate((node) => {
    const all = [...node.querySelectorAll<SVGElement>('[data-role="prediction"]')];
    return {
      boxes: all.map(({ dataset }) => {
        const [a = NaN, b = NaN, c = NaN, d = NaN] = (dataset['box'] ?? '').split(',').map(Number);
        return [a, b, c, d] as const;
      }),
      scores: all.map(({ dataset }) => Number(dataset['score'])),
      classes: all.map(({ dataset }) => dataset['class'] ?? ''),
      kept: all.map(({ dataset }) => dataset['kept'] === 'true'),
      truths: node.querySelectorAll('[data-role="truth"]').length,
    };
  });
}

/** Holds what is drawn as kept against greedy suppression of everything that is drawn. */
export async function checkGreedy(
  figure: Locator,
  threshold: number,
  classAware = true,
): Promise<Drawn> {
  const now = await drawn(figure);
  const ids = now.classes.map((name) => now.classes.indexOf(name));
  const expected = classAware
    ? batchedNms(now.boxes, now.scores, ids, threshold)
    : nms(now.boxes, now.scores, threshold);
  const shown = now.kept.flatMap((kept, index) => (kept ? [index] : []));
  assert.deepEqual(
    shown,
    [...expected].sort((a, b) => a - b),
  );
  assert.equal(await numberOf(figure, 'kept'), shown.length);
  assert.equal(await numberOf(figure, 'suppressed'), now.boxes.length - shown.length);
  return now;
}

/** Returns every box with its score and fate and every number of the figure, as one text. */
export function saidBy(figure: Locator): Promise<string> {
  return figure.evaluate((node) =>
    JSON.stringify([
      // In the order of names: that of attributes is not what a box says.
      [...node.querySelectorAll<SVGElement>('[data-box]')].map(({ dataset }) =>
        Object.entries(dataset).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      [...node.querySelectorAll<HTMLElement>('output[data-value]')].map((output) => [
        output.dataset['value'],
        output.textContent,
      ]),
    ]),
  );
}

/** Returns the one sentence that the reader is given. */
export async function sentenceOf(figure: Locator): Promise<string> {
  const alert = figure.getByRole('alert').filter({ hasText: /\S/ });
  assert.equal(await alert.count(), 1, 'there is one alert');
  return alert.innerText();
}
