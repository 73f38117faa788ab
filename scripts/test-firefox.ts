/**
 * `npm run test:firefox [WORD …]`: drives the built site in Firefox, where it is installed. Every module of
 * `tests/firefox` that exports `tests` is run, one test after another; words choose those whose names contain one.
 * `OUT_DIR` and `BASE` are those of the build. What Chromium is asked in `tests/browser` is not asked again.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, type Browser } from 'puppeteer-core';
import { base, outDir } from '../config/site.ts';
import type { FirefoxTest } from '../tests/firefox/firefox-test.ts';
import { countsLine } from './counts.ts';
import { firefoxPath } from './firefox.ts';
import { serve } from './serve.ts';

const FOLDER = 'tests/firefox';
const ARTEFACTS = 'test-artefacts';

/** Milliseconds that a test may take unless it says otherwise. */
const LIMIT = 60_000;

const words = process.argv.slice(2).map((word) => word.toLowerCase());

async function loadTests(): Promise<FirefoxTest[]> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(resolve(join(FOLDER, file))).href)),
  );
  return modules
    .flatMap((module: { tests?: FirefoxTest[] }) => module.tests ?? [])
    .filter(({ name }) => !words.length || words.some((word) => name.toLowerCase().includes(word)));
}

/** Rejects when a test takes longer than it may; `stop` ends the wait. */
function limitOf(milliseconds: number): { late: Promise<never>; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`not done after ${milliseconds / 1000} s`)),
      milliseconds,
    );
  });
  return { late, stop: () => clearTimeout(timer) };
}

/** Runs one test in a context of its own; returns what went wrong, or null. */
async function runTest(
  browser: Browser,
  origin: string,
  test: FirefoxTest,
): Promise<string | null> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warn', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (/^https?:/.test(url) && !url.startsWith(new URL(origin).origin))
      complaints.push(`request to another origin: ${url}`);
  });
  const { late, stop } = limitOf(test.timeout ?? LIMIT);
  const running = test.run({
    page,
    origin,
    shoot: async (name) => {
      await page.screenshot({ path: join(ARTEFACTS, `firefox-${name}.png`) });
    },
  });
  // A test that lost the race may still fail while its page closes.
  running.catch(() => undefined);
  try {
    await Promise.race([running, late]);
    return complaints.length ? `the console is not empty:\n${complaints.join('\n')}` : null;
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return complaints.length ? `${reason}\nconsole: ${complaints.join('\n')}` : reason;
  } finally {
    stop();
    await context.close();
  }
}

/** The Firefox of this machine; ends with one sentence where the one that was named is not there. */
function findFirefox(): string | undefined {
  try {
    return firefoxPath();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

const tests = await loadTests();
const executablePath = findFirefox();
if (!executablePath) {
  console.log(
    'skipped: Firefox is not installed (Debian: `apt-get install firefox-esr`, or name one in FIREFOX)',
  );
  console.log(countsLine({ passed: 0, failed: 0, skipped: tests.length }));
  process.exit(0);
}

mkdirSync(ARTEFACTS, { recursive: true });
const server = await serve({ folder: outDir, base, port: 0 });
const browser = await launch({ browser: 'firefox', executablePath, headless: true });
let failed = 0;
for (const test of tests) {
  const start = performance.now();
  const problem = await runTest(browser, server.origin, test);
  if (problem) failed += 1;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const line = `${problem ? 'FAIL' : 'ok  '} ${test.name} (${seconds} s)`;
  console.log(problem ? `${line}\n${problem.replace(/^/gm, '     ')}` : line);
}
await browser.close();
await server.close();
console.log(`${tests.length - failed} passed, ${failed} failed`);
process.exit(failed || !tests.length ? 1 : 0);
