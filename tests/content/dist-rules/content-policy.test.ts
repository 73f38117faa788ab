import { describe, expect, it } from 'vitest';
import { headersFile, inlineHashes, withPolicy } from '../../../config/csp.ts';
import { caching } from '../../../scripts/dist-rules/caching.ts';
import { origins } from '../../../scripts/dist-rules/origins.ts';
import { policy } from '../../../scripts/dist-rules/policy.ts';
import { faultsOf, page } from './made-site.ts';

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

describe('caching', () => {
  const _headers = headersFile({ scripts: [], styles: [] });

  it('accepts what has a lifetime, and pages and lists that have none', async () => {
    const files = [
      '_astro/a.js',
      'icon.svg',
      'pictures/a.webp',
      'models/m/card.json',
      'api/a.json',
    ];
    const contents = Object.fromEntries([...files, 'index.html'].map((file) => [file, '']));
    expect(await faultsOf(caching, { ...contents, _headers })).toEqual([]);
  });

  it('finds a picture that is asked for with every page', async () => {
    expect(await faultsOf(caching, { 'mark.svg': '', _headers })).toEqual([
      'mark.svg: has no lifetime in _headers',
    ]);
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
