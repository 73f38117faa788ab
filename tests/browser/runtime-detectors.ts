import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import type { Backend } from '../../src/runtime/engine.ts';
import { goldenCases, shippedDetectors, worstDifference } from '../unit/runtime/golden.ts';
import type { BrowserTest } from './browser-test.ts';
import { assertNothingLeft, encoded, openHarness } from './runtime-harness/harness-page.ts';

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

export const tests: BrowserTest[] = shippedDetectors().flatMap((model) =>
  (['wasm', 'webgl', 'cpu', 'webgpu'] as const).map((backend): BrowserTest => ({
    name: `runtime: ${model} on ${backend} gives what PyTorch gave and leaves no tensor behind`,
    timeout: backend === 'webgpu' ? 300_000 : 180_000,
    ...(backend === 'webgpu' ? { flags: ['--enable-unsafe-webgpu'] } : {}),
    async run(world) {
      await openHarness(world);
      const { page } = world;
      for (const { picture, anchors, logits, offsets } of goldenCases(model)) {
        const raw = await rawOutputs(page, picture, anchors, { model, backend });
        assert.equal(raw.backend, backend);
        const worst = worstDifference([
          ...pairs(raw.logits, logits),
          ...pairs(raw.offsets, offsets),
        ]);
        assert.ok(worst <= 1e-3, `differs by ${worst}`);
      }
      await assertNothingLeft(world, backend);
    },
  })),
);
