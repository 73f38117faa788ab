import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';
import type { BrowserTest } from './browser-test.ts';
import { eventually, numberOf, openFigure, unlock, untilPainted } from './figure-page.ts';
import { explainerSlugs } from './pages.ts';

const HANDLE = '[data-thing]';

/** Opens the figure with its model running here and the street open for changes. */
async function openEditing(page: Page, origin: string, hash = ''): Promise<Locator> {
  const figure = await openFigure(page, origin, 'nms', `?backend=wasm${hash}`);
  await unlock(figure);
  await figure.locator('[data-action="edit-street"]').click({ timeout: 60_000 });
  await figure.locator(HANDLE).waitFor();
  return figure;
}

/** The changes in the address. */
function editsIn(page: Page): string {
  return new URLSearchParams(new URL(page.url()).hash.slice(1)).get('edits') ?? '';
}

/** Waits for the sharp picture: as many pixels as the drawing has units. */
async function untilSharp(figure: Locator): Promise<void> {
  await eventually(
    () =>
      figure.evaluate((node) => {
        const canvas = node.querySelector('canvas');
        return !canvas || canvas.width === 640;
      }),
    'the sharp picture comes when nothing moves',
    30_000,
  );
}

/** The truths that are drawn, as one text. */
function truths(figure: Locator): Promise<string> {
  return figure.evaluate((node) =>
    [...node.querySelectorAll<SVGElement>('[data-role="truth"]')]
      .map(({ dataset }) => dataset['box'])
      .join(' '),
  );
}

const KEYBOARD: BrowserTest = {
  name: 'nms: the street is edited by keyboard alone, the truth follows, and Back undoes it',
  timeout: 150_000,
  async run({ page, origin, shoot }) {
    const figure = await openEditing(page, origin);
    const handle = figure.locator(HANDLE);
    const before = await truths(figure);
    const key = await handle.getAttribute('data-thing');
    await handle.focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('ArrowDown');
    await eventually(async () => (await truths(figure)) !== before, 'the truth follows', 30_000);
    await untilSharp(figure);
    assert.match(editsIn(page), new RegExp(`^${key},-?[\\d.]+,[\\d.]+,\\d+$`));
    const kept = await figure.locator('[data-role="prediction"][data-kept="true"]').count();
    assert.equal(await numberOf(figure, 'kept'), kept);
    await shoot('nms-edited');
    await page.keyboard.press('Delete');
    assert.equal(editsIn(page), key);
    await page.keyboard.press('Control+z');
    assert.notEqual(editsIn(page), key);
    const other = await handle.getAttribute('data-thing');
    await page.keyboard.press('PageDown');
    assert.notEqual(await handle.getAttribute('data-thing'), other);
    await page.goBack();
    assert.equal(editsIn(page), key);
    await figure.locator('[data-action="reset-scene"]').press('Enter');
    assert.equal(new URL(page.url()).hash, '');
    await eventually(async () => (await truths(figure)) === before, 'all is as it was', 30_000);
    await figure.locator('[data-action="done"]').press('Enter');
    assert.equal(await handle.count(), 0);
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('data-action')),
      'edit-street',
    );
  },
};

const MOUSE: BrowserTest = {
  name: 'nms: a thing of the street is dragged along the ground, and others are added',
  timeout: 150_000,
  async run({ page, origin }) {
    const figure = await openEditing(page, origin);
    const handle = figure.locator(HANDLE);
    const place = await handle.boundingBox();
    assert.ok(place);
    const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 60, y + 4, { steps: 6 });
    await page.mouse.up();
    const after = await handle.boundingBox();
    assert.ok(after);
    assert.ok(
      Math.abs(after.x + after.width / 2 - (x - 60)) < 8,
      'the handle is where the pointer left it',
    );
    assert.match(editsIn(page), /^[pcb]\d+,/);
    await untilSharp(figure);
    await figure.locator('[data-action="add-person"]').click();
    await figure.locator('[data-action="add-car"]').click();
    assert.match(editsIn(page), /_P1,[^_]+_C1,/);
    assert.equal(await handle.getAttribute('data-thing'), 'C1');
    await untilSharp(figure);
    await figure.locator('[data-action="undo"]').click();
    assert.doesNotMatch(editsIn(page), /C1/);
    await figure.locator('[data-action="redo"]').click();
    assert.match(editsIn(page), /C1/);
    await figure.locator('select[name="scene"]').selectOption('twins');
    assert.equal(editsIn(page), '', 'changes belong to their scene');
  },
};

const TOUCH: BrowserTest = {
  name: 'nms: a finger drags the chosen thing and does not scroll the page',
  timeout: 150_000,
  options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  async run({ page, context, origin }) {
    const figure = await openEditing(page, origin);
    await untilSharp(figure);
    await untilPainted(page);
    // Only now: sentences that come with the picture move what stands below them.
    const place = await figure.locator(HANDLE).boundingBox();
    assert.ok(place);
    const scrolled = await page.evaluate(() => scrollY);
    const session = await context.newCDPSession(page);
    const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    for (const step of [4, 8, 12, 16])
      await session.send('Input.dispatchTouchEvent', {
        type: 'touchMove',
        touchPoints: [{ x: x - step, y: y + step }],
      });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await eventually(async () => /^[pcb]\d+,/.test(editsIn(page)), 'the change is in the address');
    assert.equal(await page.evaluate(() => scrollY), scrolled);
    await untilSharp(figure);
  },
};

const LINK: BrowserTest = {
  name: 'nms: a link opens an edited street; changes that make no sense give the default and a notice',
  timeout: 150_000,
  async run({ page, origin }) {
    const figure = await openEditing(page, origin, '#v=1&edits=P1,1.2,9,180_C4,-3,16,90');
    const words = await figure.locator('select[name="thing"]').innerText();
    assert.match(words, /Sedan|Car/);
    assert.match(words, /Person, 6\.\d m ahead/);
    await page.evaluate(() => (location.hash = '#v=1&edits=P1,1e9,9,180'));
    await figure.getByText(/could not be read/).waitFor();
    assert.equal(await figure.locator('[data-action="reset-scene"]').isEnabled(), false);
  },
};

const all = [KEYBOARD, MOUSE, TOUCH, LINK];

/** The explainer is published with its model only; a site built without it has no such page. */
export const tests: BrowserTest[] = explainerSlugs().includes('nms') ? all : [];
