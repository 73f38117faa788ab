import type { Rule } from './built-site.ts';

/** Every header of a table has words: a screen reader says them with each cell. */
export const tables: Rule = {
  name: 'headers of tables have words',
  check: (site) =>
    site.pages.flatMap((page) =>
      page.root
        .querySelectorAll('th')
        .filter((header) => !header.text.trim() && !header.getAttribute('aria-label'))
        .map((header) => {
          const row = (header.parentNode?.text ?? '').replace(/\s+/g, ' ').trim();
          return `${page.file}: a header beside “${row.slice(0, 40)}” has no words`;
        }),
    ),
};
