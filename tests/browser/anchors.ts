import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';
import type { BrowserTest } from './browser-test.ts';
import {
  boxesOf,
  boxOf,
  eventually,
  numberOf,
  openFigure,
  unlock,
  untilPainted,
} from './figure-page.ts';

const TRUTH = '[data-role="truth"]';

const KEYBOARD: BrowserTest = {
  name: 'anchors: everything can be done with the keyboard alone, and Back undoes it',
  timeout: 60_000,
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'anchors');
    await figure.locator('input[name="prediction"]').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await figure.locator('button[data-action="reset"]:enabled').waitFor();
    const things = await figure.locator(TRUTH).count();
    await figure.locator('[data-action="add-truth"]').focus();
    await page.keyboard.press('Enter');
    assert.equal(await figure.locator(TRUTH).count(), things + 1);
    const chosen = figure.locator(`${TRUTH}[role="button"]`);
    const start = await boxOf(figure, `${TRUTH}[role="button"]`);
    await chosen.focus();
    await page.keyboard.press('Shift+ArrowDown');
    const edge = figure.getByRole('slider', { name: 'right edge of the truth' });
    await edge.focus();
    await page.keyboard.press('Shift+ArrowRight');
    const moved = await boxOf(figure, `${TRUTH}[role="button"]`);
    assert.deepEqual(moved, [start[0], start[1] + 10, start[2] + 10, start[3] + 10]);
    await page.goBack();
    assert.deepEqual(await boxOf(figure, `${TRUTH}[role="button"]`), [
      start[0],
      start[1] + 10,
      start[2],
      start[3] + 10,
    ]);
    await figure.locator('input[name="high"]').focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await numberOf(figure, 'high'), 0.4);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await numberOf(figure, 'high'), 0.4, 'the upper threshold stops at the lower one');
    assert.equal(await numberOf(figure, 'ignored'), 0);
    await figure.locator('input[name="method"]:checked').focus();
    await page.keyboard.press('ArrowDown');
    assert.ok((await figure.getByText(/of 852 cells/).count()) > 0, 'FCOS speaks of cells');
    await figure.locator('[data-action="clear-truths"]').focus();
    await page.keyboard.press('Enter');
    assert.equal(await figure.locator(TRUTH).count(), 0);
    assert.equal(await numberOf(figure, 'positives'), 0);
    await figure
      .getByText(/There is no truth/)
      .first()
      .waitFor();
    await figure.locator('button[data-action="reset"]').focus();
    await page.keyboard.press('Enter');
    assert.equal(await figure.locator(TRUTH).count(), things);
    assert.equal(new URL(page.url()).hash, '');
  },
};

async function setRange(page: Page, figure: Locator, name: string, presses: readonly string[]) {
  await figure.locator(`input[name="${name}"]`).focus();
  for (const key of presses) await page.keyboard.press(key);
}

const CHALLENGES: BrowserTest = {
  name: 'anchors: no challenge is solved at the start; tall shapes on finer levels cover 95 % of the other streets',
  timeout: 60_000,
  async run({ page, origin, shoot }) {
    const figure = await openFigure(page, origin, 'anchors');
    const solved = figure.locator('[data-challenge][data-solved="true"]');
    await unlock(figure);
    assert.ok((await figure.locator('[data-challenge]').count()) >= 2);
    assert.equal(await solved.count(), 0);
    await setRange(page, figure, 'scales', ['Home']);
    for (const ratio of ['4', '0.5']) {
      await figure.locator(`input[name="ratios"][value="${ratio}"]`).click();
    }
    for (const stride of ['64', '32', '4', '2']) {
      await figure.locator(`input[name="strides"][value="${stride}"]`).click();
    }
    await figure.locator('[data-challenge="cover-95"][data-solved="true"]').waitFor();
    assert.ok((await numberOf(figure, 'recall')) >= 0.95);
    await shoot('anchors-covered');
  },
};

const HOSTILE: BrowserTest = {
  name: 'anchors: a link opens the exact state, a hostile one the default state with a polite notice',
  timeout: 60_000,
  async run({ page, origin }) {
    const state =
      '#v=1&method=hungarian&shapes=detector&truths=2,10,20,30,60_0,100,50,160,90&thing=1';
    const figure = await openFigure(page, origin, 'anchors', state);
    assert.deepEqual(await boxesOf(figure, TRUTH), [[10, 20, 30, 60], [100, 50, 160, 90]]); // prettier-ignore
    assert.equal(await numberOf(figure, 'anchors'), 10_200);
    assert.equal(await numberOf(figure, 'positives'), 2);
    for (const hash of [
      'truths=2,0,0,9999,20',
      'low=0.9',
      'strides=3',
      'scales=3&ratios=0.25,0.5,1,2',
      'truths=%00%FF',
    ]) {
      await page.evaluate((text) => (location.hash = `#v=1&${text}`), hash);
      await figure.getByText(/could not be read/).waitFor();
      assert.equal(await numberOf(figure, 'anchors'), 7668);
      await page.evaluate(() => (location.hash = '#v=1&size=3'));
      await eventually(
        async () => !(await figure.getByText(/could not be read/).isVisible()),
        'a good link takes the notice away',
      );
    }
  },
};

const DRAW: BrowserTest = {
  name: 'anchors: on a phone a finger draws a truth, chooses another one, and the page does not scroll',
  options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  async run({ page, context, origin, shoot }) {
    const figure = await openFigure(page, origin, 'anchors');
    await unlock(figure);
    const things = await figure.locator(TRUTH).count();
    await figure.locator('[data-action="draw-truth"]').tap();
    const surface = figure.locator('.surface');
    await surface.scrollIntoViewIfNeeded();
    await untilPainted(page);
    const place = await surface.boundingBox();
    assert.ok(place);
    const scrolled = await page.evaluate(() => scrollY);
    const session = await context.newCDPSession(page);
    const [x, y] = [place.x + place.width * 0.5, place.y + place.height * 0.1];
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    for (const step of [8, 16, 24, 32]) {
      await session.send('Input.dispatchTouchEvent', {
        type: 'touchMove',
        touchPoints: [{ x: x + step, y: y + step }],
      });
    }
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await eventually(
      async () => (await figure.locator(TRUTH).count()) === things + 1,
      'a truth was drawn',
    );
    const drawn = await boxOf(figure, `${TRUTH}[role="button"]`);
    const pixels = (32 / place.width) * 256;
    assert.ok(
      Math.abs(drawn[2] - drawn[0] - pixels) < 2,
      `it is ${drawn.join()}, not ${pixels} px wide`,
    );
    assert.equal(await page.evaluate(() => scrollY), scrolled);
    await page.touchscreen.tap(
      place.x + place.width * (210 / 256),
      place.y + place.height * (75 / 160),
    );
    await eventually(
      async () => (await boxOf(figure, `${TRUTH}[role="button"]`))[0] > 190,
      'the truth under the finger is chosen',
    );
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `the page is ${wide} px wide`);
    await shoot('anchors-phone');
  },
};

const STAGE: BrowserTest = {
  name: 'anchors: the stage lies within the first 900 px at 1,280 px',
  options: { viewport: { width: 1280, height: 900 } },
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'anchors');
    const stage = await figure.locator('svg').first().boundingBox();
    assert.ok(
      stage && stage.y + stage.height <= 900,
      `it ends at ${stage && stage.y + stage.height}`,
    );
  },
};

export const tests: BrowserTest[] = [KEYBOARD, CHALLENGES, HOSTILE, DRAW, STAGE];
