import { strict as assert } from 'node:assert';
import type { JSHandle, Locator, Page } from 'playwright-core';
import type { BrowserTest } from './browser-test.ts';
import { eventually } from './figure-page.ts';
import { openNms, picture, stageSize, truths } from './own-picture-page.ts';
import { explainerSlugs } from './pages.ts';

/** Chromium's own moving test picture instead of a camera; two of them. */
const TWO_CAMERAS = ['--use-fake-device-for-media-stream=device-count=2'];

const opener = (figure: Locator): Locator => figure.locator('button[data-action="camera"]');
const taker = (figure: Locator): Locator => figure.locator('button[data-action="take-picture"]');

/** The tracks of a stream in the page, which outlive the element that showed it. */
type Tracks = JSHandle<MediaStreamTrack[]>;

/** Switches the camera on, waits for its first frame, and returns its tracks. */
async function openCamera(figure: Locator): Promise<Tracks> {
  await opener(figure).press('Enter');
  await taker(figure).and(figure.page().locator(':enabled')).waitFor();
  return tracksOf(figure);
}

/** Returns the tracks of the camera that a figure shows. */
function tracksOf(figure: Locator): Promise<Tracks> {
  return figure.evaluateHandle((node) => {
    const stream = node.querySelector('video')?.srcObject;
    return stream instanceof MediaStream ? stream.getTracks() : [];
  });
}

/** Returns the states of tracks: "video live" or "video ended". */
function trackStates(tracks: Tracks): Promise<string[]> {
  return tracks.evaluate((all) => all.map(({ kind, readyState }) => `${kind} ${readyState}`));
}

async function untilOff(figure: Locator, tracks: Tracks, why: RegExp): Promise<void> {
  await figure.getByRole('status').filter({ hasText: why }).waitFor();
  assert.equal(await figure.locator('video').count(), 0);
  assert.deepEqual(await trackStates(tracks), ['video ended']);
}

/** Counts from now on how often the page asks for a camera; returns what reads the count. */
async function countRequests(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = (wanted) => {
      const { dataset } = document.documentElement;
      dataset['asked'] = String(Number(dataset['asked'] ?? 0) + 1);
      return ask(wanted);
    };
  });
  return () => page.evaluate(() => Number(document.documentElement.dataset['asked'] ?? 0));
}

const PICTURE: BrowserTest = {
  name: 'camera: it is asked for at the press of a button, shows what it sees, and is off once the picture is taken',
  flags: TWO_CAMERAS,
  timeout: 120_000,
  async run({ page, context, origin }) {
    await context.grantPermissions(['camera']);
    const asked = await countRequests(page);
    const figure = await openNms(page, origin);
    assert.equal(await asked(), 0, 'nobody is asked before the button is pressed');
    const first = await openCamera(figure);
    assert.equal(await asked(), 1);
    assert.deepEqual(await trackStates(first), ['video live']);
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
    assert.deepEqual(await trackStates(first), ['video ended'], 'the first one is off');
    await taker(figure).and(page.locator(':enabled')).waitFor();
    assert.equal(await cameras.inputValue(), other);

    const second = await tracksOf(figure);
    await taker(figure).press('Enter');
    await untilOff(figure, second, /Picture taken; the camera is off/);
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
    const stopped = await openCamera(figure);
    await opener(figure).press('Enter');
    await untilOff(figure, stopped, /The camera is off\./);
    const left = await openCamera(figure);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await untilOff(figure, left, /the figure was left/);
    const hidden = await openCamera(figure);
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await untilOff(figure, hidden, /the page was hidden/);
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
    const tracks = await openCamera(figure);
    await taker(figure).focus();
    await tracks.evaluate((all) => {
      // What the browser does when the cable is pulled.
      for (const track of all) {
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
    const tracks = await openCamera(figure);
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
    assert.deepEqual(await trackStates(tracks), ['video ended']);
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
