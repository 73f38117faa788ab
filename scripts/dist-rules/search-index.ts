import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuiltSite, Rule } from './built-site.ts';

interface Result {
  url: string;
  /** All words of the page. */
  content: string;
  filters: Record<string, string[]>;
}

interface Pagefind {
  options(options: { basePath: string; baseUrl: string }): Promise<void>;
  init(): Promise<void>;
  search(query: string): Promise<{
    results: { data(): Promise<Result> }[];
  }>;
  destroy(): Promise<void>;
}

/** Pairs that must find each other, whatever the glossary holds besides. */
const pairs: readonly (readonly [short: string, long: string])[] = [
  ['NMS', 'non-maximum suppression'],
  ['AP', 'average precision'],
  ['IoU', 'intersection over union'],
];

const address = 'http://this-site.invalid/pagefind/';

/** Runs the site's own search in Node, with its index served from memory. */
async function withSearch<T>(site: BuiltSite, use: (pagefind: Pagefind) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'receptive-search-'));
  const fetchBefore = globalThis.fetch;
  globalThis.fetch = async (input) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const content = site.files.get(`pagefind/${url.pathname.split('/pagefind/')[1] ?? ''}`);
    return content ? new Response(new Uint8Array(content)) : new Response('', { status: 404 });
  };
  try {
    const file = join(folder, 'pagefind.mjs');
    await writeFile(file, site.files.get('pagefind/pagefind.js') ?? '');
    const pagefind: Pagefind = await import(pathToFileURL(file).href);
    await pagefind.options({ basePath: address, baseUrl: site.base });
    await pagefind.init();
    return await use(pagefind);
  } finally {
    globalThis.fetch = fetchBefore;
    await rm(folder, { recursive: true });
  }
}

interface Search {
  by: string;
  results: readonly Result[];
}

/** Pages that use the words of one search as a name, and that the other search does not find. */
function missed(search: Search, other: Search): string[] {
  const words = search.by.split(/[\s-]+/).join('[\\s-]+');
  const name = new RegExp(
    `(?<!\\w)${words}(?!\\w)`,
    search.by === search.by.toLowerCase() ? 'i' : '',
  );
  const found = new Set(other.results.map((result) => result.url));
  return search.results
    .filter(({ url, content }) => name.test(content) && !found.has(url))
    .map(({ url }) => `“${search.by}” finds ${url}, “${other.by}” does not`);
}

/** Both forms of each term lead to the same pages, and every result is a page of the site. */
export const searchIndex: Rule = {
  name: 'search finds a term by either of its forms',
  async check(site) {
    if (!site.files.has('pagefind/pagefind.js')) return ['there is no search index'];
    return withSearch(site, async (pagefind) => {
      const find = async (query: string) => {
        const { results } = await pagefind.search(query);
        return Promise.all(results.map((result) => result.data()));
      };
      const faults: string[] = [];
      for (const [short, long] of pairs) {
        const byShort = await find(short);
        const byLong = await find(long);
        if (byShort.length === 0) faults.push(`“${short}” finds nothing`);
        faults.push(
          ...missed({ by: long, results: byLong }, { by: short, results: byShort }),
          ...missed({ by: short, results: byShort }, { by: long, results: byLong }),
        );
        for (const { url, filters } of byShort) {
          const inside = url.split('#')[0]?.slice(site.base.length) ?? '';
          if (!site.files.has(`${inside}index.html`)) faults.push(`a result leads nowhere: ${url}`);
          if (!filters['type']?.length) faults.push(`a result has no type: ${url}`);
        }
      }
      return [...new Set(faults)];
    });
  },
};
