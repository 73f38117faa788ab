import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { build } from 'esbuild';
import golden from '../unit/world/golden.json' with { type: 'json' };
import type { BrowserTest } from './browser-test.ts';

/** The street's golden fingerprints as one script that any engine can run. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../unit/world/golden-worlds.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'street',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

export const tests: BrowserTest[] = [
  {
    name: 'twenty streets have the same pixels, ids, depths and objects in Chromium as in Node',
    timeout: 240_000,
    async run({ page }) {
      const script = await bundle();
      const prints: unknown = await page.evaluate(`${script}; street.goldenFingerprints()`);
      assert.deepEqual(prints, golden);
    },
  },
];
