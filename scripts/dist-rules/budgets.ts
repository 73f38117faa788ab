import { pageBudget } from '../../config/budgets.ts';
import { fileOf, type BuiltSite, type Page, type Rule } from './built-site.ts';
import { weigh, weighAll, withImports } from './weighing.ts';

type Kind = Exclude<keyof typeof pageBudget, 'requests'>;

/** Files that a browser fetches for a page at once, by kind. */
function eagerFiles(site: BuiltSite, page: Page): Record<Kind, Set<string>> {
  const files: Record<Kind, Set<string>> = {
    html: new Set([page.file]),
    css: new Set(),
    js: new Set(),
    fonts: new Set(),
    pictures: new Set(),
  };
  const add = (kind: Kind, address: string | undefined): void => {
    const file = address ? fileOf(site, page.path, address) : undefined;
    if (!file) return;
    if (kind === 'js') for (const each of withImports(site, file)) files.js.add(each);
    else files[kind].add(file);
  };
  for (const element of page.root.querySelectorAll('link[rel="stylesheet"]')) {
    add('css', element.getAttribute('href'));
  }
  for (const element of page.root.querySelectorAll('link[rel="preload"]')) {
    if (element.getAttribute('as') === 'font') add('fonts', element.getAttribute('href'));
    if (element.getAttribute('as') === 'image') add('pictures', element.getAttribute('href'));
  }
  for (const element of page.root.querySelectorAll('script[src], link[rel="modulepreload"]')) {
    add('js', element.getAttribute('src') ?? element.getAttribute('href'));
  }
  for (const island of page.root.querySelectorAll('astro-island')) {
    if (!['load', 'idle'].includes(island.getAttribute('client') ?? '')) continue;
    add('js', island.getAttribute('component-url'));
    add('js', island.getAttribute('renderer-url'));
  }
  for (const image of page.root.querySelectorAll('img[src]')) {
    if (image.getAttribute('loading') !== 'lazy') add('pictures', image.getAttribute('src'));
  }
  return files;
}

/** Files of the pictures inside a page's drawings, in the order of the page. */
function drawnPictures(site: BuiltSite, page: Page): string[] {
  const files = page.root
    .querySelectorAll('image[href]')
    .map((image) => fileOf(site, page.path, image.getAttribute('href') ?? ''))
    .filter((file) => typeof file === 'string');
  return [...new Set(files)];
}

/** What a page weighs before a figure wakes: gzipped bytes by kind, and requests. */
export type PageWeight = Record<keyof typeof pageBudget, number>;

/** Returns what a browser fetches for a page at once. */
export function weightOf(site: BuiltSite, page: Page): PageWeight {
  const files = eagerFiles(site, page);
  const weight: PageWeight = { html: 0, css: 0, js: 0, fonts: 0, pictures: 0, requests: 0 };
  for (const kind of ['html', 'css', 'js', 'fonts', 'pictures'] as const) {
    weight.requests += files[kind].size;
    weight[kind] += weighAll(site, files[kind]);
  }
  // A picture inside a drawing cannot wait until it is scrolled to: each is a request, and the
  // first one stands above the fold.
  for (const [index, file] of drawnPictures(site, page).entries()) {
    weight.requests += 1;
    if (index === 0) weight.pictures += weigh(site, file);
  }
  return weight;
}

/** Returns the heaviest value of each kind over all pages. */
export function heaviest(site: BuiltSite): PageWeight {
  const most: PageWeight = { html: 0, css: 0, js: 0, fonts: 0, pictures: 0, requests: 0 };
  for (const page of site.pages) {
    const weight = weightOf(site, page);
    for (const kind of kinds) most[kind] = Math.max(most[kind], weight[kind]);
  }
  return most;
}

const kinds = ['html', 'css', 'js', 'fonts', 'pictures', 'requests'] as const;

/** No page is heavier, before a figure wakes, than `config/budgets.ts` allows. */
export const budgets: Rule = {
  name: 'pages keep within their budgets',
  check: (site) =>
    site.pages.flatMap((page) => {
      const weight = weightOf(site, page);
      return kinds
        .filter((kind) => weight[kind] > pageBudget[kind])
        .map((kind) => {
          const what = kind === 'requests' ? 'requests' : `bytes of ${kind}`;
          return `${page.file}: ${weight[kind]} ${what}, ${pageBudget[kind]} allowed`;
        });
    }),
};
