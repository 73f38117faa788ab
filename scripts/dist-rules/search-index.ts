import { withSearch, type Result } from './built-search.ts';
import type { Rule } from './built-site.ts';

/** Pairs that must find each other, whatever the glossary holds besides. */
const pairs: readonly (readonly [short: string, long: string])[] = [
  ['NMS', 'non-maximum suppression'],
  ['AP', 'average precision'],
  ['IoU', 'intersection over union'],
];

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
    return withSearch(site, async (find) => {
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
