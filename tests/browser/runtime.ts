import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import type { Backend } from '../../src/runtime/engine.ts';
import { serve } from '../../scripts/serve.ts';
import { bakeWorld, buildWorld, renderFrame, sampleTrainingView } from '../../src/world/index.ts';
import {
  goldenCases,
  MODELS,
  shippedClassifiers,
  shippedDetectors,
  worstDifference,
} from '../unit/runtime/golden.ts';
import {
  classifierCases,
  samplePairs,
  type ClassifierCase,
} from '../unit/runtime/golden-classifier.ts';
import { forget, type BrowserTest, type BrowserTestWorld } from './browser-test.ts';
import { eventually } from './figure-page.ts';
import { buildHarness } from './runtime-harness/build.ts';
import type { Harness } from './runtime-harness/main.ts';

/**
 * The runtime without a figure around it, bundled as the site bundles it and served by itself: only
 * so can every raw output be read, the network be broken and the graphics processor be taken away.
 */
declare global {
  interface Window {
    harness: Harness;
  }
}

let server: Promise<{ origin: string }> | undefined;

/** Opens the harness; `complaints` no longer counts its address as a foreign one. */
async function openHarness({ page, complaints }: BrowserTestWorld): Promise<string> {
  server ??= buildHarness(MODELS).then((folder) => serve({ folder }));
  const { origin } = await server;
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => 'harness' in window);
  page.on('request', () => forget(complaints, `request to another origin: ${origin}`));
  forget(complaints, `request to another origin: ${origin}`);
  return origin;
}

/** The picture of a golden case as it can be handed to the page. */
function encoded({ rgba }: { rgba: Uint8ClampedArray }): string {
  return Buffer.from(rgba).toString('base64');
}

/** Runs the detector in the page; returns its raw outputs at some anchors, and where it ran. */
async function rawOutputs(
  page: Page,
  picture: { width: number; height: number; rgba: Uint8ClampedArray },
  anchors: readonly number[],
  options: { model?: string; backend?: Backend },
): Promise<{ backend: Backend; ms: number; logits: number[][]; offsets: number[][] }> {
  const { width, height } = picture;
  return page.evaluate(
    async ([size, pixels, wanted, choice]) => {
      const data = Uint8ClampedArray.from(atob(pixels), (letter) => letter.charCodeAt(0));
      const raw = await window.harness.engine.detect({ ...size, data }, { ...choice, floor: 0 });
      const classes = 5;
      return {
        backend: raw.backend,
        ms: raw.ms,
        logits: wanted.map((a) => raw.logits.slice(a * classes, (a + 1) * classes)),
        offsets: wanted.map((a) => [...(raw.offsets[a * classes] ?? [])]),
      };
    },
    [{ width, height }, encoded(picture), anchors, options] as const,
  );
}

function* pairs(a: readonly number[][], b: readonly (readonly number[])[]) {
  for (const [row, values] of b.entries()) {
    for (const [column, value] of values.entries()) {
      yield [a[row]?.[column] ?? NaN, value] as const;
    }
  }
}

/** Loads, and says how it ended: `fine`, or the code and the sentence of the error. */
function loadOutcome(page: Page, backend?: Backend): Promise<{ code: string; sentence: string }> {
  return page.evaluate(async (choice) => {
    const { engine, isAbort } = window.harness;
    try {
      await engine.loadModel('detector', choice ? { backend: choice } : {});
      return { code: 'fine', sentence: '' };
    } catch (error) {
      if (isAbort(error)) return { code: 'abort', sentence: '' };
      if (!(error instanceof window.harness.RuntimeError)) throw error;
      return { code: error.code, sentence: error.message };
    }
  }, backend);
}

const onBackends: BrowserTest[] = shippedDetectors().flatMap((model) =>
  (['wasm', 'webgl', 'cpu', 'webgpu'] as const).map((backend): BrowserTest => ({
    name: `runtime: ${model} on ${backend} gives what PyTorch gave and leaves no tensor behind`,
    timeout: backend === 'webgpu' ? 300_000 : 180_000,
    ...(backend === 'webgpu' ? { flags: ['--enable-unsafe-webgpu'] } : {}),
    async run(world) {
      await openHarness(world);
      const { page, complaints } = world;
      for (const { picture, anchors, logits, offsets } of goldenCases(model)) {
        const raw = await rawOutputs(page, picture, anchors, { model, backend });
        assert.equal(raw.backend, backend);
        const worst = worstDifference([
          ...pairs(raw.logits, logits),
          ...pairs(raw.offsets, offsets),
        ]);
        assert.ok(worst <= 1e-3, `differs by ${worst}`);
      }
      const inspection = await page.evaluate(
        (choice) => window.harness.engine.inspect({ backend: choice }),
        backend,
      );
      assert.ok(inspection.weights > 0);
      assert.equal(inspection.tensors, inspection.weights);
      // Software renderers comment on their own slowness.
      forget(complaints, '[.WebGL', 'The powerPreference', 'No available adapters');
    },
  })),
);

/** What the page computes of one golden case of a classifier. */
function classifierOutputs(
  page: Page,
  { picture, widePicture, ...golden }: ClassifierCase,
  options: { model: string; backend: Backend },
) {
  const handed = [picture, widePicture].map(({ width, height, data }) => ({
    width,
    height,
    pixels: encoded({ rgba: data }),
  }));
  return page.evaluate(
    async ([pictures, wanted, choice]) => {
      const { engine } = window.harness;
      const [near, wide] = pictures.map(({ pixels, ...size }) => ({
        ...size,
        data: Uint8ClampedArray.from(atob(pixels), (letter) => letter.charCodeAt(0)),
      }));
      if (!near || !wide) throw new Error('two pictures are needed');
      const { unit, side } = wanted.wideGradient;
      const of = (values: Float32Array, indices: readonly number[]): number[] =>
        indices.map((index) => values[index] ?? NaN);
      const scores = await engine.classify(near, choice);
      const { layer } = wanted.activation;
      const activation = await engine.activations(near, { ...choice, layer });
      const signed = { ...choice, measure: 'signed' } as const;
      const logit = {
        layer: 'classes',
        row: 'mean',
        column: 'mean',
        channel: wanted.class,
      } as const;
      const gradient = await engine.inputGradients([near], { ...signed, unit: logit });
      const size = { width: side, height: side };
      const field = await engine.inputGradients([wide], { ...signed, unit, size });
      return {
        backend: scores.backend,
        logits: [...scores.logits],
        activation: of(activation.values, wanted.activation.indices),
        logitGradient: of(gradient.values, wanted.logitGradient.indices),
        wideGradient: of(field.values, wanted.wideGradient.indices),
      };
    },
    [handed, golden, options] as const,
  );
}

const classifiersOnBackends: BrowserTest[] = shippedClassifiers().flatMap((model) =>
  // Its variants have the same operations: one graphics backend is enough for them.
  (model === 'classifier'
    ? (['wasm', 'webgl', 'cpu', 'webgpu'] as const)
    : (['webgl'] as const)
  ).map((backend): BrowserTest => ({
    name: `runtime: logits, activations and gradients of ${model} on ${backend} are PyTorch’s`,
    timeout: backend === 'webgpu' ? 300_000 : 180_000,
    ...(backend === 'webgpu' ? { flags: ['--enable-unsafe-webgpu'] } : {}),
    async run(world) {
      await openHarness(world);
      const { page, complaints } = world;
      // Node checks all cases; two are enough to tell a backend that computes something else.
      for (const golden of classifierCases(model).slice(0, 2)) {
        const seen = await classifierOutputs(page, golden, { model, backend });
        assert.equal(seen.backend, backend);
        const at = (sample: { values: readonly number[] }) => ({
          indices: sample.values.map((_, i) => i),
          values: sample.values,
        });
        const worst = worstDifference([
          ...samplePairs(seen.logits, at({ values: golden.logits })),
          ...samplePairs(seen.activation, at(golden.activation)),
          ...samplePairs(seen.logitGradient, at(golden.logitGradient)),
          ...samplePairs(seen.wideGradient, at(golden.wideGradient)),
        ]);
        assert.ok(worst <= 1e-3, `differs by ${worst}`);
      }
      const inspection = await page.evaluate(
        (choice) => window.harness.engine.inspect({ backend: choice }),
        backend,
      );
      assert.ok(inspection.weights > 0);
      assert.equal(inspection.tensors, inspection.weights);
      forget(complaints, '[.WebGL', 'The powerPreference', 'No available adapters');
    },
  })),
);

const FIRST_THAT_WORKS: BrowserTest = {
  name: 'runtime: without a graphics processor it says so and takes WebAssembly',
  timeout: 90_000,
  async run(world) {
    await openHarness(world);
    const fetched: string[] = [];
    world.page.context().on('request', (request) => fetched.push(request.url()));
    const model = await world.page.evaluate(async () => {
      const { backend, skipped } = await window.harness.engine.loadModel('detector');
      return { backend, skipped };
    });
    assert.equal(model.backend, 'wasm');
    assert.deepEqual(
      model.skipped.map(({ backend }) => backend),
      ['webgpu', 'webgl'],
    );
    assert.ok(!fetched.some((url) => /webg(pu|l)-/.test(url)), 'fetched code that is of no use');
    forget(world.complaints, 'No available adapters');
  },
};

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

const CONTEXT_LOST: BrowserTest = {
  name: 'runtime: WebGL lost during inference is recovered, with the same predictions',
  timeout: 180_000,
  async run(world) {
    await openHarness(world);
    const { page, complaints } = world;
    const seen = await page.evaluate(async () => {
      const { engine } = window.harness;
      const data = Uint8ClampedArray.from({ length: 163_840 }, (_, i) => (i * 37) % 251);
      const picture = { width: 256, height: 160, data };
      const options = { backend: 'webgl', floor: 0 } as const;
      const before = await engine.detect(picture, options);
      // The run is under way in the worker when the device is taken away.
      const during = engine.detect(picture, options);
      await engine.inspect({ backend: 'webgl', loseDevice: true });
      const after = await during;
      const inspection = await engine.inspect({ backend: 'webgl' });
      let worst = 0;
      for (const [i, b] of before.logits.entries()) {
        worst = Math.max(worst, Math.abs((after.logits[i] ?? NaN) - b));
      }
      return { ...inspection, worst, backend: after.backend };
    });
    assert.ok(seen.worst <= 1e-3, `differs by ${seen.worst}`);
    assert.equal(seen.backend, 'webgl');
    assert.equal(seen.recoveries, 1);
    assert.equal(seen.tensors, seen.weights);
    forget(complaints, '[.WebGL', 'WebGL: CONTEXT_LOST');
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

const STREET: BrowserTest = {
  name: 'street worker: a draft comes first, then the same pixels as in Node, and nothing stale',
  timeout: 90_000,
  async run(world) {
    await openHarness(world);
    const { camera } = sampleTrainingView(11);
    // A scene that needs every part that the worker fetches on demand.
    const spec = { seed: 11, layout: 'square', light: 'night', weather: 'rain' } as const;
    const seen = await world.page.evaluate(
      async ([street, eye]) => {
        const { street: renderer, isAbort } = window.harness;
        const view = { spec: street, camera: eye, width: 320, height: 200 };
        const drafts: number[] = [];
        const onDraft = ({ width }: { width: number }): number => drafts.push(width);
        const ends = await Promise.all(
          [0, 0.01, 0.02, 0].map((turn) =>
            renderer
              .render({ ...view, camera: { ...eye, yaw: eye.yaw + turn } }, { onDraft })
              .catch((error: unknown) => (isAbort(error) ? null : Promise.reject(error))),
          ),
        );
        const last = ends.at(-1);
        const pixels = last ? String.fromCharCode(...last.rgba.subarray(0, 100_000)) : '';
        return { drafts, sharp: ends.map((frame) => frame?.sharp ?? false), pixels: btoa(pixels) };
      },
      [spec, camera] as const,
    );
    assert.deepEqual(seen.sharp, [false, false, false, true]);
    assert.deepEqual(new Set(seen.drafts), new Set([160]));
    const options = { width: 320, height: 200, samples: 2 } as const;
    const { rgba } = renderFrame(bakeWorld(buildWorld(spec)), camera, options);
    assert.equal(seen.pixels, Buffer.from(rgba.subarray(0, 100_000)).toString('base64'));
  },
};

export const tests: BrowserTest[] = [
  ...(shippedDetectors().includes('detector')
    ? [
        ...onBackends,
        FIRST_THAT_WORKS,
        PROGRESS,
        ...brokenWeights,
        OFFLINE,
        CANCEL,
        CONTEXT_LOST,
        STORAGE_DENIED,
      ]
    : []),
  ...classifiersOnBackends,
  STREET,
];
