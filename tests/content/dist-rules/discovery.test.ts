import { describe, expect, it } from 'vitest';
import { crawling } from '../../../scripts/dist-rules/crawling.ts';
import { discovery } from '../../../scripts/dist-rules/discovery.ts';
import { metadata } from '../../../scripts/dist-rules/metadata.ts';
import { searchIndex } from '../../../scripts/dist-rules/search-index.ts';
import { faultsOf, page } from './made-site.ts';

describe('metadata', () => {
  const head = (title: string, more = '') =>
    `<title>${title}</title><meta name="viewport" content="width=device-width"><meta name="description" content="${title}: a description of more than forty characters."><link rel="icon" href="/i.svg"><link rel="manifest" href="/m">${more}`;

  it('accepts a whole page and finds each missing part', async () => {
    expect(await faultsOf(metadata, { 'index.html': page('', head('A')) })).toEqual([]);
    expect(await faultsOf(metadata, { 'index.html': '<html><body></body></html>' })).toHaveLength(
      9,
    );
  });

  it.each([
    ['a title without end', head('A'.repeat(131)).replace(/content="A+/, 'content="A')],
    ['a description without end', head('A').replace('forty', 'forty'.repeat(40))],
    ['a page that does not fit itself', head('A').replace('width=device-width', 'width=1280')],
  ])('finds %s', async (_name, text) => {
    expect(await faultsOf(metadata, { 'index.html': page('', text) })).toHaveLength(1);
  });

  it('finds two pages with one title', async () => {
    const contents = { 'a/index.html': page('', head('A')), 'b/index.html': page('', head('A')) };
    expect(await faultsOf(metadata, contents)).toHaveLength(2);
  });

  it('finds an invented address without SITE and a wrong one with it', async () => {
    const canonical = '<link rel="canonical" href="https://example.org/">';
    const contents = { 'index.html': page('', head('A', canonical)) };
    expect(await faultsOf(metadata, contents)).toHaveLength(1);
    expect(await faultsOf(metadata, contents, '/sub/', 'https://example.org')).toHaveLength(2);
  });
});

describe('search', () => {
  it('misses an index that was not built', async () => {
    expect(await faultsOf(searchIndex, {})).toEqual(['there is no search index']);
  });
});

describe('discovery', () => {
  it('finds what is missing and a manifest for another base', async () => {
    const contents = { 'manifest.webmanifest': '{"start_url":"/","icons":[{"src":"/i.png"}]}' };
    expect(await faultsOf(discovery, contents, '/sub/')).toHaveLength(5);
  });

  it('finds a page that the sitemap leaves out', async () => {
    const contents = {
      'robots.txt': 'Sitemap: x',
      'llms.txt': '',
      '404.html': page(''),
      'manifest.webmanifest': '{"start_url":"/"}',
      'index.html': page(''),
      'sitemap-0.xml': '<loc>https://example.org/other/</loc>',
    };
    expect(await faultsOf(discovery, contents, '/', 'https://example.org')).toEqual([
      'the sitemap does not list /',
    ]);
  });
});

describe('crawling', () => {
  const robots = 'User-agent: *\nAllow: /\n';

  it('accepts links with an address and words, also those of a picture or a label', async () => {
    const body =
      '<a href="/">Home</a><a href="/"><img src="/a.png" alt="A street"></a><a href="/" aria-label="Home"><svg></svg></a>';
    const contents = { 'index.html': page(body), 'robots.txt': robots };
    expect(await faultsOf(crawling, contents)).toEqual([]);
  });

  it.each([
    ['without an address', '<a>AlexNet 2012</a>'],
    ['without words', '<a href="/"><svg></svg></a>'],
    ['that says only “here”', '<a href="/">here</a>'],
    ['that says only “Read more …”', '<a href="/">Read more …</a>'],
  ])('finds a link %s', async (_name, link) => {
    const contents = { 'index.html': page(link), 'robots.txt': robots };
    expect(await faultsOf(crawling, contents)).toHaveLength(1);
  });

  it('finds a page that hides itself, but lets the 404 page do so', async () => {
    const html = page('', '<meta name="robots" content="noindex">');
    const contents = { 'index.html': html, '404.html': html, 'robots.txt': robots };
    expect(await faultsOf(crawling, contents)).toEqual([
      'index.html: tells search engines noindex',
    ]);
  });

  it('finds what keeps crawlers out, and what they do not understand', async () => {
    const contents = {
      'robots.txt': `${robots}Disallow: /learn/\nPlease come in\n`,
      _headers: '/*\n  X-Robots-Tag: noindex\n',
    };
    expect(await faultsOf(crawling, contents)).toHaveLength(3);
  });
});
