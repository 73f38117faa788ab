/**
 * The longest task of the main thread while a page loads and its figures in sight wake, on a machine four
 * times as slow, beside the limit that we set ourselves: pages of every type, and of every figure. Needs a build.
 */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { base, outDir } from '../../config/site.ts';
import { pagesByType } from '../../tests/browser/pages.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../chromium.ts';
import { serve } from '../serve.ts';
import { row, type Row } from './row.ts';

/** Milliseconds. */
const LIMIT = 100;
const SLOWDOWN = 4;
/** Loads of each page, of which the median counts. */
const RUNS = 3;
/** Milliseconds after which what was put off until the page is quiet has run. */
const REST = 1500;

declare global {
  interface Window {
    longTasks: number[];
  }
}

/** Runs in the page before anything else of it; a browser tells of tasks from 50 ms on. */
function observeLongTasks(): void {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    window.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask', buffered: true });
}

/** Returns the durations of the long tasks of one cold load, in milliseconds. */
async function longTasks(browser: Browser, address: string): Promise<number[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.addInitScript(observeLongTasks);
  await page.goto(address, { waitUntil: 'load' });
  await page.waitForTimeout(REST);
  const durations = await page.evaluate(() => window.longTasks);
  await context.close();
  return durations;
}

export async function bench(): Promise<Row[]> {
  if (!existsSync(outDir)) return [];
  const server = await serve({ folder: outDir, base });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
  const rows: Row[] = [];
  try {
    for (const { path } of pagesByType()) {
      const loads: number[][] = [];
      while (loads.length < RUNS) loads.push(await longTasks(browser, server.origin + path));
      const sorted = loads.toSorted((a, b) => Math.max(0, ...a) - Math.max(0, ...b));
      const median = sorted[Math.floor(RUNS / 2)] ?? [];
      const note = `at ${SLOWDOWN}× slowdown; ${median.length} of 50 ms or more`;
      rows.push(row(`${path}, longest task of a load`, Math.max(0, ...median), LIMIT, note));
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return rows;
}
