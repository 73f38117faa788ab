/** Whether an item's values, separated by spaces, meet the chosen ones; no choice means all. */
function meets(values: string, chosen: readonly FormDataEntryValue[]): boolean {
  const own = values.split(' ');
  return chosen.length === 0 || chosen.some((value) => own.includes(String(value)));
}

/**
 * Filters the list of questions by the boxes ticked, and keeps the choice in the address
 * (`?level=senior&round=coding`), so that a filtered list can be shared. Unknown values are ignored.
 */
export function startQuestionFilters(): void {
  const form = document.getElementById('question-filters');
  const list = document.getElementById('question-list');
  const count = document.getElementById('question-count');
  const none = document.getElementById('question-none');
  if (!(form instanceof HTMLFormElement) || !list || !count || !none) return;
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const clear = form.querySelector<HTMLButtonElement>('button[type=reset]');
  const names = [...new Set(boxes.map(({ name }) => name))];

  const show = (): void => {
    const chosen = new FormData(form);
    const items = [...list.querySelectorAll<HTMLLIElement>('li')];
    for (const item of items) {
      item.hidden = !names.every((name) => meets(item.dataset[name] ?? '', chosen.getAll(name)));
    }
    const shown = items.filter((item) => !item.hidden).length;
    count.textContent = shown === 1 ? '1 question' : `${shown} questions`;
    none.hidden = shown > 0;
    if (!clear) return;
    const hadFocus = clear === document.activeElement;
    clear.hidden = !boxes.some((box) => box.checked);
    // Whoever pressed it goes on from the boxes, not from the top of the page.
    if (clear.hidden && hadFocus) boxes[0]?.focus();
  };
  const readAddress = (): void => {
    const query = new URLSearchParams(location.search);
    for (const box of boxes) box.checked = query.getAll(box.name).includes(box.value);
    show();
  };
  const writeAddress = (): void => {
    const query = new URLSearchParams();
    for (const box of boxes) if (box.checked) query.append(box.name, box.value);
    history.pushState(null, '', `${location.pathname}${query.size ? `?${query}` : ''}`);
    show();
  };

  form.addEventListener('change', writeAddress);
  // The boxes are cleared only after the event.
  form.addEventListener('reset', () => setTimeout(writeAddress));
  addEventListener('popstate', readAddress);
  readAddress();
}
