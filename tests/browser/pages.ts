import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { outDir } from '../../config/site.ts';

/** Every built page as its path from the base, `404.html` included. */
export function builtPages(folder = outDir, path = '/'): string[] {
  const pages: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const below = join(folder, entry.name);
    if (entry.isDirectory() && !['_astro', 'pagefind', 'api'].includes(entry.name))
      pages.push(...builtPages(below, `${path}${entry.name}/`));
    else if (entry.name === 'index.html') pages.push(path);
    else if (entry.name === '404.html') pages.push('/404.html');
  }
  return pages.sort();
}

/** The kinds of page: a name and the pattern of their paths, the most special first. */
const TYPES: [string, RegExp][] = [
  ['home', /^\/$/],
  ['not found', /^\/404\.html$/],
  ['lesson', /^\/learn\/[^/]+\/[^/]+\/$/],
  ['map', /^\/learn\/$/],
  ['explainer', /^\/explain\/[^/]+\/$/],
  ['gallery', /^\/explain\/$/],
  ['question', /^\/practice\/questions\/[^/]+\/$/],
  ['question list', /^\/practice\/questions\/$/],
  ['practice', /^\/practice\/$/],
  ['model', /^\/models\/[^/]+\/$/],
  ['models', /^\/models\/$/],
  ['search', /^\/search\/$/],
  ['reference', /^\/reference\/[^/]+\/$/],
];

/**
 * Returns the built pages that stand for all others: every explainer, and of each other kind those
 * that differ in make-up (each reference page), otherwise the first one.
 */
export function pagesByType(): { type: string; path: string }[] {
  const chosen: { type: string; path: string }[] = [];
  for (const path of builtPages()) {
    const type = TYPES.find(([, pattern]) => pattern.test(path))?.[0] ?? 'other';
    const each = ['explainer', 'reference', 'lesson', 'other'].includes(type);
    if (each || !chosen.some((page) => page.type === type)) chosen.push({ type, path });
  }
  return chosen;
}

/** Slugs of the explainers that have a page of their own. */
export function explainerSlugs(): string[] {
  const folder = join(outDir, 'explain');
  return existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
    : [];
}
