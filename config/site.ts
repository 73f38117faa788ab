/**
 * Where the site will stand, read once from the environment. Without `SITE`, nothing that needs an
 * absolute address (canonical links, sitemap, social addresses) is written.
 */

/** Returns a base path with a slash at both ends: `/` or `/sub/path/`. */
export function normaliseBase(base: string | undefined): string {
  const words = (base ?? '').split('/').filter(Boolean);
  return words.length === 0 ? '/' : `/${words.join('/')}/`;
}

/** Path under which the site is served, with a slash at both ends. */
export const base = normaliseBase(process.env['BASE']);

/** Origin of the site such as `https://example.org`, or undefined. */
export const site = process.env['SITE'] || undefined;

/** Folder that the build writes, relative to the root of the project. */
export const outDir = process.env['OUT_DIR'] || 'dist';

/** Returns `path`, which starts with a slash, under the base. Other addresses come back as they are. */
export function underBase(path: string, at: string = base): string {
  return path.startsWith('/') && !path.startsWith('//') ? at + path.slice(1) : path;
}
