import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import type { BrowserTest } from './browser-test.ts';
import { pagesByType } from './pages.ts';

/** What search engines call good is 0.1. */
const ALLOWED = 0.05;

/** Shifts that the page itself caused, with what moved; the browser hands them to an observer only. */
interface Shift {
  readonly value: number;
  /** Milliseconds since the page began to load. */
  readonly at: number;
  /** What moved, as `tag.class 10 → 30`: where its upper edge was and is. */
  readonly moved: readonly string[];
}

declare global {
  interface Window {
    shifts: Shift[];
  }
}

/** Runs in the page before anything else of it; the entries are not yet in TypeScript's own types. */
function observeShifts(): void {
  interface LayoutShift extends PerformanceEntry {
    readonly value: number;
    readonly hadRecentInput: boolean;
    readonly sources: readonly {
      readonly node: Node | null;
      readonly previousRect: DOMRectReadOnly;
      readonly currentRect: DOMRectReadOnly;
    }[];
  }
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as LayoutShift[]) {
      if (entry.hadRecentInput) continue;
      const moved = entry.sources.map(({ node, previousRect, currentRect }) => {
        const element = node instanceof Element ? node : node?.parentElement;
        const name = element ? `${element.tagName}.${element.getAttribute('class') ?? ''}` : '?';
        return `${name} ${previousRect.top} → ${currentRect.top}`;
      });
      window.shifts.push({ value: entry.value, at: Math.round(entry.startTime), moved });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Scrolls a screen at a time to the end, giving figures time to wake, and waits until all have. */
async function readToTheEnd(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    await document.fonts.ready;
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight * 0.8) {
      scrollTo({ top, behavior: 'instant' });
      await pause(120);
    }
    scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
    const end = performance.now() + 20_000;
    const asleep = 'astro-island[ssr], [data-explainer][data-status="static"]';
    while (document.querySelector(asleep) && performance.now() < end) await pause(50);
    await pause(200);
  });
}

/**
 * Returns the cumulative layout shift as web.dev defines it: the largest sum over a session, in which
 * shifts follow each other within a second, and which lasts at most five.
 */
function cumulativeShift(shifts: readonly Shift[]): number {
  let largest = 0;
  let sum = 0;
  let first = -Infinity;
  let last = -Infinity;
  for (const { value, at } of shifts) {
    const joins = at - last < 1000 && at - first < 5000;
    sum = joins ? sum + value : value;
    if (!joins) first = at;
    last = at;
    largest = Math.max(largest, sum);
  }
  return largest;
}

const SCREENS = [
  { name: 'a phone', options: { viewport: { width: 390, height: 844 }, hasTouch: true } },
  { name: 'a laptop', options: { viewport: { width: 1280, height: 800 } } },
] as const;

const still: BrowserTest[] = SCREENS.map(({ name, options }) => ({
  name: `nothing moves while a page of any type loads, wakes and is read to its end on ${name}`,
  options,
  timeout: 240_000,
  async run({ page, origin, complaints }) {
    await page.addInitScript(observeShifts);
    const problems: string[] = [];
    for (const { path } of pagesByType()) {
      await page.goto(`${origin}${path}`, { waitUntil: 'load' });
      await readToTheEnd(page);
      const asleep = await page
        .locator('astro-island[ssr], [data-explainer][data-status="static"]')
        .count();
      if (asleep > 0) problems.push(`${path}: ${asleep} figures did not wake`);
      const shifts = await page.evaluate(() => window.shifts);
      const shift = cumulativeShift(shifts);
      if (shift <= ALLOWED) continue;
      problems.push(`${path} shifts by ${shift.toFixed(3)}`);
      for (const { value, at, moved } of shifts)
        problems.push(`  ${value.toFixed(3)} after ${at} ms: ${moved.join(', ')}`);
    }
    // The address of the 404 page is answered with that status.
    complaints.length = 0;
    if (problems.length) throw new Error(problems.join('\n'));
  },
}));

/** Pages whose text would break into other lines. */
const LATE_PAGES = ['/', '/learn/foundations/convolution/', '/practice/questions/'];

const late: BrowserTest[] = SCREENS.map(({ name, options }) => ({
  name: `typefaces that come a second late move nothing on ${name}`,
  options,
  async run({ page, origin }) {
    await page.addInitScript(observeShifts);
    await page.route('**/*.woff2', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await route.continue();
    });
    for (const path of LATE_PAGES) {
      await page.goto(`${origin}${path}`, { waitUntil: 'load' });
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(300);
      const shifts = await page.evaluate(() => window.shifts);
      const moved = shifts.flatMap((shift) => shift.moved).join(', ');
      assert.ok(cumulativeShift(shifts) <= ALLOWED, `${path}: ${moved}`);
    }
  },
}));

export const tests: BrowserTest[] = [...still, ...late];
