import { describe, expect, it } from 'vitest';
import { dataFiles } from '../../../scripts/dist-rules/data-files.ts';
import { links } from '../../../scripts/dist-rules/links.ts';
import { lostAddresses } from '../../../scripts/dist-rules/published.ts';
import { faultsOf, page, site, type Contents } from './made-site.ts';

describe('links', () => {
  it('accepts pages, files, fragments, states of figures and other sites', async () => {
    const contents = {
      'index.html': page(
        '<h2 id="a">A</h2><a href="/learn/#b"></a><a href="#a"></a><a href="/learn/#v=1&iou=0.6"></a><a href="https://example.org/"></a><a href="mailto:a@b.c"></a>',
      ),
      'learn/index.html': page('<p id="b">B</p><a href="../"></a>'),
    };
    expect(await faultsOf(links, contents)).toEqual([]);
  });

  it('finds an address that leads nowhere, in pages and in style sheets', async () => {
    const contents = {
      'index.html': page('<a href="/gone/"></a><img src="x.png"><img srcset="/y.webp 2x">'),
      'a.css': '@font-face { src: url("/fonts/z.woff2") }',
    };
    expect(await faultsOf(links, contents)).toHaveLength(4);
  });

  it('finds a fragment without an element', async () => {
    expect(await faultsOf(links, { 'index.html': page('<a href="#none"></a>') })).toEqual([
      'index.html: #none leads to no part of index.html',
    ]);
  });

  it('finds an address outside the base', async () => {
    const contents = { 'index.html': page('<a href="/"></a><a href="/sub/"></a>') };
    expect(await faultsOf(links, contents, '/sub/')).toEqual(['index.html: / leads nowhere']);
  });
});

describe('published addresses', () => {
  it('may move, with a line that says where, and may not go', () => {
    const built = site({ 'new/index.html': page('') });
    expect(lostAddresses(built, ['/old/', '/new/'], { '/old/': '/new/' })).toEqual([]);
    expect(lostAddresses(built, ['/old/'], {})).toEqual(['/old/']);
  });
});

describe('data files', () => {
  const names = ['questions', 'cards', 'glossary', 'facts', 'papers', 'syllabus'];
  const empty = Object.fromEntries([
    ...names.map((name) => [`api/${name}.json`, '[]']),
    ['api/coverage.json', '{}'],
  ]) as Contents;

  it('accepts empty ones and finds a missing one', async () => {
    expect(await faultsOf(dataFiles, empty)).toEqual([]);
    expect(await faultsOf(dataFiles, { ...empty, 'api/cards.json': 'null' })).toHaveLength(1);
  });

  it('finds dead addresses and ids that stand twice', async () => {
    const faults = await faultsOf(dataFiles, {
      ...empty,
      'index.html': page('<p id="b"></p>'),
      'api/glossary.json':
        '[{"id":"a","url":"/gone/"},{"id":"a","url":"/#c"},{"id":"b","url":"/#b"}]',
      'api/coverage.json': '{"S1":["/nowhere/"]}',
    });
    expect(faults).toHaveLength(4);
  });
});
