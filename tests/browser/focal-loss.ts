import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { forget, type BrowserTest } from './browser-test.ts';
import { eventually, numberOf, openFigure, slide, unlock, untilStatus } from './figure-page.ts';
import { explainerSlugs } from './pages.ts';

const PARTS = ['easy', 'hard', 'positive'] as const;
const METHODS = ['cross-entropy', 'balanced', 'focal', 'mining'] as const;

/** The shares of a loss as the figure shows them, in percent. */
async function sharesOf(figure: Locator, method: string): Promise<number[]> {
  return Promise.all(PARTS.map((part) => numberOf(figure, `${method}-${part}`)));
}

/** The numbers of the table of bars: logit, negatives, positives, left out, two shares in percent. */
async function rowsOf(figure: Locator): Promise<number[][]> {
  const rows = await figure
    .locator('details', { hasText: 'All bars' })
    .locator('tbody tr')
    .evaluateAll((lines) =>
      lines.map((line) => [...line.children].map((cell) => cell.textContent.replace('−', '-'))),
    );
  return rows.map((row) => row.map(Number));
}

const column = (rows: readonly number[][], place: number): number =>
  rows.reduce((sum, row) => sum + (row[place] ?? NaN), 0);

/** Holds what is drawn in bars, as a table and as shares against each other. */
async function checkSums(figure: Locator): Promise<void> {
  const rows = await rowsOf(figure);
  assert.equal(column(rows, 2), await numberOf(figure, 'positives'));
  assert.ok(Math.abs(column(rows, 4) - 100) < 0.2, `cross-entropy: ${column(rows, 4)} %`);
  assert.ok(Math.abs(column(rows, 5) - 100) < 0.2, `focal loss: ${column(rows, 5)} %`);
  for (const method of METHODS) {
    const sum = (await sharesOf(figure, method)).reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(sum - 100) < 0.2, `${method} adds up to ${sum} %`);
  }
}

const STATIC: BrowserTest = {
  name: 'focal-loss: without JavaScript bars, table and shares agree, and all 51,000 logits are there',
  options: { javaScriptEnabled: false },
  async run({ page, origin, shoot }) {
    await page.goto(`${origin}/explain/focal-loss/`);
    const figure = page.locator('[data-explainer="focal-loss"]');
    assert.equal(await figure.getAttribute('data-status'), 'static');
    await page.locator('summary', { hasText: 'All bars' }).click();
    const rows = await rowsOf(figure);
    assert.equal(column(rows, 1) + column(rows, 2) + column(rows, 3), 51_000);
    await checkSums(figure);
    assert.ok((await figure.locator('[data-role="truth"]').count()) > 3);
    assert.equal(await figure.locator('[data-role="anchor"]').count(), 1);
    await shoot('focal-loss-static');
  },
};

const LIVE: BrowserTest = {
  name: 'focal-loss: the model comes after the prediction and says here what it said at build; other frames follow',
  timeout: 120_000,
  async run({ page, origin, shoot }) {
    const figure = await openFigure(page, origin, 'focal-loss', '?backend=wasm');
    const built = await sharesOf(figure, 'focal');
    const positives = await numberOf(figure, 'positives');
    await unlock(figure);
    await untilStatus(figure, 'live');
    assert.equal(await figure.getAttribute('data-backend'), 'wasm');
    assert.equal(await numberOf(figure, 'positives'), positives);
    for (const [part, share] of (await sharesOf(figure, 'focal')).entries())
      assert.ok(
        Math.abs(share - (built[part] ?? NaN)) < 0.3,
        `${share} live, ${built[part]} built`,
      );
    await checkSums(figure);
    await figure.locator('select[name="scene"]').selectOption('crowd');
    await eventually(
      async () => (await numberOf(figure, 'positives')) !== positives,
      'the crowd has other positives',
      40_000,
    );
    await checkSums(figure);
    assert.equal(new URL(page.url()).hash, '#v=1&scene=crowd');
    await page.goBack();
    await eventually(
      async () => (await numberOf(figure, 'positives')) === positives,
      'Back leads to the crossing',
      40_000,
    );
    await shoot('focal-loss-live');
  },
};

const NUMBERS: BrowserTest = {
  name: 'focal-loss: γ = 0 and α = ½ is cross-entropy, α leaves easy against hard alone, and a bar is spelled out',
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'focal-loss', '#v=1&alpha=0.5&gamma=0');
    await unlock(figure);
    assert.deepEqual(await sharesOf(figure, 'focal'), await sharesOf(figure, 'cross-entropy'));
    for (const row of await rowsOf(figure)) assert.equal(row[4], row[5]);
    await slide(figure, 'alpha', 0.9);
    const [easy = NaN, hard = NaN] = await sharesOf(figure, 'focal');
    const [before = NaN, there = NaN] = await sharesOf(figure, 'cross-entropy');
    assert.ok(Math.abs(easy / hard - before / there) < 0.05);
    await slide(figure, 'gamma', 2);
    await slide(figure, 'logit', -2);
    const lines = figure.getByRole('region', { name: 'A positive in the middle' });
    const line = async (name: string): Promise<number> =>
      Number(await lines.locator(`[data-line="${name}"]`).innerText());
    const p = 1 / (1 + Math.exp(2));
    assert.ok(Math.abs((await line('p')) - p) < 0.001);
    assert.ok(Math.abs((await line('CE')) + Math.log(p)) < 0.01);
    assert.ok(Math.abs((await line('FL')) - 0.9 * (1 - p) ** 2 * -Math.log(p)) < 0.01);
    await figure.locator('input[name="quantity"][value="gradient"]').check();
    await checkSums(figure);
  },
};

const START: BrowserTest = {
  name: 'focal-loss: before the first step π decides; no challenge is solved before, and this one then',
  async run({ page, origin, shoot }) {
    const figure = await openFigure(page, origin, 'focal-loss');
    await unlock(figure);
    assert.equal(await figure.locator('[data-challenge]').count(), 4);
    assert.equal(await figure.locator('[data-challenge][data-solved="true"]').count(), 0);
    await figure.locator('input[name="logits"][value="start"]').check();
    const [, hard = NaN] = await sharesOf(figure, 'cross-entropy');
    assert.ok(hard > 99, 'at a half nearly all of it is negatives');
    await slide(figure, 'gamma', 0);
    await slide(figure, 'alpha', 0.5);
    await slide(figure, 'prior', 0.01);
    const positives = await numberOf(figure, 'positives');
    const sum =
      positives * -Math.log(0.01) + (await numberOf(figure, 'negatives')) * -Math.log(0.99);
    const shown = await numberOf(figure, 'cross-entropy-total');
    assert.ok(Math.abs(shown - sum / positives) < 0.001, `${shown} instead of ${sum / positives}`);
    await figure.locator('[data-challenge="quiet-start"][data-solved="true"]').waitFor();
    await checkSums(figure);
    await shoot('focal-loss-start');
  },
};

const KEYBOARD: BrowserTest = {
  name: 'focal-loss: prediction, sliders and anchors work with the keyboard; Back undoes',
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'focal-loss');
    await figure.locator('input[name="prediction"]').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await figure.getByText('Right.').waitFor();
    const gamma = figure.locator('input[name="gamma"]');
    await gamma.focus();
    await page.keyboard.press('Home');
    assert.equal(await numberOf(figure, 'gamma'), 0);
    await page.goBack();
    await eventually(async () => (await numberOf(figure, 'gamma')) === 2, 'Back undoes');
    await figure.locator('input[name="logit"]').focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await numberOf(figure, 'logit'), -2.5);
    const sample = figure.locator('[data-sample]');
    const first = await sample.getAttribute('data-sample');
    await figure.locator('button[data-action="step"]').focus();
    await page.keyboard.press('Enter');
    await eventually(
      async () => (await sample.getAttribute('data-sample')) !== first,
      'another anchor',
    );
    await figure.locator('input[name="kind"][value="positive"]').focus();
    await page.keyboard.press('Space');
    await figure.getByText(/^Positive 1 of \d+, hardest first/).waitFor();
    await figure.locator('button[data-action="reset"]').focus();
    await page.keyboard.press('Enter');
    await eventually(async () => new URL(page.url()).hash === '', 'everything is back');
  },
};

const LINK: BrowserTest = {
  name: 'focal-loss: a link opens the exact state; a broken one the default, with a notice',
  async run({ page, origin }) {
    const state = '#v=1&alpha=0.8&gamma=0.5&kind=positive&rank=3';
    const figure = await openFigure(page, origin, 'focal-loss', state);
    assert.equal(await numberOf(figure, 'gamma'), 0.5);
    await figure.getByText(/^Positive 4 of/).waitFor();
    await page.evaluate(() => (location.hash = '#v=1&gamma=seven'));
    await figure.getByText(/could not be read/).waitFor();
    assert.equal(await numberOf(figure, 'gamma'), 2);
  },
};

const FAILURE: BrowserTest = {
  name: 'focal-loss: without the weights it says so and keeps every number; trying again works',
  timeout: 120_000,
  async run({ page, origin, complaints }) {
    const weights = '**/models/detector/weights.bin*';
    await page.route(weights, (route) => route.fulfill({ status: 404 }));
    const figure = await openFigure(page, origin, 'focal-loss', '?backend=wasm');
    const built = await sharesOf(figure, 'focal');
    await unlock(figure);
    await untilStatus(figure, 'failed');
    assert.equal(await figure.getByRole('alert').filter({ hasText: /\S/ }).count(), 1);
    assert.deepEqual(await sharesOf(figure, 'focal'), built);
    await slide(figure, 'gamma', 1);
    await checkSums(figure);
    await page.unroute(weights);
    await figure.locator('button[data-action="load-model"]').click();
    await untilStatus(figure, 'live');
    forget(complaints, 'Failed to load resource');
  },
};

const TOUCH: BrowserTest = {
  name: 'focal-loss: on a phone a tap on a bar spells it out, and nothing is wider than the screen',
  options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  async run({ page, origin, shoot }) {
    const figure = await openFigure(page, origin, 'focal-loss', '#v=1&gamma=1');
    await unlock(figure);
    const place = await figure.locator('.touch').boundingBox();
    assert.ok(place);
    await page.touchscreen.tap(place.x + place.width * 0.5, place.y + place.height * 0.4);
    await eventually(async () => (await numberOf(figure, 'logit')) === -4, 'the bar in the middle');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `the page is ${wide} px wide`);
    await shoot('focal-loss-phone');
  },
};

const STAGE: BrowserTest = {
  name: 'focal-loss: the chart lies within the first 900 px at 1,280 px',
  options: { viewport: { width: 1280, height: 900 } },
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'focal-loss');
    const place = await figure.locator('svg.chart').first().boundingBox();
    assert.ok(
      place && place.y + place.height <= 900,
      `it ends at ${place && place.y + place.height}`,
    );
  },
};

const all = [STATIC, LIVE, NUMBERS, START, KEYBOARD, LINK, FAILURE, TOUCH, STAGE];

/** The explainer is published with its model only; a site built without it has no such page. */
export const tests: BrowserTest[] = explainerSlugs().includes('focal-loss') ? all : [];
