import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';
import {
  AS_DETECTED,
  detectionsOf,
  type Experiment,
} from '../../src/components/explainers/average-precision/experiment.ts';
import { unpackFrames } from '../../src/components/explainers/average-precision/held-out.ts';
import { SUMMARY_LINES } from '../../src/components/explainers/average-precision/summary.ts';
import { evaluateDetections, type CocoEvaluation } from '../../src/vision/index.ts';
import { forget, type BrowserTest } from './browser-test.ts';
import { eventually, numberOf, openFigure, slide, unlock, untilStatus } from './figure-page.ts';
import { explainerSlugs } from './pages.ts';

const DATA = '**/data/held-out.json';
const WEIGHTS = '**/models/detector/weights.bin*';

/** The evaluation of what the page was built with, by the function that the tests hold against pycocotools. */
async function evaluated(
  origin: string,
  change: Partial<Experiment> = {},
): Promise<CocoEvaluation> {
  const text = await (await fetch(`${origin}/data/held-out.json`)).text();
  const images = detectionsOf(unpackFrames(text), { ...AS_DETECTED, ...change });
  return evaluateDetections(images, [0, 1, 2, 3, 4]);
}

/** The twelve numbers as the figure writes them. */
async function twelve(figure: Locator): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const { key, output } of SUMMARY_LINES)
    texts[key] = await figure.locator(`output[data-value="${output}"]`).innerText();
  return texts;
}

function rounded({ summary }: CocoEvaluation): Record<string, string> {
  return Object.fromEntries(
    SUMMARY_LINES.map(({ key }) => [key, (summary[key] ?? -1).toFixed(3)] as const),
  );
}

const isBusy = (figure: Locator): Promise<boolean> =>
  figure.locator('[aria-busy="true"]').count().then(Boolean);

/** Opens the figure, unlocks it, and stops the run that begins by itself. */
async function openQuiet(page: Page, origin: string, hash = ''): Promise<Locator> {
  const figure = await openFigure(page, origin, 'average-precision', `?backend=wasm${hash}`);
  await unlock(figure);
  await figure.locator('button[data-action="cancel-model"]').click();
  await figure.locator('input[name="score"]:enabled').waitFor();
  assert.equal(await figure.getAttribute('data-status'), 'interactive');
  return figure;
}

const STATIC: BrowserTest = {
  name: 'average precision: without JavaScript the twelve numbers are those of our evaluation, to the last digit',
  options: { javaScriptEnabled: false },
  async run({ page, origin }) {
    await page.goto(`${origin}/explain/average-precision/`);
    const figure = page.locator('[data-explainer="average-precision"]');
    assert.equal(await figure.getAttribute('data-status'), 'static');
    const expected = await evaluated(origin);
    assert.deepEqual(await twelve(figure), rounded(expected));
    const person = expected.categories.find(({ categoryId }) => categoryId === 2);
    assert.equal((await numberOf(figure, 'area')).toFixed(3), person?.ap50?.toFixed(3));
    assert.ok((await figure.locator('[data-role="truth"]').count()) > 3);
    assert.ok((await figure.locator('[data-role="prediction"][data-kept="true"]').count()) > 3);
  },
};

const CHOICES: BrowserTest = {
  name: 'average precision: class, IoU and suppression change the numbers as our evaluation says, and the link says so',
  timeout: 90_000,
  async run({ page, origin }) {
    const figure = await openQuiet(page, origin);
    const base = await evaluated(origin);
    for (const [classId, name] of ['car', 'bus', 'person', 'bicycle', 'sign'].entries()) {
      await figure.locator('select[name="class"]').selectOption(name);
      const own = base.categories.find(({ categoryId }) => categoryId === classId);
      assert.equal((await numberOf(figure, 'area')).toFixed(3), own?.ap50?.toFixed(3), name);
    }
    await figure.locator('select[name="class"]').selectOption('all');
    await slide(figure, 'iou', 0.75);
    assert.equal((await numberOf(figure, 'area')).toFixed(3), base.summary.ap75?.toFixed(3));
    await slide(figure, 'nms', 0.65);
    await eventually(async () => !(await isBusy(figure)), 'the twelve numbers follow', 20_000);
    assert.deepEqual(await twelve(figure), rounded(await evaluated(origin, { nms: 0.65 })));
    assert.equal(
      await figure.locator('[data-challenge="raise-ap"]').getAttribute('data-solved'),
      'true',
    );
    assert.equal(new URL(page.url()).hash, '#v=1&class=all&iou=0.75&nms=0.65');
    await figure.locator('button[data-action="reset"]').click();
    await eventually(async () => !(await isBusy(figure)), 'the numbers come back', 20_000);
    assert.deepEqual(await twelve(figure), rounded(base));
  },
};

const POINTS: BrowserTest = {
  name: 'average precision: box by box with the keyboard or by a click on the curve, each with its frame and its arithmetic',
  timeout: 90_000,
  async run({ page, origin, shoot }) {
    const figure = await openQuiet(page, origin, '#v=1&rank=40');
    const rank = figure.locator('input[name="rank"]');
    assert.equal(await rank.inputValue(), '40');
    await figure.locator('foreignObject canvas').first().waitFor({ timeout: 30_000 });
    await rank.focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await rank.inputValue(), '41');
    const right = await numberOf(figure, 'true-positives');
    const wrong = await numberOf(figure, 'false-positives');
    assert.ok(right + wrong <= 41);
    assert.equal(
      (await numberOf(figure, 'precision')).toFixed(3),
      (right / (right + wrong)).toFixed(3),
    );
    await figure.locator('dt', { hasText: 'counts as' }).waitFor();
    const chart = figure.locator('svg.pr rect.reach');
    const size = await chart.boundingBox();
    assert.ok(size);
    await chart.click({ position: { x: size.width * 0.6, y: size.height * 0.3 } });
    assert.ok(Number(await rank.inputValue()) > 100, 'the click chose a box further down');
    assert.match(new URL(page.url()).hash, /rank=\d+/);
    const boxes = await figure
      .locator('[data-role="prediction"]')
      .evaluateAll((all) =>
        all.map((node) => (node instanceof SVGElement ? (node.dataset['box'] ?? '') : '')),
      );
    assert.equal(new Set(boxes).size, boxes.length, 'each box stands once');
    await shoot('average-precision-point');
  },
};

const SPOILT: BrowserTest = {
  name: 'average precision: boxes shifted by 1.5 px cost AP75 a third and AP50 little; equal scores and copies do no harm to the page',
  timeout: 90_000,
  async run({ page, origin }) {
    const figure = await openQuiet(page, origin);
    const before = await twelve(figure);
    await slide(figure, 'jitter', 1.5);
    await eventually(
      async () =>
        (await figure.locator('[data-challenge="spoil-ap75"]').getAttribute('data-solved')) ===
        'true',
      'the challenge is solved',
      20_000,
    );
    const after = await twelve(figure);
    assert.ok(Number(after['ap75']) < (2 / 3) * Number(before['ap75']));
    assert.ok(Number(after['ap50']) > Number(before['ap50']) - 0.05);
    await slide(figure, 'copies', 3);
    await figure.locator('input[name="equal-scores"]').check();
    await eventually(async () => !(await isBusy(figure)), 'the numbers follow', 20_000);
    const spoilt = rounded(await evaluated(origin, { jitter: 1.5, copies: 3, equalScores: true }));
    assert.deepEqual(await twelve(figure), spoilt);
  },
};

const LIVE: BrowserTest = {
  name: 'average precision: the run stops where the reader cancels, goes on from there, and agrees with the building of the page',
  timeout: 240_000,
  async run({ page, origin, shoot }) {
    const figure = await openFigure(page, origin, 'average-precision', '?backend=wasm');
    await unlock(figure);
    const done = figure.locator('output[data-value="frames-done"]');
    await eventually(
      async () => (await done.count()) > 0 && Number(await done.innerText()) >= 2,
      'two frames are done',
      60_000,
    );
    assert.equal(await figure.getAttribute('data-status'), 'loading');
    await figure.locator('button[data-action="cancel-model"]').click();
    await figure.getByText(/^Stopped after \d+ of 60 frames/).waitFor();
    assert.equal(await figure.getAttribute('data-status'), 'interactive');
    const built = await twelve(figure);
    await figure.locator('button[data-action="load-model"]').click();
    await eventually(
      async () => (await done.count()) > 0 && Number(await done.innerText()) >= 2,
      'it goes on from where it was',
      30_000,
    );
    await untilStatus(figure, 'live', 180_000);
    assert.equal(await figure.getAttribute('data-backend'), 'wasm');
    const [here, there] = [await numberOf(figure, 'ap-here'), await numberOf(figure, 'ap-built')];
    assert.ok(Math.abs(here - there) < 0.002, `${here} here, ${there} when built`);
    await eventually(async () => !(await isBusy(figure)), 'the numbers follow', 20_000);
    for (const [key, text] of Object.entries(await twelve(figure)))
      assert.ok(Math.abs(Number(text) - Number(built[key])) < 0.005, `${key}: ${text}`);
    await shoot('average-precision-live');
  },
};

const DAMAGED: BrowserTest = {
  name: 'average precision: a damaged model gets one sentence, the built numbers stay, and trying again works',
  timeout: 120_000,
  async run({ page, context, origin }) {
    await context.route(WEIGHTS, async (route) => {
      const response = await route.fetch();
      const body = Buffer.from(
        (await response.body()).map((byte, at) => (at === 500 ? byte ^ 1 : byte)),
      );
      await route.fulfill({ response, body });
    });
    const figure = await openFigure(page, origin, 'average-precision', '?backend=wasm');
    const before = await twelve(figure);
    await unlock(figure);
    await untilStatus(figure, 'failed');
    const alert = figure.getByRole('alert').filter({ hasText: /\S/ });
    assert.equal(await alert.count(), 1);
    assert.match(await alert.innerText(), /do not match their fingerprint/);
    assert.deepEqual(await twelve(figure), before);
    await slide(figure, 'score', 0.8);
    assert.match(new URL(page.url()).hash, /score=0\.8/);
    await context.unroute(WEIGHTS);
    await figure.locator('button[data-action="load-model"]').click();
    await figure.locator('output[data-value="frames-done"]').waitFor({ timeout: 60_000 });
    await figure.locator('button[data-action="cancel-model"]').click();
  },
};

const NO_DATA: BrowserTest = {
  name: 'average precision: without the boxes of the frames the first state stays, with a sentence and a retry; a hostile hash too',
  timeout: 60_000,
  async run({ page, context, origin, complaints }) {
    await context.route(DATA, (route) => route.fulfill({ status: 404, body: '' }));
    const figure = await openFigure(page, origin, 'average-precision', '#v=1&iou=9&rank=-4');
    await figure
      .getByRole('alert')
      .filter({ hasText: /could not be fetched/ })
      .waitFor();
    assert.equal(await figure.getAttribute('data-status'), 'failed');
    await figure
      .getByRole('status')
      .filter({ hasText: /link to this figure/ })
      .waitFor();
    assert.deepEqual(await twelve(figure), rounded(await evaluated(origin)));
    await context.unroute(DATA);
    await figure.locator('button[data-action="load-data"]').click();
    await eventually(
      async () => (await figure.getAttribute('data-status')) !== 'failed',
      'the retry works',
      20_000,
    );
    forget(complaints, 'Failed to load resource');
  },
};

const all = [STATIC, CHOICES, POINTS, SPOILT, LIVE, DAMAGED, NO_DATA];

/** The explainer is published with its model only; a site built without it has no such page. */
export const tests: BrowserTest[] = explainerSlugs().includes('average-precision') ? all : [];
