import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import type { BrowserTest } from './browser-test.ts';
import { explainerSlugs } from './pages.ts';

declare global {
  interface Window {
    /** Elements of the figures as the build wrote them. */
    built: Element[];
  }
}

const FIGURES = '[data-explainer]';

/** Remembers what stands in the figures before any script of theirs runs; for the page itself. */
function rememberBuilt(selector: string): void {
  document.addEventListener('DOMContentLoaded', () => {
    window.built = [...document.querySelectorAll(`${selector} *`)];
  });
}

/** Scrolls from figure to figure until all are awake. */
async function wakeAll(page: Page): Promise<void> {
  for (const figure of await page.locator(FIGURES).all()) {
    await figure.scrollIntoViewIfNeeded();
    await page.waitForFunction(
      (element) => element?.getAttribute('data-status') !== 'static',
      await figure.elementHandle(),
    );
  }
}

/** Pages with one figure, and a lesson with several. */
const PAGES = [
  ...explainerSlugs().map((slug) => `/explain/${slug}/`),
  '/learn/detection/boxes-iou-anchors/',
];

export const tests: BrowserTest[] = PAGES.map((path) => ({
  name: `${path}: figures that wake keep every element that the build wrote`,
  async run({ page, origin }) {
    await page.addInitScript(rememberBuilt, FIGURES);
    await page.goto(origin + path);
    await wakeAll(page);
    const lost = await page.evaluate(() => {
      const gone = window.built.filter((element) => !element.isConnected);
      return { of: window.built.length, gone: gone.map((it) => it.outerHTML.slice(0, 200)) };
    });
    assert.ok(lost.of > 100, `only ${lost.of} elements stand in the figures`);
    assert.deepEqual(lost.gone, []);
  },
}));
