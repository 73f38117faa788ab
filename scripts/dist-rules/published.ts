import { readFileSync } from 'node:fs';
import { moved } from '../../config/redirects.ts';
import type { BuiltSite, Rule } from './built-site.ts';

/** The addresses that readers may hold, one a line, without the base. */
const list = new URL('../../tests/fixtures/published-urls.txt', import.meta.url);

/** Returns the published addresses that neither exist nor lead on. */
export function lostAddresses(
  site: BuiltSite,
  published: readonly string[],
  moves: Readonly<Record<string, string>> = moved,
): string[] {
  return published.filter((path) => {
    const target = moves[path] ?? path;
    return !site.files.has(`${target.slice(1)}index.html`);
  });
}

/** A published address never dies. */
export const published: Rule = {
  name: 'every published address still works',
  check: (site) =>
    lostAddresses(site, readFileSync(list, 'utf8').split('\n').filter(Boolean)).map(
      (path) => `${path} was published and is gone: add a line to config/redirects.ts`,
    ),
};
