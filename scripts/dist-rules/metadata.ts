import { fileOf, type BuiltSite, type Page, type Rule } from './built-site.ts';

/** Search engines show about 160 characters of a description. */
const SHORTEST_DESCRIPTION = 40;
const LONGEST_DESCRIPTION = 170;

/** Longer than they show, because the title of a question is the question. */
const LONGEST_TITLE = 130;

function contentOf(page: Page, selector: string): string | undefined {
  return page.root.querySelector(selector)?.getAttribute('content');
}

/** What must be absolute or absent: addresses of the site, which it knows only with `SITE`. */
function addressFaults(site: BuiltSite, page: Page): string[] {
  const canonical = page.root.querySelector('link[rel="canonical"]')?.getAttribute('href');
  const addresses = [canonical, contentOf(page, 'meta[property="og:url"]')];
  const picture = contentOf(page, 'meta[property="og:image"]');
  if (!site.origin) {
    return [...addresses, picture].some(Boolean)
      ? [`${page.file}: names an address of the site, which was built without SITE`]
      : [];
  }
  if (page.file === '404.html') return [];
  const expected = site.origin + page.path;
  const faults = addresses.every((address) => address === expected)
    ? []
    : [`${page.file}: canonical or og:url is not ${expected}`];
  const path = picture?.startsWith(site.origin) ? picture.slice(site.origin.length) : undefined;
  if (!path || !fileOf(site, page.path, path)) {
    faults.push(`${page.file}: og:image is missing or leads nowhere`);
  }
  return faults;
}

function pageFaults(site: BuiltSite, page: Page): string[] {
  const faults: string[] = [];
  const fault = (text: string) => faults.push(`${page.file}: ${text}`);
  if (!/^<!doctype html>/i.test(page.html)) fault('has no doctype');
  if (!/^en(-|$)/.test(page.root.querySelector('html')?.getAttribute('lang') ?? '')) {
    fault('does not say its language');
  }
  if (page.html.search(/<meta charset="?utf-8"?/i) > 1000 || !/<meta charset/i.test(page.html)) {
    fault('does not name its charset in its first bytes');
  }
  const viewport = contentOf(page, 'meta[name="viewport"]');
  if (!viewport) fault('has no viewport');
  else if (/user-scalable\s*=\s*no|maximum-scale/.test(viewport)) fault('forbids zooming');
  else if (!viewport.includes('width=device-width')) fault('does not fit itself to the screen');
  const length = (contentOf(page, 'meta[name="description"]') ?? '').length;
  if (length < SHORTEST_DESCRIPTION || length > LONGEST_DESCRIPTION) {
    fault(`has a description of ${length} characters`);
  }
  const title = page.root.querySelector('title')?.text.trim() ?? '';
  if (!title) fault('has no title');
  else if (title.length > LONGEST_TITLE) fault(`has a title of ${title.length} characters`);
  if (!page.root.querySelector('link[rel="icon"]')) fault('has no icon');
  if (!page.root.querySelector('link[rel="manifest"]')) fault('has no manifest');
  if (page.root.querySelectorAll('main').length !== 1) fault('does not have exactly one main');
  return [...faults, ...addressFaults(site, page)];
}

function shared(site: BuiltSite, what: string, read: (page: Page) => string | undefined): string[] {
  const seen = new Map<string, string>();
  const faults: string[] = [];
  for (const page of site.pages) {
    const value = read(page)?.trim();
    if (!value) continue;
    const other = seen.get(value);
    if (other) faults.push(`${page.file}: its ${what} is that of ${other}`);
    seen.set(value, page.file);
  }
  return faults;
}

/** Every page says what it is, and no two say the same. */
export const metadata: Rule = {
  name: 'titles, descriptions and other metadata are there and unique',
  check: (site) => [
    ...site.pages.flatMap((page) => pageFaults(site, page)),
    ...shared(site, 'title', (page) => page.root.querySelector('title')?.text),
    ...shared(site, 'description', (page) => contentOf(page, 'meta[name="description"]')),
  ],
};
