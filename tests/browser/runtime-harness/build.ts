import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { policyFor } from '../../../config/csp.ts';

/**
 * Bundles the harness as the site bundles its figures, under the site's content security policy, and
 * returns the folder, ready to be served.
 *
 * `models` is the folder with the models, `public/models` unless told.
 */
export async function buildHarness(models = 'public/models'): Promise<string> {
  const outDir = join(process.cwd(), '.cache/runtime-harness');
  await build({
    root: import.meta.dirname,
    base: './',
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0 },
  });
  if (existsSync(models)) cpSync(models, join(outDir, 'models'), { recursive: true });
  const policy = policyFor({ scripts: [], styles: [] });
  writeFileSync(join(outDir, '_headers'), `/*\n  Content-Security-Policy: ${policy}\n`);
  return outDir;
}
