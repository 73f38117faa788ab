import type { Rule } from './built-site.ts';

const pointing = [
  'for',
  'aria-labelledby',
  'aria-describedby',
  'aria-controls',
  'aria-owns',
  'aria-details',
  'popovertarget',
  'list',
  'form',
];

/** Ids are unique on a page, and what points at one finds it. */
export const ids: Rule = {
  name: 'ids are unique and found',
  check(site) {
    const faults: string[] = [];
    for (const page of site.pages) {
      const seen = new Set<string>();
      for (const { id } of page.root.querySelectorAll('[id]')) {
        if (seen.has(id)) faults.push(`${page.file}: the id "${id}" stands twice`);
        seen.add(id);
      }
      for (const name of pointing) {
        for (const element of page.root.querySelectorAll(`[${name}]`)) {
          for (const id of (element.getAttribute(name) ?? '').split(/\s+/).filter(Boolean)) {
            if (!seen.has(id)) faults.push(`${page.file}: ${name}="${id}" finds nothing`);
          }
        }
      }
    }
    return faults;
  },
};
