import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';
import { batchedNms, nms, type Box } from '../../src/vision/index.ts';
import type { BrowserTest } from './browser-test.ts';
import { eventually, numberOf, openFigure, unlock } from './figure-page.ts';
import { explainerSlugs } from './pages.ts';

/** What the figure draws, read from its elements in document order. */
interface Drawn {
  readonly boxes: Box[];
  readonly scores: number[];
  readonly classes: string[];
  readonly kept: boolean[];
  readonly truths: number;
}

async function drawn(figure: Locator): Promise<Drawn> {
  return figure.evaluate((node) => {
    const all = [...node.querySelectorAll<SVGElement>('[data-role="prediction"]')];
    return {
      boxes: all.map(({ dataset }) => {
        const [a = NaN, b = NaN, c = NaN, d = NaN] = (dataset['box'] ?? '').split(',').map(Number);
        return [a, b, c, d] as const;
      }),
      scores: all.map(({ dataset }) => Number(dataset['score'])),
      classes: all.map(({ dataset }) => dataset['class'] ?? ''),
      kept: all.map(({ dataset }) => dataset['kept'] === 'true'),
      truths: node.querySelectorAll('[data-role="truth"]').length,
    };
  });
}

/** Holds what is drawn as kept against greedy suppression of everything that is drawn. */
async function checkGreedy(figure: Locator, threshold: number, classAware = true): Promise<Drawn> {
  const now = await drawn(figure);
  const ids = now.classes.map((name) => now.classes.indexOf(name));
  const expected = classAware
    ? batchedNms(now.boxes, now.scores, ids, threshold)
    : nms(now.boxes, now.scores, threshold);
  const shown = now.kept.flatMap((kept, index) => (kept ? [index] : []));
  assert.deepEqual(
    shown,
    [...expected].sort((a, b) => a - b),
  );
  assert.equal(await numberOf(figure, 'kept'), shown.length);
  assert.equal(await numberOf(figure, 'suppressed'), now.boxes.length - shown.length);
  return now;
}

/** Moves a slider to a value as a reader does with the keyboard, in one go. */
async function slide(figure: Locator, name: string, value: number): Promise<void> {
  await figure.locator(`input[name="${name}"]`).evaluate((input, to) => {
    if (!(input instanceof HTMLInputElement)) throw new Error('not an input');
    input.value = String(to);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, value);
}

async function untilLive(figure: Locator): Promise<void> {
  await eventually(
    async () => (await figure.getAttribute('data-status')) === 'live',
    'the detector runs here',
    60_000,
  );
}

/** A picture of one colour, made in the page, as bytes for a file input. */
async function pngOf(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(320, 200);
    const context = canvas.getContext('2d');
    if (!context) return [];
    context.fillStyle = '#7799bb';
    context.fillRect(0, 0, 320, 200);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  return Buffer.from(bytes);
}

const STATIC: BrowserTest = {
  name: 'nms: without JavaScript the figure shows greedy suppression of every box it draws',
  options: { javaScriptEnabled: false },
  async run({ page, origin }) {
    await page.goto(`${origin}/explain/nms/`);
    const figure = page.locator('[data-explainer="nms"]');
    assert.equal(await figure.getAttribute('data-status'), 'static');
    const texts = await figure.locator('output[data-value="kept"]').allInnerTexts();
    const kept = await figure.locator('[data-role="prediction"][data-kept="true"]').count();
    assert.deepEqual(texts, [String(kept)]);
    assert.ok((await figure.locator('[data-role="truth"]').count()) > 3);
  },
};

const LIVE: BrowserTest = {
  name: 'nms: on its own page the model comes after the prediction, and says here what it said at build',
  timeout: 120_000,
  async run({ page, origin, shoot }) {
    const figure = await openFigure(page, origin, 'nms', '?backend=wasm');
    assert.equal(await figure.getAttribute('data-status'), 'interactive');
    const built = await checkGreedy(figure, 0.5);
    await unlock(figure);
    await untilLive(figure);
    assert.equal(await figure.getAttribute('data-backend'), 'wasm');
    const live = await checkGreedy(figure, 0.5);
    assert.ok(Math.abs(live.boxes.length - built.boxes.length) <= 2);
    if (live.boxes.length === built.boxes.length) {
      for (const [index, box] of live.boxes.entries())
        for (const [side, value] of box.entries())
          assert.ok(Math.abs(value - (built.boxes[index]?.[side] ?? NaN)) < 0.5);
    }
    await shoot('nms-live');
  },
};

const THRESHOLDS: BrowserTest = {
  name: 'nms: both thresholds, the method and the classes decide what is kept, and the link says so',
  timeout: 120_000,
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'nms', '?backend=wasm');
    await unlock(figure);
    await untilLive(figure);
    const recall = await numberOf(figure, 'recall');
    await slide(figure, 'iou', 0.85);
    await checkGreedy(figure, 0.85);
    assert.ok((await numberOf(figure, 'recall')) >= recall, 'nobody new is lost at 0.85');
    await slide(figure, 'score', 0.6);
    const few = await checkGreedy(figure, 0.85);
    assert.ok(few.scores.every((score) => score >= 0.6));
    await figure.locator('input[name="class-aware"]').uncheck();
    await checkGreedy(figure, 0.85, false);
    assert.equal(new URL(page.url()).hash, '#v=1&class-aware=0&iou=0.85&score=0.6');
    await page.goBack();
    await checkGreedy(figure, 0.85);
    for (const method of ['linear', 'gaussian', 'diou']) {
      await figure.locator(`input[name="method"][value="${method}"]`).check();
      const shown = await drawn(figure);
      assert.equal(await numberOf(figure, 'kept'), shown.kept.filter(Boolean).length);
    }
    await figure.locator('button[data-action="reset"]').click();
    await checkGreedy(figure, 0.5);
    assert.equal(new URL(page.url()).hash, '');
  },
};

const STEPS: BrowserTest = {
  name: 'nms: the rounds can be stepped and scrubbed with the keyboard, one more box kept in each',
  timeout: 120_000,
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'nms', '?backend=wasm');
    await unlock(figure);
    await untilLive(figure);
    const all = await numberOf(figure, 'kept');
    const scrubber = figure.locator('input[name="step"]');
    await scrubber.focus();
    await page.keyboard.press('Home');
    assert.equal(await numberOf(figure, 'kept'), 0);
    await page.keyboard.press('ArrowRight');
    assert.equal(await numberOf(figure, 'kept'), 1);
    await figure.locator('button[data-action="step"]').focus();
    await page.keyboard.press('Enter');
    assert.equal(await numberOf(figure, 'kept'), 2);
    await scrubber.focus();
    await page.keyboard.press('End');
    assert.equal(await numberOf(figure, 'kept'), all);
    await figure.getByRole('button', { name: 'Lower score' }).press('Enter');
    assert.match(new URL(page.url()).hash, /box=\d+/);
  },
};

const OWN_PICTURE: BrowserTest = {
  name: 'nms: a file that is no picture, an empty one and a huge one get a sentence; a real one is looked at',
  timeout: 120_000,
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'nms', '?backend=wasm');
    await unlock(figure);
    await untilLive(figure);
    const before = (await drawn(figure)).boxes.length;
    const input = figure.locator('input[type="file"]');
    const huge = await pngOf(page);
    huge.writeUInt32BE(10_000, 16);
    huge.writeUInt32BE(10_000, 20);
    for (const [name, buffer, sentence] of [
      [
        'notes.png',
        Buffer.from('this is a text, whatever its name says, and a long one'),
        /no picture/,
      ],
      ['empty.png', Buffer.alloc(0), /empty/],
      ['huge.png', huge, /100 megapixels/],
    ] as const) {
      await input.setInputFiles({ name, mimeType: 'image/png', buffer });
      await figure.getByRole('alert').filter({ hasText: sentence }).waitFor();
      assert.equal((await drawn(figure)).boxes.length, before, 'the last picture stays');
    }
    await input.setInputFiles({
      name: 'blue.png',
      mimeType: 'image/png',
      buffer: await pngOf(page),
    });
    await figure.getByText(/has never seen a photograph/).waitFor();
    assert.equal((await drawn(figure)).truths, 0);
    assert.equal(await figure.locator('output[data-value="precision"]').count(), 0);
    await figure.getByRole('button', { name: 'Back to the street' }).click();
    await eventually(async () => (await drawn(figure)).truths > 0, 'the street comes back', 30_000);
  },
};

const BROKEN_MODEL: BrowserTest = {
  name: 'nms: a damaged model is explained, the built figure stays, and trying again works',
  timeout: 120_000,
  async run({ page, origin, complaints }) {
    await page.route('**/models/detector/weights.bin*', (route) =>
      route.fulfill({ body: Buffer.alloc(1000), contentType: 'application/octet-stream' }),
    );
    const figure = await openFigure(page, origin, 'nms', '?backend=wasm');
    const before = await checkGreedy(figure, 0.5);
    await unlock(figure);
    await eventually(
      async () => (await figure.getAttribute('data-status')) === 'failed',
      'the damage is noticed',
      30_000,
    );
    await figure.getByRole('alert').filter({ hasText: /model/i }).first().waitFor();
    assert.equal((await checkGreedy(figure, 0.5)).boxes.length, before.boxes.length);
    await page.unroute('**/models/detector/weights.bin*');
    await figure.locator('button[data-action="load-model"]').click();
    await untilLive(figure);
    await checkGreedy(figure, 0.5);
    complaints.length = 0;
  },
};

const SCENES: BrowserTest = {
  name: 'nms: another scene is drawn and detected here, with its truth',
  timeout: 120_000,
  async run({ page, origin, shoot }) {
    const figure = await openFigure(page, origin, 'nms', '?backend=wasm');
    await unlock(figure);
    await untilLive(figure);
    const first = await drawn(figure);
    await figure.locator('select[name="scene"]').selectOption('twins');
    await eventually(
      async () => JSON.stringify((await drawn(figure)).boxes) !== JSON.stringify(first.boxes),
      'the predictions of the other scene appear',
      40_000,
    );
    await checkGreedy(figure, 0.5);
    assert.match(new URL(page.url()).hash, /scene=twins/);
    await shoot('nms-twins');
  },
};

const all = [STATIC, LIVE, THRESHOLDS, STEPS, OWN_PICTURE, BROKEN_MODEL, SCENES];

/** The explainer is published with its model only; a site built without it has no such page. */
export const tests: BrowserTest[] = explainerSlugs().includes('nms') ? all : [];
