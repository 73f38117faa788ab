/**
 * Every explainer on the built site, in a cold browser: the bytes and the time until it can be used, the
 * time until a number comes from a model that ran here, and how often it draws while something is dragged
 * on a machine four times as slow. Needs a build.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from 'playwright-core';
import { base, outDir } from '../../config/site.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../chromium.ts';
import { serve } from '../serve.ts';
import { row, type Row } from './row.ts';

/** A page without a figure, with which the figures are compared. */
const PLAIN_PAGE = 'reference';
/** Milliseconds: what an interaction may take, and so the longest gap between two drawings. */
const ANSWER_LIMIT = 50;
const SLOWDOWN = 4;
/** What can be dragged: a slider, or a handle on a drawing. */
const GRIPS =
  'figure input[type="range"]:enabled, figure svg [tabindex="0"]:not([role="gridcell"])';

export async function bench(): Promise<Row[]> {
  const folder = join(outDir, 'explain');
  if (!existsSync(folder)) return [];
  const server = await serve({ folder: outDir, base });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
  const rows: Row[] = [];
  try {
    const plain = await open(browser, `${server.origin}/${PLAIN_PAGE}/`);
    rows.push(row('a page without a figure, until it is loaded', plain.ready, null, weight(plain)));
    await plain.page.context().close();
    const slugs = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    for (const slug of slugs) {
      const opened = await open(browser, `${server.origin}/explain/${slug}/?backend=wasm`);
      const { page, ready } = opened;
      rows.push(row(`${slug}, until it can be used`, ready, plain.ready, weight(opened)));
      const live = await firstLive(page);
      if (live) rows.push(row(`${slug}, first live number on wasm`, live, null, weight(opened)));
      rows.push(...(await drag(page, slug)));
      await page.context().close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return rows;
}

interface Opened {
  readonly page: Page;
  /** Milliseconds from asking for the page until its figure is awake, or until it is loaded. */
  readonly ready: number;
  /** Bytes that have come so far, each file gzipped as a host would. */
  readonly bytes: { sum: number };
}

function weight({ bytes }: Opened): string {
  return `${Math.round(bytes.sum / 1000)} kB gz so far`;
}

/** Opens a page in a context of its own and waits until its figure, if there is one, can be used. */
async function open(browser: Browser, address: string): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const bytes = { sum: 0 };
  page.on('response', (response) => {
    void response
      .body()
      .then((body) => {
        const isPacked = /image|font|wasm/.test(response.headers()['content-type'] ?? '');
        bytes.sum += isPacked ? body.length : gzipSync(body).length;
      })
      .catch(() => undefined); // What was cancelled, or a page that is closed, has no body.
  });
  const start = performance.now();
  await page.goto(address, { waitUntil: 'load' });
  await page.waitForFunction(
    () => document.querySelector('figure[data-explainer][data-status="static"]') === null,
  );
  return { page, ready: performance.now() - start, bytes };
}

/** Skips the prediction; returns the milliseconds until the figure is live, or null if it has no model. */
async function firstLive(page: Page): Promise<number | null> {
  const skip = page.locator('[data-action="skip-prediction"]').first();
  if (await skip.count()) await skip.click();
  const start = performance.now();
  try {
    await page.waitForSelector('figure[data-status="loading"], figure[data-status="live"]', {
      timeout: 3000,
    });
  } catch {
    return null;
  }
  await page.waitForSelector('figure[data-status="live"]', { timeout: 60_000 });
  return performance.now() - start;
}

/** Drags the first thing that can be dragged to and fro, on a slow machine. */
async function drag(page: Page, slug: string): Promise<Row[]> {
  const grip = page.locator(GRIPS).first();
  if (!(await grip.count())) return [];
  await grip.scrollIntoViewIfNeeded();
  const place = await grip.boundingBox();
  if (!place) return [];
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.evaluate(() => {
    const times: number[] = [];
    const tick = (time: number): void => {
      times.push(time);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(window, { drawn: times });
  });
  const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; step < 60; step += 1) {
    await page.mouse.move(x + 30 * Math.sin(step / 5), y + 4 * Math.sin(step / 7));
  }
  await page.mouse.up();
  const gaps = await page.evaluate(() => {
    const times: unknown = Reflect.get(window, 'drawn');
    if (!Array.isArray(times)) return [];
    return times.slice(1).map((time: number, index) => time - Number(times[index]));
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const sorted = gaps.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const worst = sorted[Math.floor(sorted.length * 0.95)] ?? NaN;
  const note = `at ${SLOWDOWN}× slowdown; 95 % within ${worst.toFixed(0)} ms`;
  return [row(`${slug}, between two drawings while dragging`, median, ANSWER_LIMIT, note)];
}
