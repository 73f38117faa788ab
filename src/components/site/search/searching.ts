import { hitOf, type Hit } from './hit.ts';
import type { Answer, FilterCounts, Filters } from './pagefind.ts';

/** How many results are shown at a time. */
export const STEP = 12;

export type SearchState = 'idle' | 'loading' | 'done' | 'empty' | 'failed';

/** Where a search gets what it shows. */
export interface SearchSources {
  ask(query: string, filters: Filters): Promise<Answer>;
  /** Other names of the terms that a query names. */
  namesOf(query: string): Promise<readonly string[]>;
}

/** What a search tells its panel. */
export interface SearchView {
  setState(state: SearchState, text: string): void;
  /** Numbers of results by kind and in all, whatever the kind; none without an answer. */
  setCounts(byKind: FilterCounts[string] | undefined, total: number | undefined): void;
  /** Puts results into the list, in place of those there or after them; `more` if there are others. */
  setHits(hits: readonly Hit[], options: { after: boolean; more: boolean }): void;
  setNames(names: readonly string[]): void;
}

/** One panel's searches: only the newest may show anything, whatever order the answers come in. */
export class Searching {
  readonly #view: SearchView;
  readonly #sources: SearchSources;
  #latest = 0;
  #state: SearchState = 'idle';
  #answer: Answer | undefined;
  #shown = 0;

  constructor(view: SearchView, sources: SearchSources) {
    this.#view = view;
    this.#sources = sources;
  }

  /** Searches for `q` within the other values, each the name of a filter; without `q` all is cleared. */
  async search(asked: URLSearchParams): Promise<void> {
    this.#latest += 1;
    const token = this.#latest;
    const { q: query = '', ...filters } = Object.fromEntries(asked);
    if (!query) {
      this.#clear();
      return;
    }
    if (this.#state !== 'done') this.#setState('loading', 'Fetching the index …');
    try {
      await this.#find(token, query, filters);
    } catch {
      if (token !== this.#latest) return;
      this.#view.setHits([], { after: false, more: false });
      this.#setState('failed', 'The search index could not be loaded. Check the connection, then ');
    }
  }

  /** Shows the next results of the answer that is shown. */
  more(): Promise<void> {
    return this.#showMore(this.#latest);
  }

  async #find(token: number, query: string, filters: Filters): Promise<void> {
    const found = await this.#sources.ask(query, filters);
    if (token !== this.#latest) return;
    this.#answer = found;
    this.#shown = 0;
    await this.#showMore(token);
    if (token !== this.#latest) return;
    const { type, ...others } = filters;
    const anyType = type ? await this.#sources.ask(query, others) : found;
    if (token !== this.#latest) return;
    this.#view.setCounts(anyType.filters['type'] ?? {}, anyType.results.length);
    const count = found.results.length;
    if (count === 0) this.#setState('empty', `Nothing matches “${query}”.`);
    else this.#setState('done', count === 1 ? '1 result' : `${count} results`);
    const names = await this.#sources.namesOf(query);
    if (token === this.#latest) this.#view.setNames(names);
  }

  async #showMore(token: number): Promise<void> {
    const wanted = this.#answer?.results.slice(this.#shown, this.#shown + STEP) ?? [];
    const hits = await Promise.all(wanted.map(async (result) => hitOf(await result.data())));
    if (token !== this.#latest) return;
    // The last answer stays until the first results of the new one are here.
    const after = this.#shown > 0;
    this.#shown += hits.length;
    this.#view.setHits(hits, { after, more: this.#shown < (this.#answer?.results.length ?? 0) });
  }

  #clear(): void {
    this.#view.setHits([], { after: false, more: false });
    this.#view.setNames([]);
    this.#view.setCounts(undefined, undefined);
    this.#setState('idle', '');
  }

  #setState(state: SearchState, text: string): void {
    this.#state = state;
    this.#view.setState(state, text);
  }
}
