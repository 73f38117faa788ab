import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { forget, type BrowserTest } from './browser-test.ts';
import { eventually, openFigure, slide, unlock, untilStatus } from './figure-page.ts';
import { saidBy, sentenceOf } from './nms-page.ts';
import { explainerSlugs } from './pages.ts';

/** On what the detector runs, on the page itself, and what is said where that is not to be had or goes away. */

/** What Chromium says about a machine without a graphics processor. */
const NO_GRAPHICS = ['No available adapters', '[.WebGL', 'WebGL: CONTEXT_LOST'];

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
    await untilStatus(figure, 'failed');
    assert.match(await sentenceOf(figure), /^This browser offers no way to run the model/);
    assert.equal(await saidBy(figure), before);
    await slide(figure, 'iou', 0.9);
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
    await untilStatus(figure, 'live');
    assert.equal(await figure.getAttribute('data-backend'), 'cpu');
    await figure.getByText(/was not available/).waitFor();
    forget(complaints, ...NO_GRAPHICS);
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
    await untilStatus(figure, 'live');
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
    await untilStatus(figure, 'failed');
    assert.match(await sentenceOf(figure), /^The graphics processor was taken away/);
    assert.equal(await saidBy(figure), second);
    await figure.locator('button[data-action="load-model"]').click();
    await untilStatus(figure, 'live');
    assert.equal(await saidBy(figure), first, 'the same picture gives the same predictions');
    forget(complaints, ...NO_GRAPHICS);
  },
};

const all = [NO_BACKEND, LAST_BACKEND, CONTEXT_LOST];

/** The explainer is published with its model only; a site built without it has no such page. */
export const tests: BrowserTest[] = explainerSlugs().includes('nms') ? all : [];
