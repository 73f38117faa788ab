import { loadGlossary, otherNames } from './also-finds.ts';
import { hitOf, type Hit } from './hit.ts';
import { ask, type Answer, type FilterCounts, type Filters } from './pagefind.ts';

/** How many results are shown at a time. */
const STEP = 12;

/** Waits this long after a keystroke, in milliseconds. */
const PAUSE = 120;

/** A panel that runs: what the dialog and the page steer it with. */
export interface SearchPanel {
  focus(): void;
  /** Fills in the form and searches, as from an address. */
  show(values: URLSearchParams): void;
}

function part<E extends Element>(root: Element, selector: string, kind: new () => E): E {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`The search panel has no ${selector}.`);
  return found;
}

function hitElement(hit: Hit): HTMLLIElement {
  const item = document.createElement('li');
  const link = item.appendChild(document.createElement('a'));
  link.href = hit.url;
  const add = (tag: string, className: string, text = ''): HTMLElement => {
    const element = link.appendChild(document.createElement(tag));
    element.className = className;
    element.textContent = text;
    return element;
  };
  add('span', 'search-kind', hit.kind);
  add('b', 'search-title', hit.title);
  const excerpt = add('span', 'search-excerpt');
  for (const { text, marked } of hit.excerpt) {
    const run = marked ? document.createElement('mark') : document.createElement('span');
    run.textContent = text;
    excerpt.append(run);
  }
  if (hit.part) excerpt.append(` Opens at “${hit.part}”.`);
  add('span', 'search-path', hit.url);
  return item;
}

/**
 * Brings the panel inside `root` to life. `onChange` hears of every new query, so that the page can
 * keep its address; the dialog needs none.
 */
export function startPanel(
  root: HTMLElement,
  onChange: (values: URLSearchParams) => void = () => {},
): SearchPanel {
  const form = part(root, 'form', HTMLFormElement);
  const input = part(root, 'input[name=q]', HTMLInputElement);
  const list = part(root, '.search-hits', HTMLOListElement);
  const status = part(root, '.search-status', HTMLElement);
  const also = part(root, '.search-also', HTMLElement);
  const retry = part(root, '[data-action=retry-search]', HTMLButtonElement);
  const more = part(root, '[data-action=more-results]', HTMLButtonElement);
  const all = root.querySelector<HTMLAnchorElement>('[data-role=all-results]');
  let latest = 0;
  let answer: Answer | undefined;
  let shown = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let settled: Promise<void> = Promise.resolve();

  const values = (): URLSearchParams => {
    const kept = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string' && value.trim()) kept.set(name, value.trim());
    }
    return kept;
  };

  const setState = (state: 'idle' | 'loading' | 'done' | 'empty' | 'failed', text: string) => {
    root.dataset['state'] = state;
    status.textContent = text;
    retry.hidden = state !== 'failed';
  };

  const setCounts = (counts: FilterCounts | undefined, total: number | undefined) => {
    for (const output of root.querySelectorAll<HTMLElement>('[data-count]')) {
      const type = output.dataset['count'] ?? '';
      const count = type ? (counts?.['type']?.[type] ?? 0) : total;
      output.textContent = counts === undefined || count === undefined ? '' : String(count);
    }
  };

  const showMore = async (token: number): Promise<void> => {
    const wanted = answer?.results.slice(shown, shown + STEP) ?? [];
    const hits = await Promise.all(wanted.map(async (result) => hitOf(await result.data())));
    if (token !== latest) return;
    // The last answer stays until the first results of the new one are here.
    if (shown === 0) list.replaceChildren();
    list.append(...hits.map(hitElement));
    shown += hits.length;
    more.hidden = shown >= (answer?.results.length ?? 0);
  };

  const search = async (): Promise<void> => {
    latest += 1;
    const token = latest;
    const asked = values();
    const query = asked.get('q') ?? '';
    onChange(asked);
    if (all) all.href = `${all.dataset['page'] ?? ''}?${asked.toString()}`;
    if (!query) {
      list.replaceChildren();
      also.textContent = '';
      more.hidden = true;
      setCounts(undefined, undefined);
      setState('idle', '');
      return;
    }
    if (root.dataset['state'] !== 'done') setState('loading', 'Fetching the index …');
    asked.delete('q');
    const filters: Filters = Object.fromEntries(asked);
    try {
      const found = await ask(query, filters);
      if (token !== latest) return;
      answer = found;
      shown = 0;
      await showMore(token);
      if (token !== latest) return;
      asked.delete('type');
      const anyType = filters.type ? await ask(query, Object.fromEntries(asked)) : found;
      if (token !== latest) return;
      setCounts(anyType.filters, anyType.results.length);
      const count = found.results.length;
      if (count === 0) setState('empty', `Nothing matches “${query}”.`);
      else setState('done', count === 1 ? '1 result' : `${count} results`);
      const names = otherNames(query, await loadGlossary());
      if (token === latest) also.textContent = names.length ? `Also finds ${names.join(', ')}` : '';
    } catch {
      if (token !== latest) return;
      list.replaceChildren();
      setState('failed', 'The search index could not be loaded. Check the connection, then ');
    }
  };

  const searchSoon = (pause: number): void => {
    clearTimeout(timer);
    settled = new Promise((resolve) => {
      timer = setTimeout(() => void search().then(resolve), pause);
    });
  };

  form.addEventListener('input', (event) => searchSoon(event.target === input ? PAUSE : 0));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    // Enter opens the best result, also when the answer is still on its way.
    void settled.then(() => {
      if (all) list.querySelector('a')?.click();
    });
  });
  retry.addEventListener('click', () => searchSoon(0));
  more.addEventListener('click', () => void showMore(latest));

  root.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links = [...list.querySelectorAll('a')];
    const from = links.findIndex((link) => link === document.activeElement);
    if (from < 0 && document.activeElement !== input) return;
    event.preventDefault();
    const to = from + (event.key === 'ArrowDown' ? 1 : -1);
    if (to < 0) input.focus();
    else links[Math.min(to, links.length - 1)]?.focus();
  });

  setState('idle', '');
  return {
    focus: () => {
      input.focus();
      input.select();
    },
    show: (wanted) => {
      input.value = wanted.get('q') ?? '';
      for (const name of ['type', 'module', 'level']) {
        const value = wanted.get(name) ?? '';
        const control = form.elements.namedItem(name);
        if (control instanceof RadioNodeList) control.value = value;
        else if (control instanceof HTMLSelectElement) control.value = value;
      }
      searchSoon(0);
    },
  };
}
