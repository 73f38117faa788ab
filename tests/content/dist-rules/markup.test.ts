import { describe, expect, it } from 'vitest';
import { headings } from '../../../scripts/dist-rules/headings.ts';
import { ids } from '../../../scripts/dist-rules/ids.ts';
import { spacing } from '../../../scripts/dist-rules/spacing.ts';
import { tables } from '../../../scripts/dist-rules/tables.ts';
import { words } from '../../../scripts/dist-rules/words.ts';
import { faultsOf, page } from './made-site.ts';

describe('headings', () => {
  it.each([
    ['no h1', '<h2>A</h2>', 2],
    ['two h1', '<h1>A</h1><h1>B</h1>', 1],
    ['a skipped level', '<h1>A</h1><h3>B</h3>', 1],
    ['a heading without words', '<h1>A</h1><h2></h2>', 1],
    ['good order', '<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2>', 0],
  ])('judges %s', async (_name, body, count) => {
    expect(await faultsOf(headings, { 'index.html': page(body) })).toHaveLength(count);
  });
});

describe('ids', () => {
  it('finds an id that stands twice and one that nobody has', async () => {
    const contents = { 'index.html': page('<p id="a"></p><p id="a"></p><label for="b"></label>') };
    expect(await faultsOf(ids, contents)).toEqual([
      'index.html: the id "a" stands twice',
      'index.html: for="b" finds nothing',
    ]);
  });
});

describe('tables', () => {
  it('finds a header without words', async () => {
    const table = (first: string) =>
      page(`<table><tr><th>${first}</th><th>d1</th></tr><tr><td></td><td>A</td></tr></table>`);
    expect(await faultsOf(tables, { 'index.html': table('detection') })).toEqual([]);
    expect(await faultsOf(tables, { 'index.html': table(' ') })).toHaveLength(1);
  });
});

describe('words', () => {
  it.each([
    'TODO',
    'lorem ipsum',
    'Coming soon',
    '[object Object]',
    'IoU NaN',
    '${name}',
    '<b>undefined</b>',
    'undefined px',
  ])('finds %s', async (text) => {
    expect(await faultsOf(words, { 'index.html': page(`<p>${text}</p>`) })).toHaveLength(1);
  });

  it('lets a sentence say that nothing is undefined', async () => {
    const body = '<p>Nothing here is undefined, which is why it stays.</p>';
    expect(await faultsOf(words, { 'index.html': page(body) })).toEqual([]);
  });

  it('leaves code alone', async () => {
    const body = '<pre>f"${x}" # TODO</pre><p>It returns <code>NaN</code>.</p>';
    expect(await faultsOf(words, { 'index.html': page(body) })).toEqual([]);
  });
});

describe('spacing', () => {
  it.each([
    ['of<a href="/">it</a>', 1],
    ['<a href="/">it</a>and', 1],
    ['of <a href="/">it</a>: (<a href="/">them</a>), 3 × <a href="/">5</a>', 0],
  ])('judges %s', async (text, count) => {
    expect(await faultsOf(spacing, { 'index.html': page(`<p>${text}</p>`) })).toHaveLength(count);
  });
});
