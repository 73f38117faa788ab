import { strict as assert } from 'node:assert';
import type { Route } from 'playwright-core';
import { forget, type BrowserTest } from './browser-test.ts';
import { eventually, openFigure, slide, unlock, untilStatus } from './figure-page.ts';
import { checkGreedy, saidBy, sentenceOf } from './nms-page.ts';
import { explainerSlugs } from './pages.ts';

/**
 * What can go wrong between the reader and the detector, on the page itself: each time one sentence,
 * what the reader had stays, nothing is thrown, and trying again works.
 */

const WEIGHTS = '**/models/detector/weights.bin*';
const CARD = '**/models/detector/card.json';

/** What Chromium itself writes to the console when a file does not come. */
const NOT_LOADED = 'Failed to load resource';

/** Answers a request with what the server has, changed. */
const changed =
  (change: (body: Buffer) => Buffer) =>
  async (route: Route): Promise<void> => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.body()) });
  };

interface Break {
  readonly what: string;
  readonly files: string;
  readonly answer: (route: Route) => Promise<void>;
  readonly sentence: RegExp;
}

const breaks: readonly Break[] = [
  {
    what: 'weights that were cut short',
    files: WEIGHTS,
    answer: changed((body) => body.subarray(0, body.length - 1000)),
    sentence: /^The model arrived incomplete\./,
  },
  {
    what: 'weights with one altered bit',
    files: WEIGHTS,
    answer: changed((body) => Buffer.from(body.map((byte, at) => (at === 500 ? byte ^ 1 : byte)))),
    sentence: /^The model’s files do not match their fingerprint/,
  },
  {
    what: 'no card',
    files: CARD,
    answer: (route) => route.fulfill({ status: 404, body: '' }),
    sentence: /^The model’s files are not on this server\./,
  },
  {
    what: 'a page in place of the card',
    files: CARD,
    answer: (route) => route.fulfill({ body: '<!doctype html><title>Sign in</title>' }),
    sentence: /^The model’s description cannot be read/,
  },
  {
    what: 'no connection',
    files: CARD,
    answer: (route) => route.abort('internetdisconnected'),
    sentence: /^The model could not be fetched: the connection failed\./,
  },
];

const broken = breaks.map(({ what, files, answer, sentence }): BrowserTest => ({
  name: `nms: ${what}: one sentence, the built figure and the reader’s setting stay, the retry works`,
  timeout: 120_000,
  async run({ page, context, origin, complaints }) {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await context.route(files, async (route) => {
      await released;
      await answer(route);
    });
    const figure = await openFigure(page, origin, 'nms', '?backend=wasm');
    await unlock(figure);
    // The reader goes on while the model is on its way; what fails must not take that back.
    await slide(figure, 'iou', 0.7);
    const before = await saidBy(figure);
    release();
    await untilStatus(figure, 'failed');
    assert.match(await sentenceOf(figure), sentence);
    assert.equal(await saidBy(figure), before);
    assert.equal(await figure.getAttribute('data-backend'), 'none');
    assert.equal(new URL(page.url()).hash, '#v=1&iou=0.7');
    forget(complaints, NOT_LOADED);
    assert.deepEqual(complaints, []);
    await context.unroute(files);
    await figure.locator('button[data-action="load-model"]').click();
    await untilStatus(figure, 'live');
    assert.equal(await figure.locator('input[name="iou"]').inputValue(), '0.7');
    await checkGreedy(figure, 0.7);
  },
}));

const OFFLINE: BrowserTest = {
  name: 'nms: once the detector runs it needs no network, neither for thresholds nor for another scene',
  timeout: 120_000,
  async run({ page, context, origin }) {
    const figure = await openFigure(page, origin, 'nms', '?backend=wasm');
    await unlock(figure);
    await untilStatus(figure, 'live');
    await context.setOffline(true);
    const first = await saidBy(figure);
    await slide(figure, 'iou', 0.8);
    const second = await saidBy(figure);
    assert.notEqual(second, first);
    await figure.locator('select[name="scene"]').selectOption('twins');
    await eventually(
      async () => (await saidBy(figure)) !== second,
      'the other scene comes',
      40_000,
    );
    assert.equal(await figure.getAttribute('data-status'), 'live');
    await context.setOffline(false);
  },
};

const STORAGE: BrowserTest = {
  name: 'nms: with storage denied the detector runs all the same',
  timeout: 120_000,
  async run({ page, origin }) {
    await page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
        Object.defineProperty(window, name, {
          get: (): never => {
            throw new DOMException('denied', 'SecurityError');
          },
        });
    });
    const figure = await openFigure(page, origin, 'nms', '?backend=wasm');
    await unlock(figure);
    await untilStatus(figure, 'live');
  },
};

const all = [...broken, OFFLINE, STORAGE];

/** The explainer is published with its model only; a site built without it has no such page. */
export const tests: BrowserTest[] = explainerSlugs().includes('nms') ? all : [];
