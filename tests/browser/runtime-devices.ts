import { strict as assert } from 'node:assert';
import { shippedDetectors } from '../unit/runtime/golden.ts';
import { forget, type BrowserTest } from './browser-test.ts';
import { openHarness } from './runtime-harness/harness-page.ts';

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

const all = [FIRST_THAT_WORKS, CONTEXT_LOST];

/** Nothing to run before a detector is shipped. */
export const tests: BrowserTest[] = shippedDetectors().includes('detector') ? all : [];
