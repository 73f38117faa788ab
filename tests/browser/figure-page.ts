import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';
import type { Box } from '../../src/vision/index.ts';

/** Returns the figure of an explainer's own page once it is awake; `tail` is a query or a hash. */
export async function openFigure(page: Page, origin: string, slug: string, tail = '') {
  await page.goto(`${origin}/explain/${slug}/${tail}`);
  const figure = page.locator(`[data-explainer="${slug}"]`);
  await page.waitForFunction(
    (name) =>
      document.querySelector(`[data-explainer="${name}"]`)?.getAttribute('data-status') !==
      'static',
    slug,
  );
  return figure;
}

/** Skips the prediction if one is asked for. */
export async function unlock(figure: Locator): Promise<void> {
  const skip = figure.locator('button[data-action="skip-prediction"]');
  if ((await skip.count()) > 0) await skip.click();
  await figure.locator('button[data-action="reset"]:enabled').waitFor();
}

/** Waits until a figure's model runs here, or has failed. */
export async function untilStatus(
  figure: Locator,
  status: 'live' | 'failed',
  limit = 90_000,
): Promise<void> {
  await eventually(
    async () => (await figure.getAttribute('data-status')) === status,
    `the figure is ${status}`,
    limit,
  );
}

/** Moves a slider to a value as a reader does with the keyboard, in one go. */
export async function slide(figure: Locator, name: string, value: number): Promise<void> {
  await figure.locator(`input[name="${name}"]`).evaluate((input, to) => {
    if (!(input instanceof HTMLInputElement)) throw new Error('not an input');
    input.value = String(to);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, value);
}

/** Waits until what was drawn is painted: only then does the browser know what a finger may do on it. */
export async function untilPainted(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** Returns the number that an output shows. */
export async function numberOf(figure: Locator, name: string): Promise<number> {
  const text = await figure.locator(`output[data-value="${name}"]`).first().innerText();
  assert.match(text, /^-?\d+(\.\d+)?$/, `the output ${name} says "${text}"`);
  return Number(text);
}

/** Returns the corners that a `data-box` says. */
function cornersIn(text: string | null): Box {
  const [x1 = NaN, y1 = NaN, x2 = NaN, y2 = NaN] = (text ?? '').split(',').map(Number);
  return [x1, y1, x2, y2];
}

/** Returns the corners of the one element that matches, from its `data-box`. */
export async function boxOf(figure: Locator, selector: string): Promise<Box> {
  return cornersIn(await figure.locator(selector).getAttribute('data-box'));
}

/** Returns all boxes that a selector finds, from their `data-box`. */
export async function boxesOf(figure: Locator, selector: string): Promise<Box[]> {
  const texts = await figure
    .locator(selector)
    .evaluateAll((found) => found.map((each) => each.getAttribute('data-box')));
  return texts.map(cornersIn);
}

/** Waits until a condition on the page holds; fails with what was expected. */
export async function eventually(
  condition: () => Promise<boolean>,
  expected: string,
  limit = 8000,
): Promise<void> {
  const end = Date.now() + limit;
  while (!(await condition())) {
    assert.ok(Date.now() < end, `${expected} (not so after ${limit} ms)`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
