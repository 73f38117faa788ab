import { strict as assert } from 'node:assert';
import { ciou, diou, giou, iou } from '../../src/vision/index.ts';
import type { BrowserTest } from './browser-test.ts';
import { boxOf, eventually, numberOf, openFigure, unlock, untilPainted } from './figure-page.ts';

const PREDICTION = '[data-role="prediction"]';
const TRUTH = '[data-role="truth"]';

/** Holds the figure's four numbers against those of its two drawn boxes. */
async function checkNumbers(figure: Parameters<typeof numberOf>[0]): Promise<void> {
  const prediction = await boxOf(figure, PREDICTION);
  const truth = await boxOf(figure, TRUTH);
  for (const [name, measure] of Object.entries({ iou, giou, diou, ciou })) {
    const shown = await numberOf(figure, name);
    assert.ok(
      Math.abs(shown - measure(prediction, truth)) <= 6e-4,
      `${name} shows ${shown}, its boxes say ${measure(prediction, truth)}`,
    );
  }
}

const NUMBERS: BrowserTest = {
  name: 'iou: the numbers are those of the drawn boxes, before and after a drag with the mouse',
  async run({ page, origin, shoot }) {
    const figure = await openFigure(page, origin, 'iou');
    await checkNumbers(figure);
    await unlock(figure);
    const before = await boxOf(figure, PREDICTION);
    await figure.locator(PREDICTION).scrollIntoViewIfNeeded();
    const place = await figure.locator(PREDICTION).boundingBox();
    assert.ok(place);
    // Away from the handles of the edges, which lie in their middles.
    const [x, y] = [place.x + place.width * 0.4, place.y + place.height * 0.72];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y + 10, { steps: 5 });
    await page.mouse.up();
    const after = await boxOf(figure, PREDICTION);
    assert.ok(after[0] > before[0] + 10, 'the box followed the mouse');
    assert.ok(Math.abs(after[2] - after[0] - (before[2] - before[0])) < 0.2, 'and kept its size');
    await checkNumbers(figure);
    await shoot('iou-dragged');
  },
};

const KEYBOARD: BrowserTest = {
  name: 'iou: everything can be done with the keyboard alone, and Back undoes it',
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'iou');
    await figure.locator('input[name="prediction"]').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await figure.locator('button[data-action="reset"]:enabled').waitFor();
    const start = await boxOf(figure, PREDICTION);
    await figure.locator(PREDICTION).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    const moved = await boxOf(figure, PREDICTION);
    assert.deepEqual(
      moved.map((value, at) => Math.round((value - (start[at] ?? 0)) * 10) / 10),
      [1, 10, 1, 10],
    );
    const [x1, y1, x2, y2] = await boxOf(figure, TRUTH);
    await figure.locator(TRUTH).focus();
    await page.keyboard.press('Shift+ArrowLeft');
    const shifted = (await boxOf(figure, TRUTH)).map((value) => Math.round(value * 10) / 10);
    assert.deepEqual(
      shifted,
      [x1 - 10, y1, x2 - 10, y2].map((value) => Math.round(value * 10) / 10),
    );
    assert.deepEqual(await boxOf(figure, PREDICTION), moved, 'the other box stays');
    await checkNumbers(figure);
    const edge = figure.getByRole('slider', { name: 'left edge of the prediction' });
    await edge.focus();
    await page.keyboard.press('ArrowLeft');
    assert.equal((await boxOf(figure, PREDICTION))[0], moved[0] - 1);
    await checkNumbers(figure);
    await page.goBack();
    assert.deepEqual(await boxOf(figure, PREDICTION), moved);
    await figure.locator('input[name="loss"]').first().focus();
    await page.keyboard.press('ArrowDown');
    assert.equal(await figure.locator('input[name="loss"]:checked').getAttribute('value'), 'giou');
    await figure.locator('input[name="step"]').focus();
    await page.keyboard.press('End');
    assert.ok((await numberOf(figure, 'iou')) > 0.9, 'the gradient steps reach the truth');
    await checkNumbers(figure);
    await figure.locator('button[data-action="reset"]').focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await boxOf(figure, PREDICTION), start);
    assert.equal(new URL(page.url()).hash, '');
  },
};

const TOUCH: BrowserTest = {
  name: 'iou: a finger on a box drags it and does not scroll the page',
  options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  async run({ page, context, origin }) {
    const figure = await openFigure(page, origin, 'iou');
    await unlock(figure);
    await figure.locator(PREDICTION).scrollIntoViewIfNeeded();
    await untilPainted(page);
    const place = await figure.locator(PREDICTION).boundingBox();
    assert.ok(place);
    const before = (await boxOf(figure, PREDICTION)).join();
    const scrolled = await page.evaluate(() => scrollY);
    const session = await context.newCDPSession(page);
    const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    for (const step of [4, 8, 12, 16])
      await session.send('Input.dispatchTouchEvent', {
        type: 'touchMove',
        touchPoints: [{ x: x + step, y: y + step }],
      });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await eventually(
      async () => (await boxOf(figure, PREDICTION)).join() !== before,
      'the box follows the finger',
    );
    assert.equal(await page.evaluate(() => scrollY), scrolled);
    await checkNumbers(figure);
  },
};

const LINK: BrowserTest = {
  name: 'iou: a link opens the exact state, a broken one the default state with a polite notice',
  async run({ page, origin }) {
    const state = '#v=1&loss=diou&prediction=20,20,60,90';
    const figure = await openFigure(page, origin, 'iou', state);
    assert.deepEqual(await boxOf(figure, PREDICTION), [20, 20, 60, 90]);
    assert.equal(await figure.locator('input[name="loss"]:checked').getAttribute('value'), 'diou');
    await checkNumbers(figure);
    await page.evaluate(() => (location.hash = '#v=1&loss=l7&prediction=20,20,60,90'));
    await figure.getByText(/could not be read/).waitFor();
    assert.notDeepEqual(await boxOf(figure, PREDICTION), [20, 20, 60, 90]);
    await page.evaluate(() => (location.hash = '#main'));
    await eventually(
      async () => !(await figure.getByText(/could not be read/).isVisible()),
      'an anchor of the page is no broken link',
    );
  },
};

const CHALLENGES: BrowserTest = {
  name: 'iou: no challenge is solved at the start; gradient steps from afar solve the rescue',
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'iou');
    const solved = figure.locator('[data-challenge][data-solved="true"]');
    await unlock(figure);
    assert.ok((await figure.locator('[data-challenge]').count()) >= 2);
    assert.equal(await solved.count(), 0);
    await figure.getByRole('button', { name: 'No overlap' }).click();
    assert.equal(await numberOf(figure, 'iou'), 0);
    await figure
      .getByText(/gradient is zero/)
      .first()
      .waitFor();
    await figure.locator('input[name="loss"][value="diou"]').check();
    await figure.getByRole('button', { name: 'To the end' }).click();
    await figure.locator('[data-challenge="rescue"][data-solved="true"]').waitFor();
  },
};

const STAGE: BrowserTest = {
  name: 'iou: the stage lies within the first 900 px at 1,280 px',
  options: { viewport: { width: 1280, height: 900 } },
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'iou');
    const stage = await figure.locator('svg').first().boundingBox();
    assert.ok(
      stage && stage.y + stage.height <= 900,
      `it ends at ${stage && stage.y + stage.height}`,
    );
  },
};

export const tests: BrowserTest[] = [NUMBERS, KEYBOARD, TOUCH, LINK, CHALLENGES, STAGE];
