import type { SearchPanel } from './panel.ts';

/** Where `/` is a letter, not a shortcut. */
const writable = 'input, textarea, select, [contenteditable]:not([contenteditable=false])';

let panel: Promise<SearchPanel> | undefined;

async function open(dialog: HTMLDialogElement): Promise<void> {
  if (!dialog.open) dialog.showModal();
  panel ??= import('./panel.ts').then(({ startPanel }) => {
    const root = dialog.querySelector<HTMLElement>('.search-panel');
    if (!root) throw new Error('The search dialog has no panel.');
    return startPanel(root);
  });
  (await panel).focus();
}

/** Lets the page's search links and the `/` key open the dialog. */
export function listenForSearch(): void {
  const dialog = document.getElementById('search-dialog');
  if (!(dialog instanceof HTMLDialogElement)) return;

  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : undefined;
    const wantsNewTab = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
    if (target?.closest('[data-action="open-search"]') && !wantsNewTab) {
      event.preventDefault();
      void open(dialog);
    } else if (target === dialog || target?.closest('[data-action="close-search"]')) {
      dialog.close();
    }
  });
  // A result on this very page only changes the hash: the dialog must not stay over it.
  dialog.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('.search-hits a')) dialog.close();
  });

  // A search field takes the first Escape to empty itself; here one closes, as the hint says.
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    dialog.close();
  });

  document.addEventListener('keydown', (event) => {
    const isShortcut = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
    const target = event.target instanceof Element ? event.target : undefined;
    if (!isShortcut || dialog.open || target?.closest(writable)) return;
    event.preventDefault();
    void open(dialog);
  });
}
