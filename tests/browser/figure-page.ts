import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';

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

/** Returns the number that an output shows. */
export async function numberOf(figure: Locator, name: string): Promise<number> {
  const text = await figure.locator(`output[data-value="${name}"]`).first().innerText();
  assert.match(text, /^-?\d+(\.\d+)?$/, `the output ${name} says "${text}"`);
  return Number(text);
}

/** Returns the corners of the one element that matches, from its `data-box`. */
export async function boxOf(
  figure: Locator,
  selector: string,
): Promise<[number, number, number, number]> {
  const text = await figure.locator(selector).getAttribute('data-box');
  const [x1 = NaN, y1 = NaN, x2 = NaN, y2 = NaN] = (text ?? '').split(',').map(Number);
  return [x1, y1, x2, y2];
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
