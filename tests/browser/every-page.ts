import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { BrowserTest } from './browser-test.ts';
import { builtPages, pagesByType } from './pages.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 390, height: 844 };
const LAPTOP = { width: 1280, height: 800 };

/** Returns a page's address without a fragment that the console would be blamed for. */
const fileName = (path: string) => path.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'home';

/** Returns one line for each rule of axe that the page breaks. */
async function axeViolations(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so that the page's own policy stays as strict as it is.
  const checker = await page.evaluateHandle<typeof axe>(`${AXE}\naxe`);
  const results = await checker.evaluate((each) =>
    each.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    }),
  );
  return results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .slice(0, 4)
        .map((node) => `${node.target.join(' ')} (${node.failureSummary?.split('\n')[1] ?? ''})`)
        .join(', ')}`,
  );
}

function throwAll(problems: readonly string[]): void {
  if (problems.length) throw new Error(problems.join('\n'));
}

const axeTests: BrowserTest[] = pagesByType().flatMap(({ type, path }) =>
  [PHONE, LAPTOP].flatMap((viewport) =>
    (['light', 'dark'] as const).map((colorScheme) => ({
      name: `axe finds nothing on the ${type} page ${path} (${viewport.width} px, ${colorScheme})`,
      options: { viewport, colorScheme, reducedMotion: 'reduce' as const },
      timeout: 60_000,
      async run({ page, origin, complaints, shoot }) {
        await page.goto(`${origin}${path}`, { waitUntil: 'load' });
        await page.waitForTimeout(400);
        await shoot(`${fileName(path)}-${viewport.width}-${colorScheme}`);
        const problems = await axeViolations(page);
        if (type === 'not found') complaints.length = 0;
        throwAll(problems);
      },
    })),
  ),
);

const widthTests: BrowserTest[] = [320, 360, 768, 1920, 3840].map((width) => ({
  name: `no page of any type scrolls sideways at ${width} px`,
  options: { viewport: { width, height: 900 } },
  timeout: 120_000,
  async run({ page, origin, complaints }) {
    const problems: string[] = [];
    for (const { path } of pagesByType()) {
      await page.goto(`${origin}${path}`);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (wide > 0) problems.push(`${path} is ${wide} px too wide`);
    }
    complaints.length = 0;
    throwAll(problems);
  },
}));

const ROOMY: BrowserTest = {
  name: 'challenges have room to be read in every figure, on its own page and in lessons',
  timeout: 120_000,
  async run({ page, origin }) {
    const problems: string[] = [];
    const paths = builtPages().filter((path) => /^\/(?:explain|learn)\/[^/]+\//.test(path));
    for (const path of paths) {
      await page.goto(`${origin}${path}`);
      for (const width of [390, 700, 1000, 1280, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        const narrowest = await page
          .locator('[data-challenge]')
          .evaluateAll((all) => Math.min(...all.map((each) => each.clientWidth)));
        if (narrowest < 260) problems.push(`${path} at ${width} px: ${narrowest} px`);
      }
    }
    throwAll(problems);
  },
};

const LARGE_TEXT: BrowserTest = {
  name: 'with text twice as large home, map, search, a figure and the architectures do not scroll sideways on a phone',
  options: { viewport: PHONE },
  async run({ page, origin }) {
    const problems: string[] = [];
    for (const path of ['/', '/learn/', '/search/', '/explain/nms/', '/reference/architectures/']) {
      await page.goto(`${origin}${path}`);
      const wide = await page.evaluate(() => {
        const root = document.documentElement;
        root.style.fontSize = '200%';
        return root.scrollWidth - root.clientWidth;
      });
      if (wide > 0) problems.push(`${path} is ${wide} px too wide`);
    }
    throwAll(problems);
  },
};

const READING: BrowserTest = {
  name: 'every page can be read without JavaScript: a heading, its text, and every figure static',
  options: { javaScriptEnabled: false },
  timeout: 240_000,
  async run({ page, origin, complaints }) {
    const problems: string[] = [];
    for (const path of builtPages()) {
      await page.goto(`${origin}${path}`);
      if ((await page.locator('h1').count()) !== 1) problems.push(`${path}: not exactly one h1`);
      const text = await page.locator('main').innerText();
      if (text.trim().length < 60) problems.push(`${path}: almost nothing to read`);
      for (const figure of await page.locator('[data-explainer]').all()) {
        const status = await figure.getAttribute('data-status');
        if (status !== 'static') problems.push(`${path}: a figure says ${status}, not static`);
        if ((await figure.locator('output[data-value]').count()) === 0)
          problems.push(`${path}: a figure shows no numbers`);
        if (await figure.locator('button, input, select').filter({ visible: true }).count())
          problems.push(`${path}: a figure shows controls that do not answer`);
        if (!(await figure.locator('noscript p').isVisible()))
          problems.push(`${path}: a figure does not say that it needs JavaScript`);
      }
    }
    complaints.length = 0;
    throwAll(problems);
  },
};

/** What the browser's panel of issues would list: deprecations, policy, forms, cookies, quirks. */
async function collectIssues(page: Page): Promise<string[]> {
  const issues: string[] = [];
  const session = await page.context().newCDPSession(page);
  session.on('Audits.issueAdded', ({ issue }) => {
    issues.push(`${issue.code} ${JSON.stringify(issue.details).slice(0, 300)}`);
  });
  await session.send('Audits.enable');
  return issues;
}

const CONSOLE: BrowserTest = {
  name: 'every built page loads with an empty console, no issue of the browser’s and no request elsewhere',
  timeout: 300_000,
  async run({ page, origin, complaints }) {
    const problems: string[] = [];
    const issues = await collectIssues(page);
    for (const path of builtPages()) {
      const response = await page.goto(`${origin}${path}`, { waitUntil: 'load' });
      await page.waitForTimeout(50);
      if (response?.status() !== 200) problems.push(`${path}: status ${response?.status()}`);
      const here = complaints.splice(0).filter(() => path !== '/404.html');
      here.push(...issues.splice(0));
      if (here.length) problems.push(`${path}: ${here.join('; ')}`);
    }
    throwAll(problems);
  },
};

const SKIP_LINK: BrowserTest = {
  name: 'the first Tab reaches a skip link that leads to the main part, on every type of page',
  timeout: 120_000,
  async run({ page, origin, complaints }) {
    const problems: string[] = [];
    for (const { path } of pagesByType()) {
      await page.goto(`${origin}${path}`);
      // The search page opens with the cursor in its field, past everything else.
      if ((await page.locator('main input[type=search]:focus').count()) > 0) continue;
      await page.keyboard.press('Tab');
      const target = await page.evaluate(() => document.activeElement?.getAttribute('href'));
      if (!target?.startsWith('#')) problems.push(`${path}: the first stop is ${target}`);
      else if ((await page.locator(target).count()) !== 1)
        problems.push(`${path}: the skip link leads nowhere`);
    }
    complaints.length = 0;
    throwAll(problems);
  },
};

export const tests: BrowserTest[] = [
  CONSOLE,
  READING,
  SKIP_LINK,
  ROOMY,
  LARGE_TEXT,
  ...widthTests,
  ...axeTests,
];
