import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';
import { encodeBox, iou, type Box } from '../../src/vision/index.ts';
import type { BrowserTest } from './browser-test.ts';
import { boxOf, eventually, numberOf, openFigure, unlock, untilPainted } from './figure-page.ts';

const POSITIVE = '[data-role="anchor"][data-fate="positive"]';
const TRUTH = '[data-role="truth"]';

/** Returns all boxes that a selector finds, from their `data-box`. */
async function boxesOf(figure: Locator, selector: string): Promise<Box[]> {
  const texts = await figure
    .locator(selector)
    .evaluateAll((found) => found.map((each) => each.getAttribute('data-box') ?? ''));
  return texts.map((text): Box => {
    const [x1 = NaN, y1 = NaN, x2 = NaN, y2 = NaN] = text.split(',').map(Number);
    return [x1, y1, x2, y2];
  });
}

/** Holds counts and drawn anchors against what the drawn truths say, over all anchors of the default setting. */
async function checkCounts(figure: Locator): Promise<void> {
  const truths = await boxesOf(figure, TRUTH);
  const anchors = [8, 16, 32, 64].flatMap((stride) =>
    Array.from({ length: Math.ceil(160 / stride) * Math.ceil(256 / stride) }, (_, cell) =>
      [0, 1 / 3, 2 / 3].flatMap((octave) =>
        [0.5, 1, 2].map((ratio): Box => {
          const columns = Math.ceil(256 / stride);
          const [x, y] = [
            ((cell % columns) + 0.5) * stride,
            (Math.floor(cell / columns) + 0.5) * stride,
          ];
          const side = 4 * stride * 2 ** octave;
          const [w, h] = [side / Math.sqrt(ratio) / 2, (side * Math.sqrt(ratio)) / 2];
          return [x - w, y - h, x + w, y + h];
        }),
      ),
    ).flat(),
  );
  const best = anchors.map((anchor) => Math.max(0, ...truths.map((truth) => iou(truth, anchor))));
  const positives = best.filter((value) => value >= 0.5).length;
  const negatives = best.filter((value) => value < 0.4).length;
  assert.equal(await numberOf(figure, 'anchors'), anchors.length);
  assert.equal(await numberOf(figure, 'positives'), positives);
  assert.equal(await numberOf(figure, 'negatives'), negatives);
  assert.equal(await numberOf(figure, 'ignored'), anchors.length - positives - negatives);
  assert.equal(await figure.locator(POSITIVE).count(), positives);
  assert.equal(await figure.locator('[data-drawn]').getAttribute('data-drawn'), String(positives));
  for (const anchor of await boxesOf(figure, POSITIVE)) {
    assert.ok(
      truths.some((truth) => iou(truth, anchor) >= 0.5 - 1e-9),
      `${anchor.join()} is no positive`,
    );
  }
}

const levelSelect = (figure: Locator) => figure.locator('select[name="level"]');

const COUNTS: BrowserTest = {
  name: 'anchors: the counts are those of the drawn boxes, before and after a truth is dragged',
  timeout: 60_000,
  async run({ page, origin, shoot }) {
    const figure = await openFigure(page, origin, 'anchors');
    await unlock(figure);
    await levelSelect(figure).selectOption('0');
    await checkCounts(figure);
    const chosen = figure.locator(`${TRUTH}[role="button"]`);
    const before = await boxOf(figure, `${TRUTH}[role="button"]`);
    await chosen.scrollIntoViewIfNeeded();
    const place = await chosen.boundingBox();
    assert.ok(place);
    const [x, y] = [place.x + place.width * 0.4, place.y + place.height * 0.72];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 30, y + 6, { steps: 4 });
    await page.mouse.up();
    const after = await boxOf(figure, `${TRUTH}[role="button"]`);
    assert.ok(after[0] > before[0] + 5, 'the truth followed the mouse');
    assert.ok(Math.abs(after[2] - after[0] - (before[2] - before[0])) < 0.2, 'and kept its size');
    await checkCounts(figure);
    await shoot('anchors-dragged');
  },
};

const TARGETS: BrowserTest = {
  name: 'anchors: IoU and targets are those of the anchor that is looked at, one after the other',
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'anchors');
    await unlock(figure);
    await levelSelect(figure).selectOption('0');
    const truth = await boxOf(figure, `${TRUTH}[role="button"]`);
    const ranked = (await boxesOf(figure, POSITIVE))
      .map((anchor) => ({ anchor, overlap: iou(truth, anchor) }))
      .sort((a, b) => b.overlap - a.overlap);
    for (let rank = 0; rank < 2; rank += 1) {
      const { anchor, overlap } = ranked[rank] ?? { anchor: truth, overlap: 1 };
      assert.equal(await figure.locator('[data-looked]').innerText(), overlap.toFixed(3));
      for (const [place, name] of ['tx', 'ty', 'tw', 'th'].entries()) {
        const said = await figure.locator(`[data-target="${name}"]`).innerText();
        const value = encodeBox(truth, anchor)[place] ?? NaN;
        assert.ok(
          Math.abs(Number(said.replace('−', '-')) - value) <= 6e-4,
          `${name} says ${said}, not ${value}`,
        );
      }
      await figure.locator('[data-action="next-anchor"]').click();
    }
  },
};

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

export const tests: BrowserTest[] = [COUNTS, TARGETS, KEYBOARD, CHALLENGES, HOSTILE, DRAW, STAGE];
