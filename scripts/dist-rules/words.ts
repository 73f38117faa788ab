import type { HTMLElement } from 'node-html-parser';
import type { Rule } from './built-site.ts';

/** What a reader must never see: unfinished text, and values that no code meant to print. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/\b(?:TODO|FIXME|TBD|XXX)\b/, 'an unfinished place'],
  [/lorem ipsum/i, 'filler text'],
  [/\bcoming soon\b|\bunder construction\b/i, 'a promise'],
  [/\[object \w+\]/, 'an object printed as text'],
  [/(?<![\w.`"'=-])NaN(?![\w`"'])/, 'a number that is none'],
  // Alone in its element or before a unit; a sentence may use the word.
  [/^\s*(?:undefined|null)\s*$|\bundefined (?:px|ms|kB|%|of|boxes)/m, 'a value that is none'],
  [/\{\{|\}\}|\$\{/, 'an unfilled template'],
];

/** Code and formulas may say what they like. */
const quoted = new Set([
  'script',
  'style',
  'pre',
  'code',
  'math',
  'samp',
  'kbd',
  'template',
  'noscript',
]);

function textOf(element: HTMLElement): string {
  return element.childNodes
    .map((node) => {
      const child = node as Partial<HTMLElement>;
      if (child.rawTagName === undefined || child.rawTagName === '') return node.text;
      return quoted.has(child.rawTagName.toLowerCase()) ? ' ' : textOf(node as HTMLElement);
    })
    .join('\n');
}

/** No page shows unfinished text. */
export const words: Rule = {
  name: 'nothing unfinished is shown',
  check: (site) =>
    site.pages.flatMap((page) => {
      const text = textOf(page.root);
      return forbidden.flatMap(([pattern, what]) => {
        const at = text.search(pattern);
        if (at < 0) return [];
        const around = text
          .slice(Math.max(0, at - 30), at + 40)
          .replace(/\s+/g, ' ')
          .trim();
        return [`${page.file}: shows ${what}: “${around}”`];
      });
    }),
};
