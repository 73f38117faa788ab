/**
 * `npm run test:browser [WORD …]`: drives the built site in Chromium. Every module of
 * `tests/browser` that exports `tests` is run; words choose the tests whose names contain one.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import type { BrowserTest } from '../tests/browser/browser-test.ts';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.ts';
import { serve } from './serve.ts';

const FOLDER = 'tests/browser';
const ARTEFACTS = 'test-artefacts';
const words = process.argv.slice(2).map((word) => word.toLowerCase());

async function loadTests(): Promise<BrowserTest[]> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(resolve(join(FOLDER, file))).href)),
  );
  return modules
    .flatMap((module: { tests?: BrowserTest[] }) => module.tests ?? [])
    .filter(({ name }) => !words.length || words.some((word) => name.toLowerCase().includes(word)));
}

const launch = (flags: readonly string[] = []) =>
  chromium.launch({ executablePath: chromiumPath(), args: [...CHROMIUM_FLAGS, ...flags] });

/** Runs one test in a context of its own; returns what went wrong, or null. */
async function runTest(
  browser: Browser,
  origin: string,
  test: BrowserTest,
): Promise<string | null> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    ...test.options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (/^https?:/.test(url) && !url.startsWith(new URL(origin).origin))
      complaints.push(`request to another origin: ${url}`);
  });
  const limit = test.timeout ?? 30_000;
  let timer: NodeJS.Timeout | undefined;
  try {
    const running = test.run({
      browser,
      context,
      page,
      origin,
      complaints,
      shoot: async (name) => {
        await page.screenshot({ path: join(ARTEFACTS, `${name}.png`), fullPage: true });
      },
    });
    // A test that lost the race may still fail while its page closes.
    running.catch(() => undefined);
    await Promise.race([
      running,
      new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`not done after ${limit / 1000} s`)), limit);
      }),
    ]);
    return complaints.length ? `the console is not empty:\n${complaints.join('\n')}` : null;
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return complaints.length ? `${reason}\nconsole: ${complaints.join('\n')}` : reason;
  } finally {
    clearTimeout(timer);
    await context.close();
  }
}

mkdirSync(ARTEFACTS, { recursive: true });
const tests = await loadTests();
const server = await serve({ folder: 'dist', base: process.env['BASE'] ?? '/', port: 0 });
let shared = await launch();
let failed = 0;
for (const test of tests) {
  const start = performance.now();
  // A browser that one test has brought down must not take the next ones with it.
  if (!shared.isConnected()) shared = await launch();
  const browser = test.flags ? await launch(test.flags) : shared;
  const problem = await runTest(browser, server.origin, test);
  if (browser !== shared) await browser.close();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (problem) failed++;
  console.log(`${problem ? 'FAIL' : 'ok  '} ${test.name} (${seconds} s)`);
  if (problem) console.log(problem.replace(/^/gm, '     '));
}
await shared.close();
await server.close();
console.log(`${tests.length - failed} passed, ${failed} failed`);
process.exit(failed || !tests.length ? 1 : 0);
