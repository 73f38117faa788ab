import { loadGlossary, otherNames } from './also-finds.ts';
import { hitElement } from './hit-element.ts';
import { ask } from './pagefind.ts';
import { Searching, type SearchView } from './searching.ts';

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
  let timer: ReturnType<typeof setTimeout> | undefined;
  let settled: Promise<void> = Promise.resolve();

  const values = (): URLSearchParams => {
    const kept = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string' && value.trim()) kept.set(name, value.trim());
    }
    return kept;
  };

  const view: SearchView = {
    setState: (state, text) => {
      root.dataset['state'] = state;
      status.textContent = text;
      retry.hidden = state !== 'failed';
    },
    setCounts: (byKind, total) => {
      for (const output of root.querySelectorAll<HTMLElement>('[data-count]')) {
        const kind = output.dataset['count'] ?? '';
        const count = kind && byKind ? (byKind[kind] ?? 0) : total;
        output.textContent = count === undefined ? '' : String(count);
      }
    },
    setHits: (hits, { after, more: others }) => {
      if (!after) list.replaceChildren();
      list.append(...hits.map(hitElement));
      more.hidden = !others;
    },
    setNames: (names) => {
      also.textContent = names.length ? `Also finds ${names.join(', ')}` : '';
    },
  };
  const searching = new Searching(view, {
    ask,
    namesOf: async (query) => otherNames(query, await loadGlossary()),
  });

  const search = (): Promise<void> => {
    const asked = values();
    onChange(asked);
    if (all) all.href = `${all.dataset['page'] ?? ''}?${asked.toString()}`;
    return searching.search(asked);
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
  more.addEventListener('click', () => void searching.more());

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

  view.setState('idle', '');
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
