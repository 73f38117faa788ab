import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import golden from './golden.json' with { type: 'json' };

/** Written anew with `UPDATE_GOLDEN=1` after a change that is meant to alter pixels. */
const goldenFile = join(import.meta.dirname, 'golden.json');
const folder = mkdtempSync(join(tmpdir(), 'street-'));
const bundle = join(folder, 'golden.mjs');

/** Every Node on the path, each program once. */
const engines = [
  ...new Set(
    [process.execPath]
      .concat(
        (process.env['PATH'] ?? '').split(delimiter).map((directory) => join(directory, 'node')),
      )
      .filter((path) => existsSync(path))
      .map((path) => realpathSync(path)),
  ),
];

beforeAll(async () => {
  await build({
    stdin: {
      contents: `import { goldenFingerprints } from './golden-worlds.ts';
        process.stdout.write(JSON.stringify(goldenFingerprints()));`,
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    outfile: bundle,
    logLevel: 'silent',
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('twenty streets, bundled once', () => {
  test.each(engines)(
    'have their golden pixels, ids, depths and objects on %s',
    (engine) => {
      const printed = execFileSync(engine, [bundle], { encoding: 'utf8' });
      const prints: unknown = JSON.parse(printed);
      if (process.env['UPDATE_GOLDEN']) {
        writeFileSync(goldenFile, `${JSON.stringify(prints, null, 2)}\n`);
        return;
      }
      expect(prints).toEqual(golden);
    },
    300_000,
  );
});
