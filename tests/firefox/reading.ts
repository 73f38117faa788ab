import { strict as assert } from 'node:assert';
import type { FirefoxTest } from './firefox-test.ts';

const LESSON: FirefoxTest = {
  name: 'a lesson reads: formulas have a size, an option gives its reason, nothing is wider than the window',
  async run({ page, origin, shoot }) {
    await page.goto(`${origin}/learn/detection/boxes-iou-anchors/`);
    for (const width of [1280, 390]) {
      await page.setViewport({ width, height: 800 });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(beyond <= 0, `the page is ${beyond} px wider than ${width}`);
    }
    await page.setViewport({ width: 1280, height: 800 });
    const sizes = await page.$$eval('math', (all) =>
      all.map((formula) => formula.getBoundingClientRect().width),
    );
    assert.ok(sizes.length > 20 && sizes.every((width) => width > 4), 'every formula is drawn');
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.locator('.predict details summary').click();
    const reason = await page.$eval('.predict details[open] p', (text) => text.textContent);
    assert.match(reason ?? '', /Right|Not quite/);
    const families = await page.evaluate(() =>
      [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family),
    );
    assert.ok(families.length > 0, 'our own fonts are used');
    await shoot('lesson');
  },
};

const THEME: FirefoxTest = {
  name: 'the chosen theme is kept over a reload',
  async run({ page, origin, shoot }) {
    const paper = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.goto(`${origin}/`);
    const before = await paper();
    await page.locator('#theme-toggle').click();
    const chosen = await paper();
    assert.notEqual(chosen, before);
    await page.reload();
    assert.equal(await paper(), chosen);
    await shoot('home');
  },
};

const DIALOG: FirefoxTest = {
  name: 'the slash key opens search, and both names of a thing find its figure',
  async run({ page, origin }) {
    await page.goto(`${origin}/`, { waitUntil: 'load' });
    await page.keyboard.press('/');
    await page.waitForSelector('#search-dialog[open]');
    for (const query of ['NMS', 'non-maximum suppression']) {
      await page.locator('#dialog-q').fill(query);
      await page.waitForSelector('#search-dialog a[href*="/explain/nms/"]');
      await page.locator('#dialog-q').fill('zzqqxx');
      await page.waitForSelector('#search-dialog a[href*="/explain/nms/"]', { hidden: true });
    }
    await page.keyboard.press('Escape');
    await page.waitForSelector('#search-dialog', { hidden: true });
  },
};

const SEARCH_PAGE: FirefoxTest = {
  name: 'a search address shows its results, by the long name of what the page calls by the short one',
  async run({ page, origin }) {
    await page.goto(`${origin}/search/?q=intersection%20over%20union`);
    await page.waitForSelector('main a[href*="/explain/iou/"]');
    const query = await page.$eval('main input[type="search"]', (input) => input.value);
    assert.equal(query, 'intersection over union');
  },
};

export const tests: FirefoxTest[] = [LESSON, THEME, DIALOG, SEARCH_PAGE];
