import type { AstroIntegration } from 'astro';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { base, underBase } from './site.ts';

/**
 * Where pages went: old path to new path, both from the root of the site, with slashes at both
 * ends. A published URL never dies, so a line stays for good. `src/pages/[...moved].astro` shows a
 * page in our layout for hosts that do not read `_redirects`.
 */
export const moved: Readonly<Record<string, string>> = {};

/** Returns the lines of `_redirects` (Netlify, Cloudflare Pages). */
export function redirectLines(moves: Readonly<Record<string, string>>, at: string = base): string {
  return Object.entries(moves)
    .map(([from, to]) => `${underBase(from, at)} ${underBase(to, at)} 301\n`)
    .join('');
}

/** Writes `_redirects` when there is anything to say in it. */
export function redirectPages(): AstroIntegration {
  return {
    name: 'receptive-redirects',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const lines = redirectLines(moved);
        if (lines) await writeFile(join(fileURLToPath(dir), '_redirects'), lines);
      },
    },
  };
}
