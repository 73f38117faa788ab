import { strict as assert } from 'node:assert';
import type { BrowserTest } from './browser-test.ts';
import { boxOf, eventually, numberOf, openFigure, unlock, untilPainted } from './figure-page.ts';

const FIELD = '[data-role="field"]';
const MARKER = 'g.marker';
type Figure = Awaited<ReturnType<typeof openFigure>>;

/** Holds the figure's numbers against its drawn field, on a picture of this size. */
async function checkNumbers(figure: Figure, width: number, height: number): Promise<void> {
  const [x1, y1, x2, y2] = await boxOf(figure, FIELD);
  assert.equal(await numberOf(figure, 'receptive-field'), x2 - x1);
  assert.equal(await numberOf(figure, 'receptive-field-height'), y2 - y1);
  const inside =
    Math.max(0, Math.min(width, x2) - Math.max(0, x1)) *
    Math.max(0, Math.min(height, y2) - Math.max(0, y1));
  const outside = 100 * (1 - inside / ((x2 - x1) * (y2 - y1)));
  const shown = await numberOf(figure, 'outside');
  assert.ok(Math.abs(shown - outside) <= 0.06, `${shown} % outside, its box says ${outside}`);
}

/** Returns the place on the screen of a share of the picture. */
async function placeOf(figure: Figure, across: number, down: number) {
  const picture = await figure.locator('svg image').first().boundingBox();
  assert.ok(picture);
  return { x: picture.x + across * picture.width, y: picture.y + down * picture.height };
}

const NUMBERS: BrowserTest = {
  name: 'receptive-field: the numbers are those of the drawn field; a mouse previews, a click chooses',
  async run({ page, origin, shoot }) {
    const figure = await openFigure(page, origin, 'receptive-field');
    await checkNumbers(figure, 256, 160);
    await unlock(figure);
    const chosen = await boxOf(figure, FIELD);
    const corner = await placeOf(figure, 0.01, 0.01);
    await page.mouse.move(corner.x, corner.y, { steps: 3 });
    await eventually(async () => (await boxOf(figure, FIELD))[0] < 0, 'the mouse shows the corner');
    await checkNumbers(figure, 256, 160);
    await page.mouse.move(2, 2);
    await eventually(
      async () => (await boxOf(figure, FIELD)).join() === chosen.join(),
      'the chosen cell comes back when the mouse leaves',
    );
    assert.equal(new URL(page.url()).hash, '');
    await page.mouse.click(corner.x, corner.y);
    await page.mouse.move(2, 2);
    assert.deepEqual(await boxOf(figure, FIELD), [-23, -23, 28, 28]);
    await checkNumbers(figure, 256, 160);
    await shoot('receptive-field-corner');
  },
};

const KEYBOARD: BrowserTest = {
  name: 'receptive-field: everything can be done with the keyboard alone, and Back undoes it',
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'receptive-field');
    await figure.locator('input[name="prediction"]').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await figure.locator('button[data-action="reset"]:enabled').waitFor();
    const start = await boxOf(figure, FIELD);
    const moved = (across: number, down: number) => {
      const [x1, y1, x2, y2] = start;
      return [x1 + across, y1 + down, x2 + across, y2 + down];
    };
    await figure.locator(MARKER).focus();
    await page.keyboard.press('ArrowRight');
    assert.deepEqual(await boxOf(figure, FIELD), moved(8, 0), 'one cell is one jump');
    await page.keyboard.press('Shift+ArrowUp');
    assert.deepEqual(await boxOf(figure, FIELD), moved(8, -40), 'with Shift five');
    await page.goBack();
    assert.deepEqual(await boxOf(figure, FIELD), moved(8, 0));

    await figure.locator('input[name="layer"]:checked').focus();
    await page.keyboard.press('ArrowUp');
    assert.equal(await numberOf(figure, 'receptive-field'), 19);
    await figure.locator('button[data-action="remove-layer"]').focus();
    await page.keyboard.press('Enter');
    assert.equal(await figure.locator('input[name="layer"]').count(), 4);
    await figure.locator('input[name="kernel-width"]').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    await eventually(
      async () => (await numberOf(figure, 'receptive-field')) === 19,
      'a kernel of 4 adds one jump of 4 more across',
    );
    assert.equal(await numberOf(figure, 'receptive-field-height'), 15);
    await figure.locator('button[data-action="reset"]').focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await boxOf(figure, FIELD), start);
    assert.equal(new URL(page.url()).hash, '');
  },
};

const TOUCH: BrowserTest = {
  name: 'receptive-field: a finger drags the marker without scrolling, and a tap chooses a cell',
  options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  async run({ page, context, origin }) {
    const figure = await openFigure(page, origin, 'receptive-field');
    await unlock(figure);
    await figure.locator(MARKER).scrollIntoViewIfNeeded();
    await untilPainted(page);
    const place = await figure.locator(`${MARKER} .grip`).boundingBox();
    assert.ok(place);
    const before = await boxOf(figure, FIELD);
    const scrolled = await page.evaluate(() => scrollY);
    const session = await context.newCDPSession(page);
    const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    for (const step of [8, 16, 24])
      await session.send('Input.dispatchTouchEvent', {
        type: 'touchMove',
        touchPoints: [{ x: x + step, y: y + step }],
      });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await eventually(async () => {
      const after = await boxOf(figure, FIELD);
      return after[0] > before[0] && after[1] > before[1];
    }, 'the marker follows the finger');
    assert.equal(await page.evaluate(() => scrollY), scrolled);
    const tapped = await placeOf(figure, 0.02, 0.5);
    await page.touchscreen.tap(tapped.x, tapped.y);
    await eventually(async () => (await boxOf(figure, FIELD))[0] < 0, 'the tap chose a cell');
    await checkNumbers(figure, 256, 160);
  },
};

const LINK: BrowserTest = {
  name: 'receptive-field: a link opens the exact stack, a broken one the defaults with a notice',
  async run({ page, origin }) {
    const state = '#v=1&height=64&layer=2&stack=7x1p3x0.3p1*3&width=96&x=0&y=0';
    const figure = await openFigure(page, origin, 'receptive-field', state);
    assert.deepEqual(await boxOf(figure, FIELD), [-1, -4, 2, 5]);
    assert.equal(await figure.locator('input[name="layer"]').count(), 4);
    await checkNumbers(figure, 96, 64);
    for (const broken of ['3*99', '0', '3p1..3', '16', 'm3p2', 'constructor']) {
      await page.evaluate((stack) => (location.hash = `#v=1&stack=${stack}`), broken);
      await figure.getByText(/could not be read/).waitFor();
      assert.equal(await numberOf(figure, 'receptive-field'), 51);
      await page.evaluate(() => (location.hash = '#main'));
    }
    await figure.locator('select[name="stack"]').selectOption('vgg16');
    assert.equal(await numberOf(figure, 'receptive-field'), 212);
    assert.equal(await numberOf(figure, 'stride'), 32);
    await page.goBack();
    assert.equal(await numberOf(figure, 'receptive-field'), 51);
  },
};

const TROUBLE: BrowserTest = {
  name: 'receptive-field: no output, 64 layers, one pixel and no layer are said and shown',
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'receptive-field', '#v=1&stack=15*64');
    await figure.getByText(/^Layer 12 .* has no output/).waitFor();
    assert.equal(await figure.locator('input[name="layer"]').count(), 64);
    await page.evaluate(() => (location.hash = '#v=1&stack=3d36p36*64'));
    await eventually(
      async () => (await numberOf(figure, 'receptive-field')) === 1 + 64 * 72,
      '64 layers are followed to the last',
    );
    assert.ok(await figure.locator('button[data-action="add-layer"]').isDisabled());
    await page.evaluate(() => (location.hash = '#v=1&height=1&stack=3p1&width=1'));
    await eventually(
      async () => (await numberOf(figure, 'receptive-field')) === 3,
      'a picture of one pixel is enough for a padded kernel',
    );
    await checkNumbers(figure, 1, 1);
    await figure.locator('button[data-action="remove-layer"]').click();
    await figure
      .getByText(/sees itself/)
      .first()
      .waitFor();
    assert.equal(await numberOf(figure, 'receptive-field'), 1);
    await figure.locator('button[data-action="add-layer"]').click();
    assert.equal(await numberOf(figure, 'receptive-field'), 3);
  },
};

const CHALLENGES: BrowserTest = {
  name: 'receptive-field: no challenge is solved at the start; growing dilation solves one',
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'receptive-field');
    await unlock(figure);
    assert.equal(await figure.locator('[data-challenge]').count(), 3);
    assert.equal(await figure.locator('[data-challenge][data-solved="true"]').count(), 0);
    await figure.locator('select[name="stack"]').selectOption('empty');
    for (const dilation of [1, 2, 4, 8]) {
      await figure.locator('button[data-action="add-layer"]').click();
      await figure.locator('input[name="dilation"]').fill(String(dilation));
      await figure.locator('input[name="dilation"]').press('Enter');
      await figure.getByRole('button', { name: 'Pad evenly' }).click();
    }
    assert.equal(await numberOf(figure, 'receptive-field'), 31);
    assert.equal(await numberOf(figure, 'weights'), 36);
    await figure.locator('[data-challenge="wide-and-cheap"][data-solved="true"]').waitFor();
  },
};

const STAGE: BrowserTest = {
  name: 'receptive-field: the stage lies within the first 900 px at 1,280 px; nothing overflows at 320',
  options: { viewport: { width: 1280, height: 900 } },
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'receptive-field');
    const stage = await figure.locator('svg').first().boundingBox();
    assert.ok(
      stage && stage.y + stage.height <= 900,
      `it ends at ${stage && stage.y + stage.height}`,
    );
    await unlock(figure);
    await figure.locator('select[name="stack"]').selectOption('deeplab');
    await page.setViewportSize({ width: 320, height: 700 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(over, 0);
  },
};

export const tests: BrowserTest[] = [NUMBERS, KEYBOARD, TOUCH, LINK, TROUBLE, CHALLENGES, STAGE];
