import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { encodeBox, iou, type Box } from '../../src/vision/index.ts';
import type { BrowserTest } from './browser-test.ts';
import { boxesOf, boxOf, numberOf, openFigure, unlock } from './figure-page.ts';

const POSITIVE = '[data-role="anchor"][data-fate="positive"]';
const TRUTH = '[data-role="truth"]';

/** Holds counts and drawn anchors against what the drawn truths say, over all anchors of the default setting. */
async function checkCounts(figure: Locator): Promise<void> {
  const truths = await boxesOf(figure, TRUTH);
  const anchors = [8, 16, 32, 64].flatMap((stride) =>
    Array.from({ length: Math.ceil(160 / stride) * Math.ceil(256 / stride) }, (_, cell) =>
      [0, 1 / 3, 2 / 3].flatMap((octave) =>
        [0.5, 1, 2].map((ratio): Box => {
          const columns = Math.ceil(256 / stride);
          const [x, y] = [
            ((cell % columns) + 0.5) * stride,
            (Math.floor(cell / columns) + 0.5) * stride,
          ];
          const side = 4 * stride * 2 ** octave;
          const [w, h] = [side / Math.sqrt(ratio) / 2, (side * Math.sqrt(ratio)) / 2];
          return [x - w, y - h, x + w, y + h];
        }),
      ),
    ).flat(),
  );
  const best = anchors.map((anchor) => Math.max(0, ...truths.map((truth) => iou(truth, anchor))));
  const positives = best.filter((value) => value >= 0.5).length;
  const negatives = best.filter((value) => value < 0.4).length;
  assert.equal(await numberOf(figure, 'anchors'), anchors.length);
  assert.equal(await numberOf(figure, 'positives'), positives);
  assert.equal(await numberOf(figure, 'negatives'), negatives);
  assert.equal(await numberOf(figure, 'ignored'), anchors.length - positives - negatives);
  assert.equal(await figure.locator(POSITIVE).count(), positives);
  assert.equal(await figure.locator('[data-drawn]').getAttribute('data-drawn'), String(positives));
  for (const anchor of await boxesOf(figure, POSITIVE)) {
    assert.ok(
      truths.some((truth) => iou(truth, anchor) >= 0.5 - 1e-9),
      `${anchor.join()} is no positive`,
    );
  }
}

const levelSelect = (figure: Locator) => figure.locator('select[name="level"]');

const COUNTS: BrowserTest = {
  name: 'anchors: the counts are those of the drawn boxes, before and after a truth is dragged',
  timeout: 60_000,
  async run({ page, origin, shoot }) {
    const figure = await openFigure(page, origin, 'anchors');
    await unlock(figure);
    await levelSelect(figure).selectOption('0');
    await checkCounts(figure);
    const chosen = figure.locator(`${TRUTH}[role="button"]`);
    const before = await boxOf(figure, `${TRUTH}[role="button"]`);
    await chosen.scrollIntoViewIfNeeded();
    const place = await chosen.boundingBox();
    assert.ok(place);
    const [x, y] = [place.x + place.width * 0.4, place.y + place.height * 0.72];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 30, y + 6, { steps: 4 });
    await page.mouse.up();
    const after = await boxOf(figure, `${TRUTH}[role="button"]`);
    assert.ok(after[0] > before[0] + 5, 'the truth followed the mouse');
    assert.ok(Math.abs(after[2] - after[0] - (before[2] - before[0])) < 0.2, 'and kept its size');
    await checkCounts(figure);
    await shoot('anchors-dragged');
  },
};

const TARGETS: BrowserTest = {
  name: 'anchors: IoU and targets are those of the anchor that is looked at, one after the other',
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, 'anchors');
    await unlock(figure);
    await levelSelect(figure).selectOption('0');
    const truth = await boxOf(figure, `${TRUTH}[role="button"]`);
    const ranked = (await boxesOf(figure, POSITIVE))
      .map((anchor) => ({ anchor, overlap: iou(truth, anchor) }))
      .sort((a, b) => b.overlap - a.overlap);
    for (let rank = 0; rank < 2; rank += 1) {
      const { anchor, overlap } = ranked[rank] ?? { anchor: truth, overlap: 1 };
      assert.equal(await figure.locator('[data-looked]').innerText(), overlap.toFixed(3));
      for (const [place, name] of ['tx', 'ty', 'tw', 'th'].entries()) {
        const said = await figure.locator(`[data-target="${name}"]`).innerText();
        const value = encodeBox(truth, anchor)[place] ?? NaN;
        assert.ok(
          Math.abs(Number(said.replace('−', '-')) - value) <= 6e-4,
          `${name} says ${said}, not ${value}`,
        );
      }
      await figure.locator('[data-action="next-anchor"]').click();
    }
  },
};

export const tests: BrowserTest[] = [COUNTS, TARGETS];
