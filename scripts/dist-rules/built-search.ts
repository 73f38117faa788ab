import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuiltSite } from './built-site.ts';

/** What the index holds of a result. */
export interface Result {
  url: string;
  /** All words of the page. */
  content: string;
  filters: Record<string, string[]>;
}

interface Pagefind {
  options(options: { basePath: string; baseUrl: string; ranking?: object }): Promise<void>;
  init(): Promise<void>;
  search(query: string): Promise<{
    results: { data(): Promise<Result> }[];
  }>;
}

/** Returns the results of a query, the best first. */
export type Find = (query: string) => Promise<readonly Result[]>;

const address = 'http://this-site.invalid/pagefind/';

/**
 * Runs the site's own search in Node, with its index served from memory.
 *
 * @param ranking as Pagefind's option of that name; its own without it
 */
export async function withSearch<T>(
  site: BuiltSite,
  use: (find: Find) => Promise<T>,
  ranking?: object,
): Promise<T> {
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
    await pagefind.options({
      basePath: address,
      baseUrl: site.base,
      ...(ranking ? { ranking } : {}),
    });
    await pagefind.init();
    return await use(async (query) => {
      const { results } = await pagefind.search(query);
      return Promise.all(results.map((result) => result.data()));
    });
  } finally {
    globalThis.fetch = fetchBefore;
    await rm(folder, { recursive: true });
  }
}
