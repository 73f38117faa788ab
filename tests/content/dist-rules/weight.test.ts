import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { budgets } from '../../../scripts/dist-rules/budgets.ts';
import { models } from '../../../scripts/dist-rules/models.ts';
import { street } from '../../../scripts/dist-rules/street.ts';
import { faultsOf, page, type Contents } from './made-site.ts';

describe('budgets', () => {
  it('counts a script with all that it imports', async () => {
    // Text that gzip cannot shrink below the budget.
    const noise = Array.from({ length: 1200 }, (_, index) =>
      createHash('sha256').update(String(index)).digest('base64'),
    ).join('');
    const contents = {
      'index.html': page('', '<script type="module" src="/a.js"></script>'),
      'a.js': 'import { b } from "./b.js"; b();',
      'b.js': `export const b = "${noise}";`,
    };
    expect((await faultsOf(budgets, contents)).join()).toMatch(
      /^index\.html: \d+ bytes of js, 20480 allowed$/,
    );
  });

  it('counts the picture inside a drawing', async () => {
    const contents = {
      'index.html': page('<svg><image href="/a.webp"></image></svg>'),
      'a.webp': randomBytes(90_000),
    };
    expect(await faultsOf(budgets, contents)).toEqual([
      'index.html: 90000 bytes of pictures, 81920 allowed',
    ]);
  });

  it('counts requests', async () => {
    const styles = Array.from({ length: 17 }, (_, index) => `${index}.css`);
    const head = styles.map((name) => `<link rel="stylesheet" href="/${name}">`).join('');
    const contents = {
      'index.html': page('', head),
      ...Object.fromEntries(styles.map((name) => [name, 'a{}'])),
    };
    expect(await faultsOf(budgets, contents)).toEqual(['index.html: 18 requests, 16 allowed']);
  });
});

describe('the street', () => {
  const parts = {
    '_astro/street-worker-D0iSuwmZ.js': 'draw()',
    '_astro/other-places-BImo2MXt.js': 'park()',
    '_astro/other-light-C-_AwBYy.js': 'lamps()',
  };

  it('accepts light parts', async () => {
    expect(await faultsOf(street, parts)).toEqual([]);
  });

  it('finds a part that grew too heavy, and one that is gone', async () => {
    const contents = {
      '_astro/street-worker-D0iSuwmZ.js': randomBytes(36_000),
      '_astro/other-places-BImo2MXt.js': 'park()',
    };
    expect(await faultsOf(street, contents)).toEqual([
      expect.stringMatching(/^_astro\/street-worker-D0iSuwmZ\.js: 36\d+ bytes, 35328 allowed$/),
      'the street has no file other-light',
    ]);
  });
});

describe('models', () => {
  const weights = 'weights';
  const sha256 = createHash('sha256').update(weights).digest('hex');
  const card = JSON.stringify({ files: { 'weights.bin': { bytes: weights.length, sha256 } } });

  it('accepts the described file and finds an altered, a cut and a missing one', async () => {
    const at = 'models/detector/';
    const check = (contents: Contents) =>
      faultsOf(models, { [`${at}card.json`]: card, ...contents });
    expect(await check({ [`${at}weights.bin`]: weights })).toEqual([]);
    expect(await check({ [`${at}weights.bin`]: 'weightz' })).toHaveLength(1);
    expect(await check({ [`${at}weights.bin`]: 'weight' })).toHaveLength(1);
    expect(await check({})).toHaveLength(1);
  });

  it('finds weights that are too heavy', async () => {
    // Random bytes do not shrink.
    const heavy = randomBytes(170_000);
    const entry = { bytes: heavy.length, sha256: createHash('sha256').update(heavy).digest('hex') };
    const contents = {
      'models/detector/card.json': JSON.stringify({ files: { 'weights.bin': entry } }),
      'models/detector/weights.bin': heavy,
    };
    expect((await faultsOf(models, contents)).join()).toContain('165000 allowed');
  });
});
