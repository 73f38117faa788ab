import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type HTMLElement } from 'node-html-parser';

/** One built page. */
export interface Page {
  /** Path of the file in the build, such as `learn/index.html`. */
  readonly file: string;
  /** Path under which it is served, base included, such as `/sub/path/learn/`. */
  readonly path: string;
  readonly html: string;
  readonly root: HTMLElement;
}

/** A built site in memory: what every rule looks at. */
export interface BuiltSite {
  /** Path of the site on its host, with a slash at both ends. */
  readonly base: string;
  /** Origin that the site was built for, or undefined. */
  readonly origin: string | undefined;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly pages: readonly Page[];
}

/** A rule over the whole site; returns one sentence per fault, none when it holds. */
export interface Rule {
  readonly name: string;
  check(site: BuiltSite): readonly string[] | Promise<readonly string[]>;
}

/** Returns a site made of these files; `base` and `origin` as it was built. */
export function builtSite(
  files: ReadonlyMap<string, Buffer>,
  base = '/',
  origin?: string,
): BuiltSite {
  const pages = [...files.keys()]
    .filter((file) => file.endsWith('.html'))
    .sort()
    .map((file): Page => {
      const html = String(files.get(file));
      return {
        file,
        path: base + file.replace(/(^|\/)index\.html$/, '$1'),
        html,
        root: parse(html, { comment: false }),
      };
    });
  return { base, origin, files, pages };
}

/** Reads the site in `folder`. Throws a sentence when there is none. */
export function readSite(folder: string, base: string, origin: string | undefined): BuiltSite {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    throw new Error(`There is no built site in ${folder}: run \`npm run build\` first.`);
  }
  const files = names
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name))] as const);
  return builtSite(new Map(files), base, origin);
}

/**
 * Returns the file that an address on this site leads to, `undefined` when it leads elsewhere
 * (another origin, `mailto:`, `data:`), and `null` when it should lead to a file and does not.
 */
export function fileOf(site: BuiltSite, from: string, address: string): string | null | undefined {
  const host = 'http://this-site.invalid';
  let url: URL;
  try {
    url = new URL(address, `${host}${from}`);
  } catch {
    return null;
  }
  if (url.origin !== host) return undefined;
  if (!url.pathname.startsWith(site.base)) return null;
  const inside = decodeURIComponent(url.pathname.slice(site.base.length));
  const file = inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside;
  return site.files.has(file) ? file : null;
}
