import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import type { Backend } from '../../src/runtime/engine.ts';
import {
  classifierCases,
  samplePairs,
  type ClassifierCase,
} from '../unit/runtime/golden-classifier.ts';
import { shippedClassifiers, worstDifference } from '../unit/runtime/golden.ts';
import type { BrowserTest } from './browser-test.ts';
import { assertNothingLeft, encoded, openHarness } from './runtime-harness/harness-page.ts';

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

export const tests: BrowserTest[] = shippedClassifiers().flatMap((model) =>
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
      const { page } = world;
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
      await assertNothingLeft(world, backend);
    },
  })),
);
