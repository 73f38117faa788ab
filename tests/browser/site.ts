import { strict as assert } from 'node:assert';
import type { BrowserTest } from './browser-test.ts';
import { eventually, numberOf, openFigure, unlock } from './figure-page.ts';
import { explainerSlugs } from './pages.ts';

/** Numbers that depend on a seed alone, so that a failing case can be run again. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Returns a hash that nobody's browser would write: wrong types, endless, encoded wrongly, code. */
function hostileHash(random: () => number): string {
  const pieces = [
    'v=1', 'v=99', 'v=', 'v', 'iou=NaN', 'iou=1e999', 'iou=-1', 'iou=0.5;drop', 'score=', 'score=0x10',
    'method=constructor', 'method=__proto__', '__proto__=1', 'constructor=x', 'toString=1', 'scene=../..',
    'scene=<script>alert(1)</script>', 'scene=%3Cimg%20src=x%20onerror=alert(1)%3E', '%', '%E0%A4%A',
    'class-aware=maybe', 'truth=1,2', 'prediction=,,,', 'truth=0,0,0,0', 'prediction=1e308,1e308,-1e308,0',
    'iou=0.5&iou=0.6', '=', '&&&', '\u202e', '💥=💥', 'x'.repeat(2000), 'step=99999999999', 'step=-1', 'javascript:alert(1)',
  ]; // prettier-ignore
  const count = 1 + Math.floor(random() * 5);
  return Array.from({ length: count }, () => pieces[Math.floor(random() * pieces.length)]).join(
    random() < 0.8 ? '&' : ';',
  );
}

const hashTests: BrowserTest[] = explainerSlugs().map((slug) => ({
  name: `${slug}: a thousand hostile hashes leave a working figure and an empty console`,
  timeout: 400_000,
  async run({ page, origin }) {
    await page.goto(`${origin}/explain/${slug}/`);
    const figure = page.locator(`[data-explainer="${slug}"]`);
    await figure.scrollIntoViewIfNeeded();
    await page.waitForFunction(
      (name) => {
        const status = document
          .querySelector(`[data-explainer="${name}"]`)
          ?.getAttribute('data-status');
        return status && status !== 'static';
      },
      slug,
      { timeout: 20_000 },
    );
    const random = randomNumbers(17);
    const hashes = Array.from({ length: 1000 }, () => hostileHash(random));
    const broken = await page.evaluate(
      async ([name, list]) => {
        for (const hash of list) {
          location.hash = hash;
          await new Promise((resolve) => setTimeout(resolve, 0));
          const shown = document.querySelectorAll(`[data-explainer="${name}"] output[data-value]`);
          for (const output of shown)
            if (/NaN|undefined|Infinity|null/.test(output.textContent ?? '')) return hash;
          if (!shown.length) return hash;
        }
        return null;
      },
      [slug, hashes] as const,
    );
    assert.equal(broken, null, `the figure shows no number after #${broken}`);
    assert.equal(await page.locator('script:has-text("alert(1)")').count(), 0);
  },
}));

const THEME: BrowserTest = {
  name: 'the theme follows the system until the reader chooses, and the choice outlives a reload',
  options: { colorScheme: 'dark' },
  async run({ page, origin }) {
    const paper = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.goto(`${origin}/`);
    const dark = await paper();
    await page
      .getByRole('button', { name: /theme|light|dark/i })
      .first()
      .click();
    const chosen = await paper();
    assert.notEqual(chosen, dark);
    await page.reload();
    assert.equal(await paper(), chosen);
  },
};

const STORAGE: BrowserTest = {
  name: 'with storage denied every control still works and nothing is thrown',
  async run({ page, origin }) {
    await page.addInitScript(() => {
      const refuse = () => {
        throw new DOMException('denied', 'SecurityError');
      };
      Object.defineProperty(window, 'localStorage', { get: refuse });
      Object.defineProperty(window, 'sessionStorage', { get: refuse });
    });
    await page.goto(`${origin}/`);
    await page
      .getByRole('button', { name: /theme|light|dark/i })
      .first()
      .click();
  },
};

const SEARCH_DIALOG: BrowserTest = {
  name: 'the slash key opens search, both names of a thing find it, and Escape gives focus back',
  async run({ page, origin }) {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(`${origin}/`, { waitUntil: 'networkidle' });
    assert.ok(
      !requests.some((url) => url.includes('/pagefind/')),
      'search loaded before it was asked for',
    );
    const opener = page.locator('main a').first();
    await opener.focus();
    await page.keyboard.press('/');
    const dialog = page.getByRole('dialog');
    const field = dialog.getByRole('searchbox');
    await field.waitFor();
    for (const query of ['IoU', 'intersection over union']) {
      await field.fill(query);
      const link = dialog.locator('a[href*="/explain/iou/"], a[href*="boxes-iou-anchors"]').first();
      await link.waitFor();
      // Gone again, so that the next query has to find it itself.
      await field.fill('zzqqxx');
      await dialog
        .getByText(/nothing|no result|no page/i)
        .first()
        .waitFor();
      await link.waitFor({ state: 'detached' });
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await eventually(
      () => opener.evaluate((link) => link === document.activeElement),
      'the focus is where it was',
    );
  },
};

const SEARCH_PAGE: BrowserTest = {
  name: 'a search address can be shared: /search/?q= shows the results and the query',
  async run({ page, origin }) {
    await page.goto(`${origin}/search/?q=suppression`);
    await page
      .locator('main a[href*="/"]')
      .filter({ hasText: /suppression|NMS/i })
      .first()
      .waitFor();
    const field = page.locator('main').getByRole('searchbox');
    assert.equal(await field.inputValue(), 'suppression');
  },
};

const OFFLINE: BrowserTest = {
  name: 'a figure that was opened keeps working when the network goes',
  async run({ page, context, origin }) {
    const figure = await openFigure(page, origin, 'iou');
    await context.setOffline(true);
    const before = await numberOf(figure, 'iou');
    await unlock(figure);
    await figure.locator('[data-role="prediction"]').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await eventually(
      async () => (await numberOf(figure, 'iou')) !== before,
      'the number follows the box',
    );
    await context.setOffline(false);
  },
};

const PRINT: BrowserTest = {
  name: 'a lesson prints: no navigation, the text in full, figures in their static state',
  async run({ page, origin, shoot }) {
    await page.goto(`${origin}/learn/`);
    const lesson = page.locator('main a[href*="/learn/"][href*="detection/"]').first();
    await lesson.click();
    await page.waitForURL('**/learn/detection/*/');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('header nav').first().isVisible(), false);
    assert.ok(await page.locator('main h1').isVisible());
    const figures = page.locator('main [data-explainer]');
    assert.ok(await figures.locator('svg').first().isVisible());
    const controls = figures.locator('button, input, select').filter({ visible: true });
    assert.equal(await controls.count(), 0, 'nothing is printed that can only be touched');
    await shoot('lesson-print');
  },
};

const LATE_FADE: BrowserTest = {
  name: 'a fade between pages that comes too late is no error, other errors still are',
  async run({ page, origin, complaints }) {
    await page.goto(`${origin}/`);
    const fail = (reason: string): Promise<void> =>
      page.evaluate((message) => {
        void Promise.reject(new DOMException(message, 'InvalidStateError'));
      }, reason);
    await fail('Transition was aborted because of invalid state. Page already revealed');
    await fail('a fault of ours');
    await eventually(() => Promise.resolve(complaints.length > 0), 'the console shows the fault');
    assert.equal(complaints.length, 1, complaints.join('\n'));
    assert.match(complaints[0] ?? '', /a fault of ours/);
    complaints.length = 0;
  },
};

const LAZY: BrowserTest = {
  name: 'home fetches the picture of a figure further down only when a phone comes near it',
  options: { viewport: { width: 390, height: 844 } },
  async run({ page, origin }) {
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await page.goto(`${origin}/`, { waitUntil: 'networkidle' });
    const later = page.locator('main img[loading="lazy"][src*="/pictures/"]').last();
    const address = (await later.getAttribute('src')) ?? '';
    assert.ok(!fetched.includes(address), `${address} is fetched at once`);
    await later.scrollIntoViewIfNeeded();
    await eventually(
      () => later.evaluate((each: HTMLImageElement) => each.complete && each.naturalWidth > 0),
      `${address} stands in its place`,
    );
    assert.ok(fetched.includes(address));
  },
};

export const tests: BrowserTest[] = [
  LATE_FADE,
  LAZY,
  THEME,
  STORAGE,
  SEARCH_DIALOG,
  SEARCH_PAGE,
  OFFLINE,
  PRINT,
  ...hashTests,
];
