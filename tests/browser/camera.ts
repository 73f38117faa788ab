import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';
import type { BrowserTest } from './browser-test.ts';
import { eventually } from './figure-page.ts';
import { openNms, picture, stageSize, truths } from './own-picture-page.ts';
import { explainerSlugs } from './pages.ts';

/** Chromium's own moving test picture instead of a camera; two of them. */
const TWO_CAMERAS = ['--use-fake-device-for-media-stream=device-count=2'];

const opener = (figure: Locator): Locator => figure.locator('button[data-action="camera"]');
const taker = (figure: Locator): Locator => figure.locator('button[data-action="take-picture"]');

/** Switches the camera on and waits for its first frame; its tracks are kept to be looked at later. */
async function openCamera(figure: Locator): Promise<void> {
  await opener(figure).press('Enter');
  await taker(figure).and(figure.page().locator(':enabled')).waitFor();
  await figure.evaluate((node) => {
    const stream = node.querySelector('video')?.srcObject;
    Object.assign(window, { tracks: stream instanceof MediaStream ? stream.getTracks() : [] });
  });
}

/** Returns the states of the tracks that {@link openCamera} kept: "live" or "ended". */
function trackStates(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { tracks } = window as unknown as { tracks: MediaStreamTrack[] };
    return tracks.map((track) => `${track.kind} ${track.readyState}`);
  });
}

async function untilOff(figure: Locator, why: RegExp): Promise<void> {
  await figure.getByRole('status').filter({ hasText: why }).waitFor();
  assert.equal(await figure.locator('video').count(), 0);
  assert.deepEqual(await trackStates(figure.page()), ['video ended']);
}

const PICTURE: BrowserTest = {
  name: 'camera: it is asked for at the press of a button, shows what it sees, and is off once the picture is taken',
  flags: TWO_CAMERAS,
  timeout: 120_000,
  async run({ page, context, origin }) {
    await context.grantPermissions(['camera']);
    await page.addInitScript(() => {
      const devices = navigator.mediaDevices;
      const ask = devices.getUserMedia.bind(devices);
      Object.assign(window, { asked: 0 });
      devices.getUserMedia = (wanted) => {
        (window as unknown as { asked: number }).asked++;
        return ask(wanted);
      };
    });
    const asked = () => page.evaluate(() => (window as unknown as { asked: number }).asked);
    const figure = await openNms(page, origin);
    assert.equal(await asked(), 0, 'nobody is asked before the button is pressed');
    await openCamera(figure);
    assert.equal(await asked(), 1);
    assert.deepEqual(await trackStates(page), ['video live']);
    await figure
      .getByRole('status')
      .filter({ hasText: /Nothing is stored/ })
      .waitFor();
    const cameras = figure.locator('select[name="camera"]');
    await cameras.waitFor();
    assert.equal(await cameras.locator('option').count(), 2);
    const other = await cameras.locator('option:not(:checked)').getAttribute('value');
    await cameras.selectOption(other);
    await eventually(async () => (await asked()) === 2, 'the other camera is asked for');
    assert.deepEqual(await trackStates(page), ['video ended'], 'the first one is off');
    await taker(figure).and(page.locator(':enabled')).waitFor();
    assert.equal(await cameras.inputValue(), other);

    await taker(figure).press('Enter');
    await untilOff(figure, /Picture taken; the camera is off/);
    assert.ok(await opener(figure).evaluate((node) => node === document.activeElement));
    await figure.getByText(/Camera picture: this network/).waitFor();
    assert.equal(await truths(figure), 0, 'nobody knows the truth of it');
    const [width, height] = await stageSize(figure);
    assert.equal(Math.max(width, height), 640);
  },
};

const LEAVING: BrowserTest = {
  name: 'camera: it is off once it is stopped, the figure is left, or the page hidden',
  flags: TWO_CAMERAS,
  timeout: 120_000,
  async run({ page, context, origin }) {
    await context.grantPermissions(['camera']);
    const figure = await openNms(page, origin);
    await openCamera(figure);
    await opener(figure).press('Enter');
    await untilOff(figure, /The camera is off\./);
    await openCamera(figure);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await untilOff(figure, /the figure was left/);
    await openCamera(figure);
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await untilOff(figure, /the page was hidden/);
    assert.ok((await truths(figure)) > 0, 'the street stays');
  },
};

const UNPLUGGED: BrowserTest = {
  name: 'camera: one that is unplugged midway says so in a sentence, and the last picture stays',
  flags: TWO_CAMERAS,
  timeout: 120_000,
  async run({ page, context, origin }) {
    await context.grantPermissions(['camera']);
    const figure = await openNms(page, origin);
    const before = await truths(figure);
    await openCamera(figure);
    await taker(figure).focus();
    await page.evaluate(() => {
      const { tracks } = window as unknown as { tracks: MediaStreamTrack[] };
      // What the browser does when the cable is pulled.
      for (const track of tracks) {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
    });
    await figure
      .getByRole('alert')
      .filter({ hasText: /unplugged/ })
      .waitFor();
    assert.equal(await figure.locator('video').count(), 0);
    assert.equal(await truths(figure), before);
    assert.ok(await opener(figure).evaluate((node) => node === document.activeElement));
  },
};

const LIVE: BrowserTest = {
  name: 'camera: the detector follows the camera until the reader goes back to the street',
  flags: TWO_CAMERAS,
  timeout: 120_000,
  async run({ page, context, origin }) {
    await context.grantPermissions(['camera']);
    const figure = await openNms(page, origin);
    await openCamera(figure);
    await figure.locator('input[name="camera-live"]').press('Space');
    await figure.getByText(/Camera picture: this network/).waitFor();
    const look = () =>
      figure
        .locator('.map canvas')
        .first()
        .evaluate((node) => (node instanceof HTMLCanvasElement ? node.toDataURL() : ''));
    const seen = new Set<string>();
    await eventually(
      async () => seen.add(await look()).size > 3,
      'new frames come through the model',
      30_000,
    );
    await figure.getByRole('button', { name: 'Back to the street' }).press('Enter');
    await eventually(async () => (await truths(figure)) > 0, 'the street comes back', 30_000);
    await eventually(
      async () => (await figure.locator('video').count()) === 0,
      'and the camera is off',
    );
    assert.deepEqual(await trackStates(page), ['video ended']);
  },
};

const DENIED: BrowserTest = {
  name: 'camera: one that is denied gives one sentence, and a file still works afterwards',
  flags: TWO_CAMERAS,
  timeout: 120_000,
  async run({ page, context, origin, shoot }) {
    // Everything that is not granted is denied from here on.
    await context.grantPermissions([]);
    const figure = await openNms(page, origin);
    const before = await truths(figure);
    await opener(figure).press('Enter');
    const alert = figure.getByRole('alert').filter({ hasText: /not allowed/ });
    await alert.waitFor();
    assert.equal(await truths(figure), before);
    assert.equal(await figure.locator('video').count(), 0);
    await shoot('camera-denied');
    await figure.locator('input[type="file"]').setInputFiles({
      name: 'grey.png',
      mimeType: 'image/png',
      buffer: await picture(64, 48).png().toBuffer(),
    });
    await figure.getByText(/grey\.png: this network/).waitFor();
    assert.equal(await alert.count(), 0, 'the sentence goes once something worked');
  },
};

const ABSENT: BrowserTest = {
  name: 'camera: without one there is a sentence, without the interface no button',
  timeout: 120_000,
  async run({ page, context, origin }) {
    await context.grantPermissions(['camera']);
    let figure = await openNms(page, origin);
    await opener(figure).press('Enter');
    await figure
      .getByRole('alert')
      .filter({ hasText: /No camera was found/ })
      .waitFor();
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
    });
    await page.reload();
    figure = await openNms(page, origin);
    assert.equal(await opener(figure).count(), 0);
    assert.equal(await figure.locator('input[type="file"]').count(), 1);
  },
};

const all = [PICTURE, LEAVING, UNPLUGGED, LIVE, DENIED, ABSENT];

/** The reader's own picture is an input of `nms`; a site built without its model has no such page. */
export const tests: BrowserTest[] = explainerSlugs().includes('nms') ? all : [];
