import { strict as assert } from 'node:assert';
import type { Locator, Page, Route } from 'playwright-core';
import { forget, type BrowserTest } from './browser-test.ts';
import { eventually, openFigure, unlock } from './figure-page.ts';
import { explainerSlugs } from './pages.ts';

/**
 * What can go wrong between the reader and the detector, on the page itself: each time one sentence,
 * what the reader had stays, nothing is thrown, and trying again works.
 */

const WEIGHTS = '**/models/detector/weights.bin*';
const CARD = '**/models/detector/card.json';

/** What Chromium itself writes to the console when a file does not come. */
const NOT_LOADED = 'Failed to load resource';

/** What Chromium says about a machine without a graphics processor. */
const NO_GRAPHICS = ['No available adapters', '[.WebGL', 'WebGL: CONTEXT_LOST'];

/** Every box with its score and fate and every number of the figure, as one text. */
function saidBy(figure: Locator): Promise<string> {
  return figure.evaluate((node) =>
    JSON.stringify([
      // In the order of names: that of attributes is not what a box says.
      [...node.querySelectorAll<SVGElement>('[data-box]')].map(({ dataset }) =>
        Object.entries(dataset).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      [...node.querySelectorAll<HTMLElement>('output[data-value]')].map((output) => [
        output.dataset['value'],
        output.textContent,
      ]),
    ]),
  );
}

async function until(figure: Locator, status: 'live' | 'failed'): Promise<void> {
  await eventually(
    async () => (await figure.getAttribute('data-status')) === status,
    `the figure is ${status}`,
    60_000,
  );
}

/** The one sentence that the reader is given. */
async function sentenceOf(figure: Locator): Promise<string> {
  const alert = figure.getByRole('alert').filter({ hasText: /\S/ });
  assert.equal(await alert.count(), 1, 'there is one alert');
  return alert.innerText();
}

/** Moves the threshold of overlap as a reader does, in one go. */
async function setThreshold(figure: Locator, value: string): Promise<void> {
  await figure.locator('input[name="iou"]').evaluate((input: HTMLInputElement, to) => {
    input.value = to;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, value);
}

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
    await setThreshold(figure, '0.7');
    const before = await saidBy(figure);
    release();
    await until(figure, 'failed');
    assert.match(await sentenceOf(figure), sentence);
    assert.equal(await saidBy(figure), before);
    assert.equal(await figure.getAttribute('data-backend'), 'none');
    assert.equal(new URL(page.url()).hash, '#v=1&iou=0.7');
    forget(complaints, NOT_LOADED);
    assert.deepEqual(complaints, []);
    await context.unroute(files);
    await figure.locator('button[data-action="load-model"]').click();
    await until(figure, 'live');
    assert.equal(await figure.locator('input[name="iou"]').inputValue(), '0.7');
  },
}));

/** Serves a part of the runtime as a file that fails as soon as it is run. */
async function refuse(page: Page, ...backends: readonly string[]): Promise<void> {
  for (const backend of backends)
    await page.context().route(`**/_astro/${backend}-*.js`, (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: 'throw new Error("not to be had");',
      }),
    );
}

const NO_BACKEND: BrowserTest = {
  name: 'nms: where nothing can run the model it says so, and the built figure still answers',
  timeout: 120_000,
  async run({ page, origin, complaints }) {
    await refuse(page, 'webgpu', 'webgl', 'wasm', 'cpu');
    const figure = await openFigure(page, origin, 'nms');
    await unlock(figure);
    const before = await saidBy(figure);
    await until(figure, 'failed');
    assert.match(await sentenceOf(figure), /^This browser offers no way to run the model/);
    assert.equal(await saidBy(figure), before);
    await setThreshold(figure, '0.9');
    assert.notEqual(await saidBy(figure), before, 'the figure still answers');
    forget(complaints, ...NO_GRAPHICS);
  },
};

const LAST_BACKEND: BrowserTest = {
  name: 'nms: without graphics processor and WebAssembly it runs on plain JavaScript and says so',
  timeout: 120_000,
  async run({ page, origin, complaints }) {
    await refuse(page, 'webgpu', 'webgl', 'wasm');
    const figure = await openFigure(page, origin, 'nms');
    await unlock(figure);
    await until(figure, 'live');
    assert.equal(await figure.getAttribute('data-backend'), 'cpu');
    await figure.getByText(/was not available/).waitFor();
    forget(complaints, ...NO_GRAPHICS);
  },
};

const OFFLINE: BrowserTest = {
  name: 'nms: once the detector runs it needs no network, neither for thresholds nor for another scene',
  timeout: 120_000,
  async run({ page, context, origin }) {
    const figure = await openFigure(page, origin, 'nms', '?backend=wasm');
    await unlock(figure);
    await until(figure, 'live');
    await context.setOffline(true);
    const first = await saidBy(figure);
    await setThreshold(figure, '0.8');
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
    await until(figure, 'live');
  },
};

/** Takes the graphics processor from the detector in the middle of its next run. */
async function loseDuringNextRun(page: Page): Promise<void> {
  const worker = page.workers().find((each) => /\/worker-[^/]*$/.test(each.url()));
  assert.ok(worker, 'the detector has a worker');
  await worker.evaluate(() => {
    const { prototype } = WebGL2RenderingContext;
    const draw = prototype.drawElements;
    let left = 10;
    prototype.drawElements = function (...values) {
      left -= 1;
      if (left === 0) this.getExtension('WEBGL_lose_context')?.loseContext();
      draw.apply(this, values);
    };
  });
}

const CONTEXT_LOST: BrowserTest = {
  name: 'nms: WebGL lost in the middle of a run is opened again; lost twice it says so and keeps the picture',
  timeout: 240_000,
  async run({ page, origin, complaints }) {
    const figure = await openFigure(page, origin, 'nms', '?backend=webgl');
    await unlock(figure);
    await until(figure, 'live');
    const first = await saidBy(figure);
    const scene = figure.locator('select[name="scene"]');
    await loseDuringNextRun(page);
    await scene.selectOption('twins');
    await eventually(async () => (await saidBy(figure)) !== first, 'the other scene comes', 60_000);
    assert.equal(await figure.getAttribute('data-status'), 'live');
    assert.equal(await figure.getAttribute('data-backend'), 'webgl');
    assert.equal(await figure.getByRole('alert').filter({ hasText: /\S/ }).count(), 0);
    const second = await saidBy(figure);
    await loseDuringNextRun(page);
    await scene.selectOption('crossing');
    await until(figure, 'failed');
    assert.match(await sentenceOf(figure), /^The graphics processor was taken away/);
    assert.equal(await saidBy(figure), second);
    await figure.locator('button[data-action="load-model"]').click();
    await until(figure, 'live');
    assert.equal(await saidBy(figure), first, 'the same picture gives the same predictions');
    forget(complaints, ...NO_GRAPHICS);
  },
};

const all = [...broken, NO_BACKEND, LAST_BACKEND, OFFLINE, STORAGE, CONTEXT_LOST];

/** The explainer is published with its model only; a site built without it has no such page. */
export const tests: BrowserTest[] = explainerSlugs().includes('nms') ? all : [];
