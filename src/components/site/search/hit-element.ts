import type { Hit } from './hit.ts';

/** Returns the list item of a result; nothing of it is parsed as HTML. */
export function hitElement(hit: Hit): HTMLLIElement {
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
