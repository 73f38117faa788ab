import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import type { BrowserTest } from './browser-test.ts';
import { boxOf, eventually, numberOf, openFigure, unlock } from './figure-page.ts';
import { picture } from './own-picture-page.ts';

const BOX = '[data-role="theoretical-field"]';

/** Waits until the gradient that is shown was computed here, for this theoretical size. */
async function computed(figure: Locator, size: number, after: string): Promise<void> {
  await eventually(
    async () =>
      (await figure.getAttribute('data-status')) === 'live' &&
      (await numberOf(figure, 'theoretical-field')) === size &&
      (await figure.locator('.effective .said').innerText()) !== after,
    `a gradient of a field of ${size} px was computed here`,
    90_000,
  );
}

const GRADIENT: BrowserTest = {
  name: 'receptive-field: the gradient is computed here, for another layer and random weights too',
  timeout: 150_000,
  async run({ page, origin, shoot }) {
    const figure = await openFigure(page, origin, 'receptive-field', '?backend=wasm');
    const built = await numberOf(figure, 'effective-50');
    const said = await figure.locator('.effective .said').innerText();
    assert.ok(said.includes(`${built} × ${built} px`), 'the sentence says the built number');
    await unlock(figure);
    assert.equal(await figure.getAttribute('data-status'), 'interactive', 'nothing is fetched yet');
    await figure.locator('select[name="unit"]').scrollIntoViewIfNeeded();
    await eventually(
      async () => (await figure.getAttribute('data-status')) === 'live',
      'seen, it runs here',
      90_000,
    );
    assert.equal(await figure.getAttribute('data-backend'), 'wasm');
    const here = await numberOf(figure, 'effective-50');
    assert.ok(Math.abs(here - built) <= 2, `built ${built} px, here ${here} px`);
    assert.equal(await numberOf(figure, 'inside'), 1);
    const [left, , right] = await boxOf(figure, BOX);
    assert.equal(right - left, await numberOf(figure, 'theoretical-field'));
    await shoot('receptive-field-effective');

    const before = await figure.locator('.effective .said').innerText();
    await figure.locator('select[name="unit"]').selectOption('2');
    await computed(figure, 7, before);
    assert.ok((await numberOf(figure, 'effective-95')) <= 7);
    const trained = await figure.locator('.effective .said').innerText();
    await figure.locator('input[name="weights"][value="random"]').check();
    await computed(figure, 7, trained);
    assert.match(await figure.locator('.effective .said').innerText(), /random weights/);
    assert.match(new URL(page.url()).hash, /unit=2&weights=random/);
  },
};

const OWN: BrowserTest = {
  name: 'receptive-field: a picture of the reader’s stands on the stage, at its own size, until reset',
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'receptive-field');
    await unlock(figure);
    await figure.locator('input[name="picture"]').setInputFiles({
      name: 'mine.png',
      mimeType: 'image/png',
      buffer: await picture(120, 90).png().toBuffer(),
    });
    const canvas = figure.locator('.map canvas').first();
    await canvas.waitFor();
    assert.equal(await figure.locator('input[name="width"]').inputValue(), '120');
    assert.equal(await figure.locator('input[name="height"]').inputValue(), '90');
    await figure.locator('input[name="picture"]').setInputFiles({
      name: 'not.png',
      mimeType: 'image/png',
      buffer: Buffer.from('no picture'),
    });
    await figure.getByText(/no picture that your browser can read/).waitFor();
    assert.ok(await canvas.isVisible(), 'the last picture stays');
    await figure.locator('button[data-action="reset"]').click();
    await canvas.waitFor({ state: 'detached' });
    assert.equal(await figure.locator('input[name="width"]').inputValue(), '256');
  },
};

const BRANCHES: BrowserTest = {
  name: 'receptive-field: branches that join are built, counted and linked',
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'receptive-field', '#v=1&stack=3p1');
    await figure.locator('select[name="kind"]').selectOption('join');
    assert.equal(await numberOf(figure, 'receptive-field'), 5, 'two 3 × 3 beside a shortcut');
    assert.equal(await numberOf(figure, 'weights'), 18);
    await figure.getByRole('button', { name: 'ASPP' }).click();
    await eventually(
      async () => (await numberOf(figure, 'receptive-field')) === 37,
      'the widest branch spans 2 · 18 + 1',
    );
    await figure
      .getByText(/no path reaches 98 % of the pixels/)
      .first()
      .waitFor();
    await figure.getByRole('button', { name: 'Remove branch 4' }).click();
    assert.equal(await numberOf(figure, 'receptive-field'), 25);
    assert.match(new URL(page.url()).hash, /stack=j1-3d6-3d12/);
    await page.goBack();
    assert.equal(await numberOf(figure, 'receptive-field'), 37);
    await page.evaluate(() => (location.hash = '#v=1&stack=j2-3'));
    await figure.getByText(/could not be read/).waitFor();
  },
};

export const tests: BrowserTest[] = [GRADIENT, OWN, BRANCHES];
