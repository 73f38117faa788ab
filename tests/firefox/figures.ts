import { strict as assert } from 'node:assert';
import type { Page } from 'puppeteer-core';
import { batchedNms, giou, iou, type Box } from '../../src/vision/index.ts';
import type { FirefoxTest } from './firefox-test.ts';

/** Opens an explainer's own page and waits until its figure is awake; `tail` is a query or a hash. */
async function openFigure(page: Page, origin: string, slug: string, tail = ''): Promise<void> {
  await page.goto(`${origin}/explain/${slug}/${tail}`);
  await page.waitForSelector(`[data-explainer="${slug}"]:not([data-status="static"])`);
}

/** Returns the corners of every element that matches, in document order. */
async function boxesOf(page: Page, selector: string): Promise<Box[]> {
  const texts = await page.$$eval(selector, (all) =>
    all.map((box) => box.getAttribute('data-box')),
  );
  return texts.map((text) => {
    const [x1 = NaN, y1 = NaN, x2 = NaN, y2 = NaN] = (text ?? '').split(',').map(Number);
    return [x1, y1, x2, y2];
  });
}

/** Returns the number that an output shows. */
async function numberOf(page: Page, name: string): Promise<number> {
  const text = await page.$eval(`output[data-value="${name}"]`, (output) => output.textContent);
  assert.match(text ?? '', /^-?\d+(\.\d+)?$/, `the output ${name} says "${text}"`);
  return Number(text);
}

const IOU: FirefoxTest = {
  name: 'iou: the keyboard moves the box, the numbers are those of the drawn boxes, and Back undoes it',
  async run({ page, origin }) {
    await openFigure(page, origin, 'iou');
    await page.locator('button[data-action="skip-prediction"]').click();
    await page.waitForSelector('button[data-action="reset"]:enabled');
    const [start = [0, 0, 0, 0]] = await boxesOf(page, '[data-role="prediction"]');
    await page.$eval('[data-role="prediction"]', (box) => (box as SVGElement).focus());
    await page.keyboard.press('ArrowRight');
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.up('Shift');
    const [moved = start] = await boxesOf(page, '[data-role="prediction"]');
    const [truth = start] = await boxesOf(page, '[data-role="truth"]');
    const distances = moved.map((value, at) => Math.round((value - (start[at] ?? 0)) * 10) / 10);
    assert.deepEqual(distances, [1, 10, 1, 10]);
    assert.ok(Math.abs((await numberOf(page, 'iou')) - iou(moved, truth)) <= 6e-4);
    assert.ok(Math.abs((await numberOf(page, 'giou')) - giou(moved, truth)) <= 6e-4);
    await page.evaluate(() => history.back());
    await page.waitForFunction(
      (box) => document.querySelector('[data-role="prediction"]')?.getAttribute('data-box') !== box,
      {},
      moved.join(','),
    );
  },
};

const NMS: FirefoxTest = {
  name: 'nms: the detector runs on WASM, and what is kept is what suppression of all drawn boxes keeps',
  timeout: 120_000,
  async run({ page, origin, shoot }) {
    await openFigure(page, origin, 'nms', '?backend=wasm');
    await page.locator('button[data-action="skip-prediction"]').click();
    await page.waitForSelector('[data-explainer="nms"][data-status="live"][data-backend="wasm"]', {
      timeout: 90_000,
    });
    const boxes = await boxesOf(page, '[data-role="prediction"]');
    const drawn = await page.$$eval('[data-role="prediction"]', (all) =>
      all.map((box) => ({
        score: Number(box.getAttribute('data-score')),
        name: box.getAttribute('data-class') ?? '',
        kept: box.getAttribute('data-kept') === 'true',
      })),
    );
    assert.ok(boxes.length > 50, `the detector said ${boxes.length} things`);
    const names = drawn.map(({ name }) => name);
    const ids = names.map((name) => names.indexOf(name));
    const scores = drawn.map(({ score }) => score);
    const kept = batchedNms(boxes, scores, ids, 0.5).toSorted((a, b) => a - b);
    assert.deepEqual(
      drawn.flatMap((box, index) => (box.kept ? [index] : [])),
      kept,
    );
    assert.equal(await numberOf(page, 'kept'), kept.length);
    const thumb = await page.$eval(
      'input[name="iou"]',
      (slider) => getComputedStyle(slider, '::-moz-range-thumb').width,
    );
    assert.equal(thumb, '24px', 'sliders look like ours');
    await shoot('nms');
  },
};

/** Links that nobody's browser would write. */
const HOSTILE_LINKS = {
  iou: '#v=1&loss=__proto__&prediction=NaN,,,&%E0%A4%A',
  nms: '#v=1&iou=NaN&method=constructor&scene=%3Cimg%20src=x%20onerror=alert(1)%3E',
};

const HOSTILE: FirefoxTest = {
  name: 'a hostile link gives the default state and a polite notice',
  async run({ page, origin }) {
    for (const [slug, link] of Object.entries(HOSTILE_LINKS)) {
      await openFigure(page, origin, slug, link);
      await page.waitForSelector('::-p-text(could not be read)');
      const shown = await page.$$eval('output[data-value]', (all) =>
        all.map((output) => output.textContent ?? ''),
      );
      assert.ok(shown.length > 0);
      assert.ok(!shown.some((text) => /NaN|undefined|Infinity|null/.test(text)), shown.join(' '));
    }
  },
};

export const tests: FirefoxTest[] = [IOU, NMS, HOSTILE];
