import { startPanel } from './panel.ts';

/** Brings `/search/` to life: reads the query from the address and keeps the address in step. */
export function startSearchPage(): void {
  const root = document.querySelector<HTMLElement>('#search-page .search-panel');
  if (!root) return;
  const panel = startPanel(root, (values) => {
    const query = values.toString();
    const address = query ? `?${query}` : location.pathname;
    if (location.search !== (query ? address : '')) history.replaceState(null, '', address);
  });
  const followAddress = (): void => panel.show(new URLSearchParams(location.search));
  addEventListener('popstate', followAddress);
  followAddress();
  if (!location.search) panel.focus();
}
