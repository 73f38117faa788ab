import type { HTMLElement } from 'node-html-parser';
import type { Rule } from './built-site.ts';

/** What stands beside the text (contents, search, notes) may come before it in the source. */
function isInText(heading: HTMLElement): boolean {
  return heading.closest('main') !== null && heading.closest('aside, nav, dialog') === null;
}

/** Each page has one h1, first, and no heading skips a level on the way down. */
export const headings: Rule = {
  name: 'headings are in order under one h1',
  check(site) {
    const faults: string[] = [];
    for (const page of site.pages) {
      const found = page.root.querySelectorAll('h1, h2, h3, h4, h5, h6');
      const count = found.filter((heading) => heading.rawTagName.toLowerCase() === 'h1').length;
      if (count !== 1) faults.push(`${page.file}: has ${count} h1`);
      let previous = 0;
      for (const heading of found.filter(isInText)) {
        const level = Number(heading.rawTagName[1]);
        const text = heading.text.trim();
        if (level > previous + 1) {
          faults.push(`${page.file}: “${text}” is an h${level} after an h${previous}`);
        }
        if (!text) faults.push(`${page.file}: an h${level} has no words`);
        previous = level;
      }
    }
    return faults;
  },
};
