/**
 * `npm run test:browser [WORD …]`: drives the built site in Chromium. Every module of
 * `tests/browser` that exports `tests` is run; words choose the tests whose names contain one.
 * `OUT_DIR` and `BASE` are those of the build. As many run at once as there are cores, at most four; `LANES=1` runs them one after another.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { base, outDir } from '../config/site.ts';
import type { BrowserTest, BrowserTestModule } from '../tests/browser/browser-test.ts';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.ts';
import { serve } from './serve.ts';

const FOLDER = 'tests/browser';
const ARTEFACTS = 'test-artefacts';

/** Milliseconds that a test may take unless it says otherwise. */
const LIMIT = 30_000;

const words = process.argv.slice(2).map((word) => word.toLowerCase());

async function loadModules(): Promise<BrowserTestModule[]> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
  return Promise.all(files.map((file) => import(pathToFileURL(resolve(join(FOLDER, file))).href)));
}

/** Tells whether a test was asked for. */
const isWanted = ({ name }: BrowserTest): boolean =>
  !words.length || words.some((word) => name.toLowerCase().includes(word));

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
  const limit = test.timeout ?? LIMIT;
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

/** Runs one test and tells how it went, in one piece; returns whether it passed. */
async function report(browser: Browser, origin: string, test: BrowserTest): Promise<boolean> {
  const start = performance.now();
  const own = test.flags ? await launch(test.flags) : undefined;
  const problem = await runTest(own ?? browser, origin, test);
  await own?.close();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const line = `${problem ? 'FAIL' : 'ok  '} ${test.name} (${seconds} s)`;
  console.log(problem ? `${line}\n${problem.replace(/^/gm, '     ')}` : line);
  return problem === null;
}

/** Groups of which a test is running. */
const busy = new Set<string>();

/** Takes the next test out of the queue that may run now; undefined when none is left but those of busy groups. */
function take(queue: BrowserTest[]): BrowserTest | undefined {
  const next = queue.findIndex(({ group }) => !group || !busy.has(group));
  return next < 0 ? undefined : queue.splice(next, 1)[0];
}

/**
 * Takes tests from the queue until it is empty, in a browser of its own; returns how many failed.
 * What is left of a busy group at the end falls to the lane that is busy with it.
 */
async function runLane(queue: BrowserTest[], origin: string): Promise<number> {
  let browser = await launch();
  let failed = 0;
  for (let test = take(queue); test; test = take(queue)) {
    // A browser that one test has brought down must not take the next ones with it.
    if (!browser.isConnected()) browser = await launch();
    if (test.group) busy.add(test.group);
    if (!(await report(browser, origin, test))) failed += 1;
    if (test.group) busy.delete(test.group);
  }
  await browser.close();
  return failed;
}

mkdirSync(ARTEFACTS, { recursive: true });
const modules = await loadModules();
const tests = modules.flatMap((module) => module.tests ?? []).filter(isWanted);
const server = await serve({ folder: outDir, base, port: 0 });
const lanes = Number(process.env['LANES']) || Math.min(4, availableParallelism());
const start = performance.now();
// Those that may take longest begin first, so that the lanes end at about the same time.
const queue = tests.toSorted((a, b) => (b.timeout ?? LIMIT) - (a.timeout ?? LIMIT));
const failures = await Promise.all(
  Array.from({ length: lanes }, () => runLane(queue, server.origin)),
);
await Promise.all(modules.map((module) => module.finish?.()));
await server.close();
const failed = failures.reduce((sum, count) => sum + count, 0);
const seconds = ((performance.now() - start) / 1000).toFixed(0);
console.log(`${tests.length} tests in ${seconds} s, ${lanes} at a time`);
console.log(`${tests.length - failed} passed, ${failed} failed`);
process.exit(failed || !tests.length ? 1 : 0);
