import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const name = /\.built\.ts$/;

/** Returns the code of a module that holds the values of these exports and computes nothing. */
export function codeOfValues(exports: Readonly<Record<string, unknown>>): string {
  return Object.entries(exports)
    .map(([key, value]) => `export const ${key} = ${JSON.stringify(value)};`)
    .join('\n');
}

/**
 * Lets a figure import what only the build can compute. A module `*.built.ts` runs as it is where pages
 * are rendered; a browser gets the values of its exports, plain data, with the figure that imports it.
 * So they weigh nothing on the page, as the props of an island would.
 */
export function builtValues(): Plugin {
  return {
    name: 'receptive-built-values',
    enforce: 'pre',
    load: {
      filter: { id: name },
      async handler(id) {
        if (this.environment.config.consumer === 'server') return readFile(id, 'utf8');
        const exports = (await import(pathToFileURL(id).href)) as Record<string, unknown>;
        return { code: codeOfValues(exports), moduleType: 'js' };
      },
    },
  };
}
