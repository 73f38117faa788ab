import { expect, test } from 'vitest';
import type { Answer, Filters, Fragment } from '../../../src/components/site/search/pagefind.ts';
import {
  Searching,
  STEP,
  type SearchState,
  type SearchView,
} from '../../../src/components/site/search/searching.ts';

/** An answer of `count` pages, with what it counts of each kind. */
function answer(count: number, type: Readonly<Record<string, number>> = {}): Answer {
  const fragment = (place: number): Fragment => ({
    url: `/page/${place}/`,
    excerpt: '',
    meta: { title: `Page ${place}` },
    filters: { type: ['lesson'] },
    sub_results: [],
  });
  return {
    results: Array.from({ length: count }, (_, place) => ({
      id: String(place),
      data: () => Promise.resolve(fragment(place)),
    })),
    filters: { type },
  };
}

/** What a panel shows. */
interface Seen {
  state: SearchState;
  text: string;
  titles: readonly string[];
  more: boolean;
  counts: [byKind: Readonly<Record<string, number>> | undefined, total: number | undefined];
  names: readonly string[];
}

/** A panel that only remembers, and a search whose questions are answered by `ask`. */
function start(ask: (query: string, filters: Filters) => Promise<Answer>) {
  const seen: Seen = {
    state: 'idle',
    text: '',
    titles: [],
    more: false,
    counts: [undefined, undefined],
    names: [],
  };
  const view: SearchView = {
    setState: (state, text) => Object.assign(seen, { state, text }),
    setCounts: (byKind, total) => Object.assign(seen, { counts: [byKind, total] }),
    setHits: (hits, { after, more }) => {
      const titles = hits.map(({ title }) => title);
      Object.assign(seen, { titles: after ? [...seen.titles, ...titles] : titles, more });
    },
    setNames: (names) => Object.assign(seen, { names }),
  };
  const asked: [string, Filters][] = [];
  const searching = new Searching(view, {
    ask: (query, filters) => {
      asked.push([query, filters]);
      return ask(query, filters);
    },
    namesOf: (query) => Promise.resolve([`other ${query}`]),
  });
  const search = (address: string) => searching.search(new URLSearchParams(address));
  return { seen, asked, search, more: () => searching.more() };
}

test('results come a dozen at a time, with their number, the kinds and other names', async () => {
  const { seen, search, more } = start(() => Promise.resolve(answer(STEP + 3, { lesson: 15 })));
  await search('q=nms');
  expect(seen.titles).toHaveLength(STEP);
  expect(seen).toMatchObject({ state: 'done', text: '15 results', more: true });
  expect(seen.counts).toEqual([{ lesson: 15 }, 15]);
  expect(seen.names).toEqual(['other nms']);
  await more();
  expect(seen.titles).toHaveLength(STEP + 3);
  expect(seen.titles.at(-1)).toBe(`Page ${STEP + 2}`);
  expect(seen.more).toBe(false);
});

test('a chosen kind narrows the results, not the numbers beside the kinds', async () => {
  const { seen, asked, search } = start((_, { type }) =>
    Promise.resolve(type ? answer(1) : answer(4, { lesson: 1, question: 3 })),
  );
  await search('q=iou&type=lesson&level=senior');
  expect(asked).toEqual([
    ['iou', { type: 'lesson', level: 'senior' }],
    ['iou', { level: 'senior' }],
  ]);
  expect(seen).toMatchObject({ text: '1 result', titles: ['Page 0'] });
  expect(seen.counts).toEqual([{ lesson: 1, question: 3 }, 4]);
});

test('an answer that comes late shows nothing', async () => {
  let release = (): void => undefined;
  const slow = new Promise<void>((resolve) => (release = resolve));
  const { seen, search } = start(async (query) => {
    if (query === 'slow') await slow;
    return answer(query === 'slow' ? 5 : 2);
  });
  const late = search('q=slow');
  await search('q=quick');
  release();
  await late;
  expect(seen.text).toBe('2 results');
  expect(seen.titles).toHaveLength(2);
  expect(seen.names).toEqual(['other quick']);
});

test('nothing found, nothing asked, and an index that cannot be fetched each have their say', async () => {
  let offline = false;
  const { seen, search } = start((query) =>
    offline
      ? Promise.reject(new Error('offline'))
      : Promise.resolve(answer(query === 'x' ? 0 : 20)),
  );
  await search('q=x');
  expect(seen).toMatchObject({ state: 'empty', text: 'Nothing matches “x”.', titles: [] });
  await search('q=y');
  offline = true;
  await search('q=z');
  expect(seen).toMatchObject({ state: 'failed', titles: [], more: false });
  expect(seen.text).toMatch(/could not be loaded/);
  offline = false;
  await search('q=z');
  expect(seen.state).toBe('done');
  await search('type=lesson');
  expect(seen).toMatchObject({ state: 'idle', text: '', titles: [], more: false, names: [] });
  expect(seen.counts).toEqual([undefined, undefined]);
});
