import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeIndex } from '../../config/search.ts';
import { withSearch } from '../../scripts/dist-rules/built-search.ts';
import { readSite } from '../../scripts/dist-rules/built-site.ts';
import { searchIndex } from '../../scripts/dist-rules/search-index.ts';
import { searchRanking } from '../../scripts/dist-rules/search-ranking.ts';
import { ranking } from '../../src/components/site/search/ranking.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-index-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function writePage(name: string, text: string): void {
  write(
    `${name}/index.html`,
    `<html lang="en"><body><main data-pagefind-body><i data-pagefind-filter="type:lesson"></i><h1>${name}</h1><p>${text}</p></main></body></html>`,
  );
}

function writeGlossary(terms: readonly (readonly [term: string, short: string])[]): void {
  const entries = terms.map(([term, short]) => ({
    url: '/glossary/#x',
    term,
    abbreviations: [short],
    aliases: [],
    module: 'detection',
    definition: 'What it means, in a sentence.',
  }));
  write('api/glossary.json', JSON.stringify(entries));
}

async function faults(): Promise<readonly string[]> {
  await writeIndex(folder);
  return searchIndex.check(readSite(folder, '/', undefined));
}

describe('the search index', () => {
  beforeEach(() => {
    writePage('short', 'NMS, AP and IoU are short forms.');
    writePage(
      'long',
      'Here are non-maximum suppression, average precision, intersection over union.',
    );
    writePage('glossary', 'All terms.');
  });

  it('shows where an excerpt leaves a formula out, and does not read it as words', async () => {
    writePage('lesson', 'With <math><mi>zqx</mi></math> as the distance.');
    await writeIndex(folder);
    const site = readSite(folder, '/', undefined);
    const found = await withSearch(site, (find) => Promise.all(['distance', 'zqx'].map(find)));
    expect(found[0]?.[0]?.content).toContain('With … as the distance');
    expect(found[1]).toEqual([]);
  });

  it('finds a page by either form of a term', async () => {
    writeGlossary([
      ['Non-maximum suppression', 'NMS'],
      ['Average precision', 'AP'],
      ['Intersection over union', 'IoU'],
    ]);
    expect(await faults()).toEqual([]);
  }, 30_000);

  it('is told off when it does not', async () => {
    const found = await faults();
    expect(found).toContain('“NMS” finds /short/, “non-maximum suppression” does not');
    expect(found).toContain('“average precision” finds /long/, “AP” does not');
  }, 30_000);

  it('puts what teaches a term before its line in the glossary, whatever the case', async () => {
    writeGlossary([['Mean average precision', 'mAP']]);
    writePage('maps', 'Feature maps, heat maps, a map for each class.');
    writePage('scores', 'It is a <a class="term" href="/glossary/#x">mean over classes</a>.');
    await writeIndex(folder);
    const site = readSite(folder, '/', undefined);
    const find = (query: string) => withSearch(site, (search) => search(query), ranking);
    for (const query of ['mAP', 'map', 'mean average precision'])
      expect((await find(query))[0]?.url).toBe('/scores/');
  }, 30_000);

  it('is told off when what readers look for does not come first', async () => {
    writeGlossary([['Mean average precision', 'mAP']]);
    await writeIndex(folder);
    const found = await searchRanking.check(readSite(folder, '/', undefined));
    expect(found).toContain('“mAP” finds glossary/#x first, not explain/average-precision/');
    expect(found).toContain('“FPN” finds nothing first, not learn/detection/two-stage-and-fpn/');
  }, 30_000);
});
