import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import type { BrowserTest } from './browser-test.ts';
import { eventually, unlock } from './figure-page.ts';
import { explainerSlugs } from './pages.ts';

/** How often a reader would press Tab on the way to something before giving up. */
const PATIENCE = 150;

/** How many sliders are moved before the link is copied. */
const SLIDERS = 2;

/** Presses a key until what has the focus matches a selector. */
async function walkTo(page: Page, selector: string, key = 'Tab'): Promise<void> {
  for (let press = 0; press < PATIENCE; press += 1) {
    const arrived = await page.evaluate(
      (wanted) => document.activeElement?.matches(wanted) ?? false,
      selector,
    );
    if (arrived) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${selector} is not reached by ${PATIENCE} times ${key}`);
}

/** Returns all that a figure shows: its numbers, settings and solved challenges. */
async function shown(page: Page, slug: string): Promise<string> {
  return page.evaluate((name) => {
    const figure = document.querySelector(`[data-explainer="${name}"]`);
    const of = <Kind extends Element>(selector: string): Kind[] => [
      ...(figure?.querySelectorAll<Kind>(selector) ?? []),
    ];
    return [
      ...of('output[data-value]').map((output) => `${output.getAttribute('data-value')} ${output.textContent}`),
      ...of<HTMLInputElement>('input[type="range"]').map(({ name, value }) => `${name} ${value}`),
      ...of<HTMLInputElement>('input:checked:not([name^="prediction"])').map(({ name, value }) => `${name} ${value}`),
      ...of('[data-challenge]').map((challenge) => challenge.outerHTML.replace(/<!--.*?-->/g, '')),
    ].join('\n'); // prettier-ignore
  }, slug);
}

const isAwake = (page: Page, slug: string) =>
  page.waitForFunction((name) => {
    const status = document
      .querySelector(`[data-explainer="${name}"]`)
      ?.getAttribute('data-status');
    return status !== undefined && status !== 'static';
  }, slug);

/** How long a figure may take to fetch its model and compute with it, in ms. */
const RUN = 90_000;

/** Waits until a figure neither fetches nor computes; until then its numbers are about its progress. */
async function isAtRest(page: Page, slug: string): Promise<void> {
  const figure = page.locator(`[data-explainer="${slug}"]`);
  await eventually(
    async () => (await figure.getAttribute('data-status')) !== 'loading',
    `${slug} comes to rest`,
    RUN,
  );
}

export const tests: BrowserTest[] = explainerSlugs().map((slug) => ({
  name: `${slug}: from the gallery by keyboard alone, to a link that shows the same in a private window`,
  timeout: 60_000 + 2 * RUN,
  async run({ browser, context, page, origin, complaints }) {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(origin).origin }); // prettier-ignore
    await page.goto(`${origin}/explain/`);
    await walkTo(page, `a[href$="/explain/${slug}/"]`);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/explain/${slug}/`);
    await isAwake(page, slug);
    const figure = `[data-explainer="${slug}"]`;
    await walkTo(page, `${figure} [data-action="skip-prediction"]`);
    await page.keyboard.press('Enter');
    await page.locator(`${figure} [data-action="reset"]:enabled`).waitFor();
    assert.equal(await page.locator(`${figure} [data-challenge][data-solved="true"]`).count(), 0);

    const before = await shown(page, slug);
    const sliders = await page.locator(`${figure} input[type="range"]:enabled`).count();
    for (let index = 0; index < Math.min(SLIDERS, sliders); index += 1) {
      const slider = page.locator(`${figure} input[type="range"]:enabled`).nth(index);
      await slider.evaluate((input) => input.setAttribute('data-wanted', ''));
      await page.locator('body').press('Home');
      await walkTo(page, '[data-wanted]');
      await slider.evaluate((input) => input.removeAttribute('data-wanted'));
      // At either end of its range one of the keys does nothing.
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) await page.keyboard.press(key);
    }
    if (sliders > 0) assert.notEqual(await shown(page, slug), before, 'the keys move the sliders');
    await walkTo(page, `${figure} [data-action="copy-link"]`);
    await page.keyboard.press('Enter');
    await page.getByText('Link copied').first().waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(link.startsWith(`${origin}/explain/${slug}/`), link);
    await page.waitForTimeout(400); // What follows a slider with a pause has followed by then.
    await isAtRest(page, slug);

    const privately = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    try {
      const other = await privately.newPage();
      other.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      await other.goto(link);
      await isAwake(other, slug);
      await unlock(other.locator(figure));
      await isAtRest(other, slug);
      // Read anew on both sides each time: what a slider asked for may still be on its way.
      await eventually(
        async () => (await shown(other, slug)) === (await shown(page, slug)),
        'the link shows the same in a private window',
      ).catch(async () => {
        const here = await shown(page, slug);
        assert.equal(await shown(other, slug), here, `what ${link} shows in a private window`);
      });
    } finally {
      await privately.close();
    }
  },
}));
