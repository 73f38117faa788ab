import type { Rule } from './built-site.ts';

/** A letter, digit or closing sign right before a link, or a letter right after one. */
const GLUED = /[\p{L}\d,;:.)]<a\b[^>]*>(?!<\/a>)|<\/a>\p{L}/gu;

/** How much of the page a fault quotes on either side, in characters. */
const AROUND = 30;

/** The words of a sentence stand apart from its links: a template may lose the space between. */
export const spacing: Rule = {
  name: 'no link is glued to the word beside it',
  check: ({ pages }) =>
    pages.flatMap(({ file, html }) =>
      [...html.matchAll(GLUED)].map(({ 0: found, index }) => {
        const before = html.slice(Math.max(0, index - AROUND), index);
        return `${file}: “${before}${found}${html.slice(index + found.length, index + found.length + AROUND)}”`;
      }),
    ),
};
