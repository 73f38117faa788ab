import { createHash, randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { headersFile, inlineHashes, withPolicy } from '../../config/csp.ts';
import { budgets } from '../../scripts/dist-rules/budgets.ts';
import { builtSite, type Rule } from '../../scripts/dist-rules/built-site.ts';
import { crawling } from '../../scripts/dist-rules/crawling.ts';
import { dataFiles } from '../../scripts/dist-rules/data-files.ts';
import { discovery } from '../../scripts/dist-rules/discovery.ts';
import { fonts } from '../../scripts/dist-rules/fonts.ts';
import { headings } from '../../scripts/dist-rules/headings.ts';
import { ids } from '../../scripts/dist-rules/ids.ts';
import { images } from '../../scripts/dist-rules/images.ts';
import { links } from '../../scripts/dist-rules/links.ts';
import { metadata } from '../../scripts/dist-rules/metadata.ts';
import { models } from '../../scripts/dist-rules/models.ts';
import { origins } from '../../scripts/dist-rules/origins.ts';
import { outdated } from '../../scripts/dist-rules/outdated.ts';
import { policy } from '../../scripts/dist-rules/policy.ts';
import { lostAddresses } from '../../scripts/dist-rules/published.ts';
import { searchIndex } from '../../scripts/dist-rules/search-index.ts';
import { street } from '../../scripts/dist-rules/street.ts';
import { tables } from '../../scripts/dist-rules/tables.ts';
import { words } from '../../scripts/dist-rules/words.ts';

type Contents = Record<string, string | Buffer>;

function site(contents: Contents, base = '/', origin?: string) {
  const files = Object.entries(contents).map(([name, text]) => [name, Buffer.from(text)] as const);
  return builtSite(new Map(files), base, origin);
}

async function faultsOf(rule: Rule, contents: Contents, base?: string, origin?: string) {
  return rule.check(site(contents, base, origin));
}

const page = (body: string, head = '') =>
  `<!doctype html><html lang="en-GB"><head><meta charset="utf-8">${head}</head><body><main>${body}</main></body></html>`;

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

describe('policy', () => {
  const inline = page('<script>let a = 1;</script>', '<style>a{}</style>');
  const hashes = inlineHashes(inline);

  it('accepts what the build writes', async () => {
    const contents = { 'index.html': withPolicy(inline), _headers: headersFile(hashes) };
    expect(await faultsOf(policy, contents)).toEqual([]);
  });

  it('finds a page without a policy and a missing _headers file', async () => {
    const faults = await faultsOf(policy, { 'index.html': page('') });
    expect(faults).toEqual(['index.html: has no policy', 'there is no _headers file']);
  });

  it('finds a script that was changed after it was hashed', async () => {
    const changed = withPolicy(inline).replace('let a = 1', 'let a = 2');
    const faults = await faultsOf(policy, { 'index.html': changed, _headers: headersFile(hashes) });
    expect(faults.join()).toContain('index.html: does not cover script');
    expect(faults.join()).toContain('of index.html is missing');
  });

  it('finds style attributes, handlers and javascript: addresses', async () => {
    const html = withPolicy(
      page('<p style="color:red" onclick="a()"><a href="javascript:a()"></a>'),
    );
    const contents = { 'index.html': html, _headers: headersFile({ scripts: [], styles: [] }) };
    expect(await faultsOf(policy, contents)).toHaveLength(3);
  });

  it("finds 'unsafe-inline', other origins and what loads before the policy", async () => {
    const html = withPolicy(page(''))
      .replace("style-src 'self'", "style-src 'self' 'unsafe-inline' https://example.org")
      .replace('<meta charset', '<link rel="stylesheet" href="/a.css"><meta charset');
    const contents = { 'index.html': html, _headers: headersFile({ scripts: [], styles: [] }) };
    expect(await faultsOf(policy, contents)).toHaveLength(3);
  });
});

describe('origins', () => {
  it('lets a reader follow a link to a source', async () => {
    const contents = {
      'index.html': page('<a href="https://arxiv.org/abs/1704.04503">Soft-NMS</a>'),
    };
    expect(await faultsOf(origins, contents)).toEqual([]);
  });

  it('finds scripts, pictures, fonts and requests from elsewhere', async () => {
    const contents = {
      'index.html': page(
        '<script src="https://cdn.example/a.js"></script><img src="//cdn.example/a.png">',
      ),
      'a.css':
        '@import "https://fonts.example/a.css"; a { background: url(https://cdn.example/b.png) }',
      'a.js': 'fetch("https://api.example/")',
    };
    expect(await faultsOf(origins, contents)).toHaveLength(5);
  });
});

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

describe('images', () => {
  it('finds a picture without words, without size and of another format than its name', async () => {
    const contents = { 'index.html': page('<img src="/a.png">'), 'a.png': 'no picture' };
    expect(await faultsOf(images, contents)).toHaveLength(3);
  });

  it('accepts a drawing', async () => {
    const contents = {
      'index.html': page('<img src="/a.svg" alt="A box" width="1" height="1">'),
      'a.svg': '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    };
    expect(await faultsOf(images, contents)).toEqual([]);
  });

  it('finds a picture that is stretched, on a page and in a drawing', async () => {
    const picture = sharp({ create: { width: 16, height: 10, channels: 3, background: '#fff' } });
    const sized = (height: number) =>
      page(
        `<img src="/a.png" alt="A" width="160" height="${height}"><svg><image href="/a.png" width="8" height="${height / 20}"></image></svg>`,
      );
    const file = await picture.png().toBuffer();
    const check = (height: number) =>
      faultsOf(images, { 'index.html': sized(height), 'a.png': file });
    expect(await check(100)).toEqual([]);
    expect(await check(120)).toHaveLength(2);
  });
});

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

describe('ids', () => {
  it('finds an id that stands twice and one that nobody has', async () => {
    const contents = { 'index.html': page('<p id="a"></p><p id="a"></p><label for="b"></label>') };
    expect(await faultsOf(ids, contents)).toEqual([
      'index.html: the id "a" stands twice',
      'index.html: for="b" finds nothing',
    ]);
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

describe('published addresses', () => {
  it('may move, with a line that says where, and may not go', () => {
    const built = site({ 'new/index.html': page('') });
    expect(lostAddresses(built, ['/old/', '/new/'], { '/old/': '/new/' })).toEqual([]);
    expect(lostAddresses(built, ['/old/'], {})).toEqual(['/old/']);
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

describe('outdated', () => {
  it.each([
    'addEventListener("unload", f)',
    'window.onbeforeunload = f',
    'document.write("a")',
    'document.domain = "a"',
    'a.addEventListener("DOMNodeInserted", f)',
    'navigator.geolocation.getCurrentPosition(f)',
    'Notification.requestPermission()',
    'f();\n//# sourceMappingURL=a.js.map',
  ])('finds %s', async (code) => {
    expect(await faultsOf(outdated, { 'a.js': code })).toHaveLength(1);
  });

  it('finds elements that HTML no longer has', async () => {
    const contents = { 'index.html': page('<center><font color="red">A</font></center>') };
    expect(await faultsOf(outdated, contents)).toHaveLength(2);
  });

  it('accepts what is current, and a source map that is there', async () => {
    const contents = {
      'a.js': 'addEventListener("pagehide", f);\n//# sourceMappingURL=a.js.map',
      'a.js.map': '{}',
    };
    expect(await faultsOf(outdated, contents)).toEqual([]);
  });
});

describe('fonts', () => {
  it('finds a typeface that hides the text until it has arrived', async () => {
    const face = (display: string) => `@font-face{font-family:A;src:url(a.woff2)${display}}`;
    expect(await faultsOf(fonts, { 'a.css': face(';font-display:swap') })).toEqual([]);
    expect(await faultsOf(fonts, { 'a.css': face('') + face(';font-display:block') })).toHaveLength(
      2,
    );
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
