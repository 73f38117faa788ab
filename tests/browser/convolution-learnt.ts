import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { assembleModel, readCard } from '../../src/runtime/model-files.ts';
import { readModelFile } from '../unit/runtime/golden.ts';
import type { BrowserTest } from './browser-test.ts';
import { eventually, openFigure, unlock } from './figure-page.ts';
import { explainerSlugs } from './pages.ts';

const COLOURS = ['red', 'green', 'blue'] as const;

/** Shown are whole percents of shares that were rounded to thousandths before. */
const ROUNDING = 0.5 + 0.05;

/** The shipped weights of the classifier's first layer: rows, columns, colours, channels. */
function shippedStem(): { readonly channels: number; readonly values: ArrayLike<number> } {
  const card = readCard(readModelFile('classifier/card.json'));
  const stem = assembleModel(card, readModelFile('classifier/weights.bin')).tensors.get(
    'stem.kernel',
  );
  assert.ok(stem);
  const [rows, columns, colours, channels = 0] = stem.shape;
  assert.deepEqual([rows, columns, colours], [3, 3, 3]);
  return { channels, values: stem.values };
}

/** The 27 weights of a channel from 0, red, green and blue in turn, in percent of the sum of their sizes. */
function percents({ channels, values }: ReturnType<typeof shippedStem>, channel: number): number[] {
  const weights = COLOURS.flatMap((_, colour) =>
    Array.from(
      { length: 9 },
      (_unused, place) => values[(place * 3 + colour) * channels + channel],
    ),
  ).map((weight) => weight ?? NaN);
  const sizes = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  return weights.map((weight) => (100 * weight) / sizes);
}

/** The 27 numbers that are drawn, in the same order. */
async function drawn(figure: Locator): Promise<number[]> {
  const grids = await Promise.all(
    COLOURS.map((colour) =>
      figure
        .getByRole('img', { name: `Weights for ${colour}, percent` })
        .locator('text')
        .allTextContents(),
    ),
  );
  return grids.flat().map((text) => Number(text.replace('−', '-')));
}

const LEARNT: BrowserTest = {
  name: 'convolution: the learnt kernels are the weights of the shipped classifier, channel by channel',
  timeout: 90_000,
  async run({ page, origin }) {
    const stem = shippedStem();
    const figure = await openFigure(page, origin, 'convolution');
    await unlock(figure);
    await figure.locator('input[name="filter"][value="learnt"]').check();
    const slider = figure.locator('input[name="channel"]');
    assert.equal(await slider.getAttribute('max'), String(stem.channels));
    await slider.focus();
    for (let channel = 0; channel < stem.channels; channel += 1) {
      if (channel > 0) await slider.press('ArrowRight');
      const expected = percents(stem, channel);
      await eventually(
        async () => {
          const shown = await drawn(figure);
          return (
            shown.length === expected.length &&
            shown.every((value, at) => Math.abs(value - (expected[at] ?? NaN)) <= ROUNDING)
          );
        },
        `the weights of channel ${channel + 1} are drawn`,
      );
    }
    await figure
      .getByRole('img', {
        name: `filtered: channel ${stem.channels} of the classifier’s first layer`,
      })
      .waitFor();
  },
};

/** The figure is published with its model only; a site built without it has no such page. */
export const tests: BrowserTest[] = explainerSlugs().includes('convolution') ? [LEARNT] : [];
