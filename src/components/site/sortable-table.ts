/** A table whose headers become buttons that sort it; without JavaScript it stays in its order. */
class SortableTable extends HTMLElement {
  connectedCallback(): void {
    const headers = [...this.querySelectorAll<HTMLTableCellElement>('thead th')];
    for (const [column, header] of headers.entries()) {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener('click', () => this.#sortBy(column, headers));
    }
  }

  /** Sorts by a column: numbers the largest first, then the other way round. */
  #sortBy(column: number, headers: readonly HTMLTableCellElement[]): void {
    const header = headers[column];
    const body = this.querySelector('tbody');
    if (!header || !body) return;
    const isNumeric = header.classList.contains('n');
    const before = header.getAttribute('aria-sort');
    const falls = before === null ? isNumeric : before === 'ascending';
    for (const other of headers) other.removeAttribute('aria-sort');
    header.setAttribute('aria-sort', falls ? 'descending' : 'ascending');
    const keyed = [...body.rows].map((row) => ({
      row,
      text: row.cells[column]?.textContent?.trim() ?? '',
    }));
    keyed.sort((a, b) => {
      const order = isNumeric
        ? (Number.parseFloat(a.text) || 0) - (Number.parseFloat(b.text) || 0)
        : a.text.localeCompare(b.text, 'en', { numeric: true });
      return falls ? -order : order;
    });
    body.append(...keyed.map(({ row }) => row));
  }
}

customElements.define('sortable-table', SortableTable);
