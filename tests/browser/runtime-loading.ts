import { strict as assert } from 'node:assert';
import { shippedDetectors } from '../unit/runtime/golden.ts';
import { forget, type BrowserTest } from './browser-test.ts';
import { eventually } from './figure-page.ts';
import { loadOutcome, openHarness } from './runtime-harness/harness-page.ts';

const PROGRESS: BrowserTest = {
  name: 'runtime: progress is told in bytes and ends at the total',
  timeout: 90_000,
  async run(world) {
    await openHarness(world);
    const told = await world.page.evaluate(async () => {
      const heard: [number, number][] = [];
      await window.harness.engine.loadModel('detector', {
        backend: 'wasm',
        onProgress: (bytes, total) => heard.push([bytes, total]),
      });
      return heard;
    });
    assert.ok(told.length > 0);
    const [bytes, total] = told.at(-1) ?? [0, 1];
    assert.equal(bytes, total);
    assert.ok(told.every(([now], index) => now >= (told[index - 1]?.[0] ?? 0)));
  },
};

/** Ways to break the model on its way, and what is said about each. */
const breaks: [string, string, (body: Buffer) => { status?: number; body: Buffer }][] = [
  ['missing', 'missing', () => ({ status: 404, body: Buffer.from('') })],
  ['truncated', 'truncated', (body) => ({ body: body.subarray(0, body.length - 1000) })],
  [
    'altered',
    'damaged',
    (body) => ({ body: Buffer.from(body.map((byte, i) => (i === 500 ? byte ^ 1 : byte))) }),
  ],
];

const brokenWeights = breaks.map(([what, code, spoil]): BrowserTest => ({
  name: `runtime: weights that are ${what} give one clear sentence, and the retry works`,
  timeout: 90_000,
  async run(world) {
    await openHarness(world);
    const { page, complaints } = world;
    await page.context().route('**/weights.bin*', async (route) => {
      const { status = 200, body } = spoil(await (await route.fetch()).body());
      await route.fulfill({ status, body });
    });
    const outcome = await loadOutcome(page, 'wasm');
    assert.equal(outcome.code, code);
    assert.match(outcome.sentence, /^[A-Z][^.]*\. .*\.$/);
    forget(complaints, 'Failed to load resource');
    await page.context().unroute('**/weights.bin*');
    assert.equal((await loadOutcome(page, 'wasm')).code, 'fine');
  },
}));

const OFFLINE: BrowserTest = {
  name: 'runtime: offline before loading says so, offline after loading changes nothing',
  timeout: 90_000,
  async run(world) {
    await openHarness(world);
    const { page, context, complaints } = world;
    await context.setOffline(true);
    assert.equal((await loadOutcome(page, 'wasm')).code, 'offline');
    await context.setOffline(false);
    assert.equal((await loadOutcome(page, 'wasm')).code, 'fine');
    await context.setOffline(true);
    const found = await page.evaluate(async () => {
      const picture = { width: 300, height: 200, data: new Uint8ClampedArray(240_000) };
      const raw = await window.harness.engine.detect(picture, { backend: 'wasm', floor: 0 });
      return raw.boxes.length;
    });
    assert.equal(found, 51_000);
    await context.setOffline(false);
    forget(complaints, 'Failed to load resource');
  },
};

const CANCEL: BrowserTest = {
  name: 'runtime: a cancelled load ends at once, fetches no further, and can be begun again',
  timeout: 90_000,
  async run(world) {
    await openHarness(world);
    const { page } = world;
    let held = 0;
    await page.context().route('**/weights.bin*', () => {
      held += 1; // never answered
    });
    const controller = await page.evaluateHandle(() => new AbortController());
    const ending = page.evaluate(({ signal }) => {
      const { engine, isAbort } = window.harness;
      return engine.loadModel('detector', { backend: 'wasm', signal }).then(
        () => 'fine',
        (error: unknown) => (isAbort(error) ? 'abort' : 'error'),
      );
    }, controller);
    await eventually(() => Promise.resolve(held > 0), 'the weights are asked for', 30_000);
    await controller.evaluate((each) => each.abort());
    const end = await ending;
    assert.equal(end, 'abort');
    assert.equal(held, 1);
    await page.context().unroute('**/weights.bin*');
    assert.equal((await loadOutcome(page, 'wasm')).code, 'fine');
  },
};

const STORAGE_DENIED: BrowserTest = {
  name: 'runtime: with storage denied the detector still runs',
  timeout: 90_000,
  async run(world) {
    await world.page.addInitScript(() => {
      const refuse = (): never => {
        throw new DOMException('denied', 'SecurityError');
      };
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
        Object.defineProperty(window, name, { get: refuse });
      }
    });
    await openHarness(world);
    assert.equal((await loadOutcome(world.page, 'wasm')).code, 'fine');
  },
};

const all = [PROGRESS, ...brokenWeights, OFFLINE, CANCEL, STORAGE_DENIED];

/** Nothing to load before a detector is shipped. */
export const tests: BrowserTest[] = shippedDetectors().includes('detector') ? all : [];
