import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { budgets } from '../../../scripts/dist-rules/budgets.ts';
import { figures, figureWeights } from '../../../scripts/dist-rules/figures.ts';
import { models } from '../../../scripts/dist-rules/models.ts';
import { street } from '../../../scripts/dist-rules/street.ts';
import { faultsOf, page, site, type Contents } from './made-site.ts';

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

describe('figures', () => {
  const island = (name: string) =>
    page(`<astro-island component-url="/${name}.js" renderer-url="/island.js"></astro-island>`);
  /** Three figures: all import `runtime.js`, two of them `slider.js`, and one opens `later.js`. */
  const contents = {
    'explain/iou/index.html': island('iou'),
    'explain/nms/index.html': island('nms'),
    'explain/anchors/index.html': island('anchors'),
    'island.js': 'import{a}from"./runtime.js";a()',
    'iou.js': 'import{a}from"./runtime.js";iou(a)',
    'nms.js': 'import{a}from"./runtime.js";import"./slider.js";import("./later.js");nms(a)',
    'anchors.js': 'import"./slider.js";import{built}from"./values.js";show(built)',
    'runtime.js': randomBytes(1000),
    'slider.js': randomBytes(2000),
    'values.js': randomBytes(4000),
    'later.js': randomBytes(90_000),
  };

  it('have what they share counted once, and what comes later not at all', async () => {
    const { own, common, shared } = figureWeights(site(contents));
    const kilobytes = (weight: number) => Math.round(weight / 1000);
    expect([...own].map(([slug, weight]) => [slug, kilobytes(weight)])).toEqual([
      ['anchors', 4],
      ['iou', 0],
      ['nms', 0],
    ]);
    expect([common, shared].map(kilobytes)).toEqual([1, 3]);
    expect(await faultsOf(figures, contents)).toEqual([]);
  });

  it('are told off for what only one of them brings, and for what all of them bring', async () => {
    const heavy = {
      ...contents,
      'values.js': randomBytes(36_000),
      'runtime.js': randomBytes(37_000),
      'slider.js': randomBytes(38_000),
    };
    expect(await faultsOf(figures, heavy)).toEqual([
      expect.stringMatching(/^anchors: 36\d+ bytes of scripts of its own, 35840 allowed$/),
      expect.stringMatching(/^every figure: 37\d+ bytes of scripts, 35840 allowed$/),
    ]);
  });

  it('are told off when nothing on their page wakes them', async () => {
    const asleep = { ...contents, 'explain/iou/index.html': page('<figure></figure>') };
    expect(await faultsOf(figures, asleep)).toEqual(['iou: no script of its own wakes it']);
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
      expect.stringMatching(/^_astro\/street-worker-D0iSuwmZ\.js: 36\d+ bytes, 33792 allowed$/),
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
