import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { forget, type BrowserTest } from './browser-test.ts';
import { boxOf, eventually, numberOf, openFigure, unlock, untilStatus } from './figure-page.ts';
import { picture } from './own-picture-page.ts';

const BOX = '[data-role="theoretical-field"]';
const WEIGHTS = '**/models/classifier/weights.bin*';

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
    await untilStatus(figure, 'live');
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

/** Waits until the gradient that is shown belongs to the chosen unit. */
async function settled(figure: Locator): Promise<void> {
  await eventually(
    async () => (await figure.locator('.effective.stale').count()) === 0,
    'the gradient is that of the chosen unit',
    90_000,
  );
}

const UNIT: BrowserTest = {
  name: 'receptive-field: another unit is chosen by key and by pointing; box, words and gradient follow',
  timeout: 200_000,
  async run({ page, origin, shoot }) {
    const figure = await openFigure(page, origin, 'receptive-field', '?backend=wasm');
    await unlock(figure);
    const marker = figure.getByRole('button', { name: /Unit in row/ });
    const [where, said] = ['.where .said', '.effective .said'].map((at) => figure.locator(at));
    assert.ok(where && said);
    const name = () => marker.getAttribute('aria-label');
    assert.match((await name()) ?? '', /^Unit in row 15, column 24 of 30 × 48\./);
    await marker.scrollIntoViewIfNeeded();
    await untilStatus(figure, 'live');
    await settled(figure);
    assert.deepEqual(await boxOf(figure, BOX), [53, 17, 140, 104]);
    const middle = await said.innerText();

    await marker.focus();
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('ArrowLeft');
    assert.deepEqual(await boxOf(figure, BOX), [49, -43, 136, 44], 'the box follows at once');
    assert.match((await name()) ?? '', /^Unit in row 0, column 23 of 30 × 48\./);
    assert.match(await where.innerText(), /but 43 px of the height lie outside the picture/);
    await page.keyboard.press('ArrowUp');
    assert.match((await name()) ?? '', /^Unit in row 0,/, 'there is no row before the first');
    await eventually(
      async () =>
        (await figure.getByRole('status').filter({ hasText: 'row 0, column 23' }).count()) === 1,
      'it is announced',
    );
    await settled(figure);
    assert.notEqual(await said.innerText(), middle, 'it has another gradient');
    assert.equal(await numberOf(figure, 'inside'), 1);
    assert.equal(new URL(page.url()).hash, '#v=1&unit-column=23&unit-row=0');
    await shoot('receptive-field-unit');

    await page.goBack();
    assert.match((await name()) ?? '', /^Unit in row 0, column 24/, 'Back undoes one choice');
    await figure.locator('input[name="unit-column"]').fill('99');
    await figure.locator('input[name="unit-column"]').press('Enter');
    assert.match((await name()) ?? '', /^Unit in row 0, column 47/);

    const map = await figure.locator('.parts rect.reach').boundingBox();
    assert.ok(map);
    await page.mouse.move(map.x + 2, map.y + map.height - 2);
    await page.mouse.down();
    assert.match((await name()) ?? '', /^Unit in row 29, column 0/);
    await page.mouse.move(map.x + map.width / 4, map.y + map.height / 2, { steps: 4 });
    assert.match((await name()) ?? '', /^Unit in row 15, column 12/);
    await page.mouse.up();
    await eventually(
      () => Promise.resolve(new URL(page.url()).hash === '#v=1&unit-column=12'),
      'the address has it',
    );
    await figure.locator('select[name="unit"]').selectOption('25');
    assert.match(
      (await name()) ?? '',
      /^Unit in row 7, column 6 of 15 × 24/,
      'over the same pixels',
    );
    await figure.locator('button[data-action="reset"]').click();
    assert.match((await name()) ?? '', /^Unit in row 15, column 24/);
    assert.equal(new URL(page.url()).hash, '');
    await settled(figure);
    assert.equal(await said.innerText(), middle);
  },
};

const FAILURE: BrowserTest = {
  name: 'receptive-field: a bad picture or a failure of the gradient is told, and what was shown stays',
  timeout: 200_000,
  async run({ page, context, origin, complaints }) {
    await context.route(WEIGHTS, (route) => route.fulfill({ status: 404, body: '' }));
    const figure = await openFigure(
      page,
      origin,
      'receptive-field',
      '?backend=wasm#v=1&unit-row=999&weights=random',
    );
    await figure.getByText(/could not be read/).waitFor();
    await unlock(figure);
    const said = figure.locator('.effective .said');
    const built = await said.innerText();
    await figure.locator('select[name="unit"]').scrollIntoViewIfNeeded();
    await figure.getByText('The last correct picture stays.').waitFor({ timeout: 60_000 });
    assert.equal(await said.innerText(), built);
    forget(complaints, 'Failed to load resource');
    await context.unroute(WEIGHTS);
    await figure.locator('button[data-action="load-model"]').click();
    await untilStatus(figure, 'live');
    await settled(figure);

    const give = async (name: string, width: number, height: number): Promise<void> =>
      figure.locator('input[name="picture"]').setInputFiles({
        name,
        mimeType: 'image/png',
        buffer: await picture(width, height).png().toBuffer(),
      });
    await give('dot.png', 1, 1);
    await figure.getByText(/fills 120 × 120 of the 192 × 120 px/).waitFor();
    await settled(figure);
    assert.match(await said.innerText(), /^Over your picture/);
    const dot = await said.innerText();
    await give('line.png', 640, 1);
    await figure.getByRole('alert').filter({ hasText: 'less than a pixel high' }).waitFor();
    assert.equal(await said.innerText(), dot, 'the last gradient stays');
    await figure.getByRole('button', { name: 'Back to the street' }).click();
    await settled(figure);
    assert.match(await said.innerText(), /^Over 8 frames/);
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
      .getByText(/no path reaches 98\s% of the pixels/)
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

export const tests: BrowserTest[] = [GRADIENT, UNIT, FAILURE, OWN, BRANCHES];
