import { ranking } from './ranking.ts';

/**
 * The part of Pagefind's browser interface that the site uses, and the one place that loads it:
 * nothing of it is fetched before a reader goes to search.
 */

/** Filter values by filter name; an absent filter lets everything through. */
export type Filters = Readonly<Partial<Record<'type' | 'module' | 'level', string>>>;

/** How many results each value of each filter has. */
export type FilterCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

interface Section {
  title: string;
  url: string;
  excerpt: string;
  locations: readonly number[];
}

/** What a result's fragment says. `excerpt` is escaped HTML in which only `<mark>` is markup. */
export interface Fragment {
  url: string;
  excerpt: string;
  meta: Readonly<Record<string, string>>;
  filters: Readonly<Record<string, readonly string[]>>;
  sub_results: readonly Section[];
}

/** The answer to one query; fragments are fetched one by one. */
export interface Answer {
  results: readonly { id: string; data(): Promise<Fragment> }[];
  filters: FilterCounts;
}

interface Pagefind {
  options(options: { ranking: typeof ranking }): Promise<void>;
  init(): Promise<void>;
  /** Loads all filters; without it a search counts none. */
  filters(): Promise<FilterCounts>;
  search(query: string, options?: { filters?: Record<string, string> }): Promise<Answer>;
}

let loading: Promise<Pagefind> | undefined;

async function load(): Promise<Pagefind> {
  const address = `${import.meta.env.BASE_URL}pagefind/pagefind.js`;
  const pagefind: Pagefind = await import(/* @vite-ignore */ address);
  await pagefind.options({ ranking });
  await pagefind.init();
  await pagefind.filters();
  return pagefind;
}

/** Returns the answer to `query`. Rejects when the index cannot be fetched; the next call retries. */
export async function ask(query: string, filters: Filters): Promise<Answer> {
  loading ??= load();
  try {
    const pagefind = await loading;
    return await pagefind.search(query, { filters: { ...filters } });
  } catch (error) {
    loading = undefined;
    throw error;
  }
}
