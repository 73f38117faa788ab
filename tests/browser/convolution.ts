import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';
import type { BrowserTest } from './browser-test.ts';
import { eventually, numberOf, openFigure, slide, unlock } from './figure-page.ts';
import { explainerSlugs } from './pages.ts';

/** The numbers of a grid as it is drawn, row by row. */
async function gridOf(figure: Locator, label: RegExp): Promise<number[][]> {
  const grid = figure.getByRole('grid', { name: label });
  return grid.evaluate((svg) =>
    [...svg.querySelectorAll('[role="row"]')].map((row) =>
      [...row.querySelectorAll('[role="gridcell"] text')].map((text) =>
        Number(text.textContent.replace('−', '-')),
      ),
    ),
  );
}

const OUTPUT = /^Output, channel 0/;
const INPUT = /^Input, channel 0/;

/** The cells of a grid that stand out. */
function marked(figure: Locator, part: 'in' | 'kernel' | 'out'): Promise<number> {
  return figure.locator(`.map-${part} .marks rect`).count();
}

/** Holds the drawn output against a plain sum over the drawn input with an edge kernel of 3 × 3. */
async function checkEdges(
  figure: Locator,
  stride: number,
  dilation: number,
  across = stride,
): Promise<void> {
  const input = await gridOf(figure, INPUT);
  const output = await gridOf(figure, OUTPUT);
  assert.ok(output.length > 0);
  for (const [r, row] of output.entries())
    for (const [c, shown] of row.entries()) {
      let sum = 0;
      for (let u = 0; u < 3; u += 1)
        for (let v = 0; v < 3; v += 1)
          sum += (v - 1) * (input[r * stride + u * dilation]?.[c * across + v * dilation] ?? NaN);
      assert.equal(shown, sum, `y[0, ${r}, ${c}]`);
    }
}

const NUMBERS: BrowserTest = {
  name: 'convolution: the drawn output is the drawn input times the kernel, at any stride and dilation',
  async run({ page, origin, shoot }) {
    const figure = await openFigure(page, origin, 'convolution');
    await unlock(figure);
    await checkEdges(figure, 1, 1);
    await slide(figure, 'size', 8);
    await slide(figure, 'stride', 2);
    await checkEdges(figure, 2, 1);
    assert.equal(await numberOf(figure, 'output-height'), 4);
    assert.equal(await numberOf(figure, 'stride-width'), 2, 'one number means both');
    await slide(figure, 'stride-width', 1);
    await checkEdges(figure, 2, 1, 1);
    assert.match(await figure.locator('pre').innerText(), /stride=\(2, 1\)/);
    assert.match(new URL(page.url()).hash, /stride=2&stride-width=1/);
    await slide(figure, 'stride-width', 2);
    await slide(figure, 'dilation', 2);
    await checkEdges(figure, 2, 2);
    assert.equal(await numberOf(figure, 'params'), 9);
    await figure.locator('input[name="padding-mode"][value="reflect"]').check();
    await checkEdges(figure, 2, 2);
    const [height, width] = [
      await numberOf(figure, 'output-height'),
      await numberOf(figure, 'output-width'),
    ];
    assert.equal(await numberOf(figure, 'macs'), 9 * height * width);
    await shoot('convolution-strided');
  },
};

const BOTH_WAYS: BrowserTest = {
  name: 'convolution: pointing at an output marks its window, at an input the outputs it goes into',
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'convolution');
    await unlock(figure);
    await figure
      .getByRole('gridcell', { name: /^row 2, column 3: / })
      .last()
      .hover();
    await figure
      .getByText(/^y\[0, 2, 3\] is/)
      .first()
      .waitFor();
    assert.equal(await marked(figure, 'in'), 9);
    assert.equal(await marked(figure, 'kernel'), 9);
    await figure
      .getByRole('gridcell', { name: /^row 2, column 3: / })
      .first()
      .hover();
    await figure
      .getByText(/x\[0, 2, 3\].* goes into 9 of 36 outputs/)
      .first()
      .waitFor();
    assert.equal(await marked(figure, 'out'), 9);
    await figure
      .getByRole('gridcell', { name: /^padding, row -1, column -1: 0/ })
      .first()
      .hover();
    await figure
      .getByText(/padding goes into 1 of 36/)
      .first()
      .waitFor();
    await figure
      .getByRole('gridcell', { name: /^row 5, column 5: / })
      .last()
      .click();
    assert.match(new URL(page.url()).hash, /step=35/);
    await page.mouse.move(5, 5);
    await figure
      .getByText(/^y\[0, 5, 5\] is/)
      .first()
      .waitFor();
  },
};

/** The number of the output that is being computed. */
async function stepOf(page: Page): Promise<string> {
  return page.locator('input[name="step"]').inputValue();
}

const KEYBOARD: BrowserTest = {
  name: 'convolution: stepping, scrubbing, cells and settings work with the keyboard; Back undoes',
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'convolution');
    await figure.locator('input[name="prediction"]').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await figure.locator('button[data-action="reset"]:enabled').waitFor();
    await figure.getByText('Right.').waitFor();
    await figure.locator('button[data-action="step"]').focus();
    await page.keyboard.press('Enter');
    assert.equal(await stepOf(page), '1');
    await figure.locator('input[name="step"]').focus();
    await page.keyboard.press('End');
    assert.equal(await stepOf(page), '35');
    await page.goBack();
    await eventually(async () => (await stepOf(page)) === '1', 'Back undoes the last change');
    await figure.getByRole('grid', { name: OUTPUT }).locator('[tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await figure
      .getByText(/^y\[0, 1, 1\] is/)
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    assert.equal(await stepOf(page), '7');
    await figure.locator('input[name="kernel-width"]').focus();
    await page.keyboard.press('Home');
    assert.equal(await numberOf(figure, 'params'), 3);
    await figure.locator('button[data-action="reset"]').focus();
    await page.keyboard.press('Enter');
    assert.equal(await numberOf(figure, 'params'), 9);
    assert.equal(new URL(page.url()).hash, '');
  },
};

const BOUNDS: BrowserTest = {
  name: 'convolution: sliders end where an output ends, and groups follow the channels',
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'convolution');
    await unlock(figure);
    await figure.locator('input[name="padding-mode"][value="valid"]').check();
    await slide(figure, 'dilation', 3);
    await slide(figure, 'kernel-height', 5);
    const kernel = figure.locator('input[name="kernel-height"]');
    await eventually(
      async () => (await numberOf(figure, 'output-height')) >= 1,
      'there is an output',
    );
    assert.equal(
      await numberOf(figure, 'dilation'),
      2,
      'a kernel that spans 7 does not fit into 6',
    );
    assert.equal(await kernel.getAttribute('max'), '3');
    await figure.locator('input[name="padding-mode"][value="same"]').check();
    assert.ok(await figure.locator('input[name="stride"]').isDisabled(), 'same needs stride 1');
    await slide(figure, 'in-channels', 4);
    await slide(figure, 'out-channels', 4);
    await figure.locator('input[name="groups"][value="4"]').check();
    await figure.locator('[data-challenge="few-weights"][data-solved="true"]').waitFor();
    await slide(figure, 'out-channels', 2);
    assert.equal(
      await figure.locator('input[name="groups"]:checked').getAttribute('value'),
      '2',
      'four groups do not divide two channels',
    );
  },
};

const LINK: BrowserTest = {
  name: 'convolution: a link opens the exact layer; one of a layer without output the default, with a notice',
  async run({ page, origin }) {
    const state =
      '#v=1&operation=transposed&padding=0&size=4&stride=2&kernel-height=2&kernel-width=2';
    const figure = await openFigure(page, origin, 'convolution', state);
    assert.equal(await numberOf(figure, 'output-height'), 8);
    assert.match(
      await figure.locator('pre').innerText(),
      /ConvTranspose2d\(1, 1, kernel_size=2, stride=2/,
    );
    await figure.locator('[data-challenge="even-coverage"][data-solved="true"]').waitFor();
    await page.evaluate(() => (location.hash = '#v=1&kernel-height=5&dilation=3&size=3'));
    await figure.getByText(/could not be read/).waitFor();
    assert.equal(await numberOf(figure, 'output-height'), 6);
  },
};

const CHALLENGES: BrowserTest = {
  name: 'convolution: no challenge is solved at the start; a dilated kernel solves the wide view',
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'convolution');
    await unlock(figure);
    assert.ok((await figure.locator('[data-challenge]').count()) >= 2);
    assert.equal(await figure.locator('[data-challenge][data-solved="true"]').count(), 0);
    await slide(figure, 'dilation', 2);
    await slide(figure, 'padding', 2);
    await figure.locator('[data-challenge="wide-view"][data-solved="true"]').waitFor();
  },
};

const STAGE: BrowserTest = {
  name: 'convolution: the grids lie within the first 900 px at 1,280 px',
  options: { viewport: { width: 1280, height: 900 } },
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'convolution');
    for (const grid of await figure.locator('.maps svg').all()) {
      const place = await grid.boundingBox();
      assert.ok(
        place && place.y + place.height <= 900,
        `one ends at ${place && place.y + place.height}`,
      );
    }
  },
};

const all = [NUMBERS, BOTH_WAYS, KEYBOARD, BOUNDS, LINK, CHALLENGES, STAGE];

/** A site built without the explainer's text has no such page. */
export const tests: BrowserTest[] = explainerSlugs().includes('convolution') ? all : [];
