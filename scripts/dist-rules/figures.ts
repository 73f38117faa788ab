import { figureBudget } from '../../config/budgets.ts';
import { fileOf, type BuiltSite, type Page, type Rule } from './built-site.ts';
import { weighAll, withImports } from './weighing.ts';

/** Pages of one figure each; the group is its slug. */
const ownPage = /^explain\/([^/]+)\/index\.html$/;

/** Scripts that a browser fetches to wake what stands on a page, values of the build among them. */
function scriptsToWake(site: BuiltSite, page: Page): Set<string> {
  const scripts = new Set<string>();
  for (const island of page.root.querySelectorAll('astro-island')) {
    for (const name of ['component-url', 'renderer-url']) {
      const file = fileOf(site, page.path, island.getAttribute(name) ?? '');
      if (file) for (const each of withImports(site, file)) scripts.add(each);
    }
  }
  return scripts;
}

/** What the scripts of figures weigh, gzipped, in bytes. */
export interface FigureWeights {
  /** By slug: what no other figure fetches. */
  readonly own: ReadonlyMap<string, number>;
  /** What every figure fetches, and a reader of several fetches once. */
  readonly common: number;
  /** What two figures or more fetch, `common` included. */
  readonly shared: number;
}

/** Weighs what comes with the figures of the site when they wake. */
export function figureWeights(site: BuiltSite): FigureWeights {
  const figures = new Map<string, Set<string>>();
  for (const page of site.pages) {
    const slug = ownPage.exec(page.file)?.[1];
    if (slug) figures.set(slug, scriptsToWake(site, page));
  }
  const users = new Map<string, number>();
  for (const scripts of figures.values()) {
    for (const script of scripts) users.set(script, (users.get(script) ?? 0) + 1);
  }
  const usedBy = (script: string): number => users.get(script) ?? 0;
  const weighWhere = (isCounted: (script: string) => boolean, scripts: Iterable<string>): number =>
    weighAll(site, [...scripts].filter(isCounted));
  const isShared = (script: string): boolean => usedBy(script) > 1;
  return {
    own: new Map(
      [...figures].map(([slug, scripts]) => [
        slug,
        weighWhere((script) => !isShared(script), scripts),
      ]),
    ),
    common: weighWhere(
      (script) => isShared(script) && usedBy(script) === figures.size,
      users.keys(),
    ),
    shared: weighWhere(isShared, users.keys()),
  };
}

/** No figure brings more of its own, nor do all of them together, than `config/budgets.ts` allows. */
export const figures: Rule = {
  name: 'figures keep within their budgets',
  check(site) {
    const { own, common } = figureWeights(site);
    const allowed = `${figureBudget} allowed`;
    const asleep = [...own].filter(([, weight]) => weight === 0);
    return [
      ...asleep.map(([slug]) => `${slug}: no script of its own wakes it`),
      ...[...own]
        .filter(([, weight]) => weight > figureBudget)
        .map(([slug, weight]) => `${slug}: ${weight} bytes of scripts of its own, ${allowed}`),
      ...(common > figureBudget ? [`every figure: ${common} bytes of scripts, ${allowed}`] : []),
    ];
  },
};
