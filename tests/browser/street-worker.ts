import { strict as assert } from 'node:assert';
import { bakeWorld, buildWorld, renderFrame, sampleTrainingView } from '../../src/world/index.ts';
import type { BrowserTest } from './browser-test.ts';
import { openHarness } from './runtime-harness/harness-page.ts';

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

export const tests: BrowserTest[] = [STREET];
