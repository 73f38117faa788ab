import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { serve } from '../../../scripts/serve.ts';
import type { Backend } from '../../../src/runtime/engine.ts';
import { MODELS } from '../../unit/runtime/golden.ts';
import { forget, type BrowserTestWorld } from '../browser-test.ts';
import { buildHarness } from './build.ts';
import type { Harness } from './main.ts';

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
export async function openHarness({ page, complaints }: BrowserTestWorld): Promise<string> {
  server ??= buildHarness(MODELS).then((folder) => serve({ folder }));
  const { origin } = await server;
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => 'harness' in window);
  page.on('request', () => forget(complaints, `request to another origin: ${origin}`));
  forget(complaints, `request to another origin: ${origin}`);
  return origin;
}

/** The picture of a golden case as it can be handed to the page. */
export function encoded({ rgba }: { rgba: Uint8ClampedArray }): string {
  return Buffer.from(rgba).toString('base64');
}

/** Loads, and says how it ended: `fine`, or the code and the sentence of the error. */
export function loadOutcome(
  page: Page,
  backend?: Backend,
): Promise<{ code: string; sentence: string }> {
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

/** Fails unless the engine holds the weights of what it ran and nothing else. */
export async function assertNothingLeft(
  { page, complaints }: BrowserTestWorld,
  backend: Backend,
): Promise<void> {
  const { weights, tensors } = await page.evaluate(
    (choice) => window.harness.engine.inspect({ backend: choice }),
    backend,
  );
  assert.ok(weights > 0);
  assert.equal(tensors, weights);
  // Software renderers comment on their own slowness.
  forget(complaints, '[.WebGL', 'The powerPreference', 'No available adapters');
}
