import type { HTMLElement } from 'node-html-parser';
import type { BuiltSite, Page, Rule } from './built-site.ts';

/** Words that say nothing about where a link leads, as audits of search engines list them. */
const empty = new Set([
  'click here',
  'click this',
  'go',
  'here',
  'information',
  'learn more',
  'link',
  'more',
  'more info',
  'more information',
  'read more',
  'right here',
  'start',
  'this',
  'this page',
]);

/** What a screen reader or a search engine takes for the words of a link. */
function wordsOf(link: HTMLElement): string {
  const label = link.getAttribute('aria-label') ?? link.text;
  const pictures = link.querySelectorAll('[alt]').map((image) => image.getAttribute('alt'));
  return [label, ...pictures].join(' ').replace(/\s+/g, ' ').trim();
}

function linkFaults(page: Page): string[] {
  return page.root.querySelectorAll('a').flatMap((link) => {
    const words = wordsOf(link);
    const address = link.getAttribute('href')?.trim();
    return [
      ...(address ? [] : [`${page.file}: the link “${words}” has no address`]),
      ...(words ? [] : [`${page.file}: the link to ${address} has no words`]),
      ...(empty.has(words.toLowerCase().replace(/\W+$/, ''))
        ? [`${page.file}: the link “${words}” does not say where it leads`]
        : []),
    ];
  });
}

/** Pages that ask not to be listed; only the 404 page may. */
function hiddenFaults(page: Page): string[] {
  if (page.file === '404.html') return [];
  return page.root
    .querySelectorAll('meta[name="robots" i]')
    .map((meta) => meta.getAttribute('content') ?? '')
    .filter((content) => /noindex|nofollow|none/i.test(content))
    .map((content) => `${page.file}: tells search engines ${content}`);
}

/** Every line of `robots.txt` is one that crawlers understand, and none keeps them out. */
function robotsFaults(site: BuiltSite): string[] {
  return String(site.files.get('robots.txt') ?? '')
    .split(/\r?\n/)
    .filter((line) => line.trim() && !line.startsWith('#'))
    .flatMap((line) => {
      if (!/^(?:User-agent|Allow|Disallow|Sitemap): ?\S*$/i.test(line)) {
        return [`robots.txt: no crawler understands “${line}”`];
      }
      return /^Disallow: *\S/i.test(line) ? [`robots.txt keeps crawlers out: “${line}”`] : [];
    });
}

/** Search engines may list every page, can follow every link, and learn from its words where to. */
export const crawling: Rule = {
  name: 'every page may be listed, every link has an address and words of its own',
  check: (site) => [
    ...robotsFaults(site),
    ...(/x-robots-tag/i.test(String(site.files.get('_headers') ?? ''))
      ? ['_headers: names an X-Robots-Tag']
      : []),
    ...new Set(site.pages.flatMap((page) => [...linkFaults(page), ...hiddenFaults(page)])),
  ],
};
