import { strict as assert } from 'node:assert';
import type { BrowserTest } from './browser-test.ts';
import { eventually, numberOf, openFigure, slide, unlock, untilStatus } from './figure-page.ts';
import { checkGreedy, drawn } from './nms-page.ts';
import { explainerSlugs } from './pages.ts';

const STATIC: BrowserTest = {
  name: 'nms: without JavaScript the figure shows greedy suppression of every box it draws',
  options: { javaScriptEnabled: false },
  async run({ page, origin }) {
    await page.goto(`${origin}/explain/nms/`);
    const figure = page.locator('[data-explainer="nms"]');
    assert.equal(await figure.getAttribute('data-status'), 'static');
    const texts = await figure.locator('output[data-value="kept"]').allInnerTexts();
    const kept = await figure.locator('[data-role="prediction"][data-kept="true"]').count();
    assert.deepEqual(texts, [String(kept)]);
    assert.ok((await figure.locator('[data-role="truth"]').count()) > 3);
  },
};

const LIVE: BrowserTest = {
  name: 'nms: on its own page the model comes after the prediction, and says here what it said at build',
  timeout: 120_000,
  async run({ page, origin, shoot }) {
    const figure = await openFigure(page, origin, 'nms', '?backend=wasm');
    assert.equal(await figure.getAttribute('data-status'), 'interactive');
    const built = await checkGreedy(figure, 0.5);
    await unlock(figure);
    await untilStatus(figure, 'live');
    assert.equal(await figure.getAttribute('data-backend'), 'wasm');
    const live = await checkGreedy(figure, 0.5);
    assert.ok(Math.abs(live.boxes.length - built.boxes.length) <= 2);
    if (live.boxes.length === built.boxes.length) {
      for (const [index, box] of live.boxes.entries())
        for (const [side, value] of box.entries())
          assert.ok(Math.abs(value - (built.boxes[index]?.[side] ?? NaN)) < 0.5);
    }
    await shoot('nms-live');
  },
};

const THRESHOLDS: BrowserTest = {
  name: 'nms: both thresholds, the method and the classes decide what is kept, and the link says so',
  timeout: 120_000,
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'nms', '?backend=wasm');
    await unlock(figure);
    await untilStatus(figure, 'live');
    const recall = await numberOf(figure, 'recall');
    await slide(figure, 'iou', 0.85);
    await checkGreedy(figure, 0.85);
    assert.ok((await numberOf(figure, 'recall')) >= recall, 'nobody new is lost at 0.85');
    await slide(figure, 'score', 0.6);
    const few = await checkGreedy(figure, 0.85);
    assert.ok(few.scores.every((score) => score >= 0.6));
    await figure.locator('input[name="class-aware"]').uncheck();
    await checkGreedy(figure, 0.85, false);
    assert.equal(new URL(page.url()).hash, '#v=1&class-aware=0&iou=0.85&score=0.6');
    await page.goBack();
    await checkGreedy(figure, 0.85);
    for (const method of ['linear', 'gaussian', 'diou']) {
      await figure.locator(`input[name="method"][value="${method}"]`).check();
      const shown = await drawn(figure);
      assert.equal(await numberOf(figure, 'kept'), shown.kept.filter(Boolean).length);
    }
    await figure.locator('button[data-action="reset"]').click();
    await checkGreedy(figure, 0.5);
    assert.equal(new URL(page.url()).hash, '');
  },
};

const STEPS: BrowserTest = {
  name: 'nms: the rounds can be stepped and scrubbed with the keyboard, one more box kept in each',
  timeout: 120_000,
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'nms', '?backend=wasm');
    await unlock(figure);
    await untilStatus(figure, 'live');
    const all = await numberOf(figure, 'kept');
    const scrubber = figure.locator('input[name="step"]');
    await scrubber.focus();
    await page.keyboard.press('Home');
    assert.equal(await numberOf(figure, 'kept'), 0);
    await page.keyboard.press('ArrowRight');
    assert.equal(await numberOf(figure, 'kept'), 1);
    await figure.locator('button[data-action="step"]').focus();
    await page.keyboard.press('Enter');
    assert.equal(await numberOf(figure, 'kept'), 2);
    await scrubber.focus();
    await page.keyboard.press('End');
    assert.equal(await numberOf(figure, 'kept'), all);
    await figure.getByRole('button', { name: 'Lower score' }).press('Enter');
    assert.match(new URL(page.url()).hash, /box=\d+/);
  },
};

const RAW_INDEX: BrowserTest = {
  name: 'nms: a raw index beyond the predictions becomes the nearest; that of a box below the threshold is refused',
  timeout: 120_000,
  async run({ page, origin }) {
    // At this threshold every prediction that the detector is asked for takes part.
    const figure = await openFigure(page, origin, 'nms', '?backend=wasm#v=1&score=0.2');
    await unlock(figure);
    await untilStatus(figure, 'live');
    const field = figure.locator('input[name="box"]');
    const count = (await drawn(figure)).boxes.length;
    const type = async (typed: string, becomes: string, said: string): Promise<void> => {
      await field.fill(typed);
      await field.press('Tab');
      await eventually(
        async () => (await field.inputValue()) === becomes,
        `${typed} becomes ${becomes}`,
      );
      const sentence = figure.getByRole('status').filter({ hasText: said });
      await sentence.waitFor({ state: 'attached' });
    };
    await type('99999', String(count - 1), `The most is ${count - 1}.`);
    assert.match(new URL(page.url()).hash, new RegExp(`box=${count - 1}&`));
    await type('-5', '0', 'The least is 0.');
    const looked = figure.locator('.decision .sum dd').first();
    const [, score = ''] = /#0, score (0\.\d+)/.exec(await looked.innerText()) ?? [];
    assert.ok(Number(score) >= 0.2, `the first prediction scores ${score}`);
    await slide(figure, 'score', Number(score) + 0.02);
    assert.notEqual(await field.inputValue(), '0', 'what takes no part is not looked at');
    await figure.getByRole('button', { name: 'Lower score' }).click();
    const other = await field.inputValue();
    const { hash } = new URL(page.url());
    assert.match(hash, new RegExp(`box=${other}&`));
    await type('0', other, `0 cannot be shown, so ${other} stays.`);
    assert.match(await looked.innerText(), new RegExp(`#${other},`));
    assert.equal(new URL(page.url()).hash, hash, 'the address keeps it out');
  },
};

const SCENES: BrowserTest = {
  name: 'nms: another scene is drawn and detected here, with its truth',
  timeout: 120_000,
  async run({ page, origin, shoot }) {
    const figure = await openFigure(page, origin, 'nms', '?backend=wasm');
    await unlock(figure);
    await untilStatus(figure, 'live');
    const first = await drawn(figure);
    await figure.locator('select[name="scene"]').selectOption('twins');
    await eventually(
      async () => JSON.stringify((await drawn(figure)).boxes) !== JSON.stringify(first.boxes),
      'the predictions of the other scene appear',
      40_000,
    );
    await checkGreedy(figure, 0.5);
    assert.match(new URL(page.url()).hash, /scene=twins/);
    await shoot('nms-twins');
  },
};

const all = [STATIC, LIVE, THRESHOLDS, STEPS, RAW_INDEX, SCENES];

/** The explainer is published with its model only; a site built without it has no such page. */
export const tests: BrowserTest[] = explainerSlugs().includes('nms') ? all : [];
