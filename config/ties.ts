import type { AstroIntegration } from 'astro';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Tags, comments, and elements whose text is no running text or must be the one that a figure computes. */
const UNTOUCHED =
  /<!--[\s\S]*?-->|<(head|script|style|svg|math|pre|code|select|textarea|astro-island)\b[\s\S]*?<\/\1>|<(?:"[^"]*"|'[^']*'|[^'">])*>/;

const PIECES = new RegExp(`${UNTOUCHED.source}|[^<]+`, 'g');

/** A number of at most four characters, × and another such: the size of a kernel, a cell, a picture. */
const SHORT_FACTORS = /(?<![\d.,])([\d.,]{1,4})\s+×\s+(?=[\d.]{1,4}(?![\d.,]*\d))/g;

/** A letter or digit, a hyphen and a short word: R-CNN, U-Net, k-means, 1-D. */
const HYPHENED = /(?<![\p{L}\p{N}’'-])[\p{L}\p{N}]-[\p{L}\p{N}]{1,8}(?![\p{L}\p{N}-])/gu;

const NO_BREAK = '\u00a0';

/**
 * Returns a page on which no line begins with × or ends within a word such as “R-CNN”. What is copied from it, or
 * searched for in it, is as it was written.
 */
export function withTies(html: string): string {
  return html.replace(PIECES, (piece) =>
    piece.startsWith('<')
      ? piece
      : piece
          .replace(SHORT_FACTORS, `$1${NO_BREAK}×${NO_BREAK}`)
          .replace(/\s+×(?=\s)/g, `${NO_BREAK}×`)
          .replace(HYPHENED, '<span class="tied">$&</span>'),
  );
}

/** Ties every built page. The search index comes before: it shall read words without elements inside them. */
export function ties(): AstroIntegration {
  return {
    name: 'receptive-ties',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        for (const name of await readdir(folder, { recursive: true })) {
          if (!name.endsWith('.html')) continue;
          const file = join(folder, name);
          const html = await readFile(file, 'utf8');
          const tied = withTies(html);
          if (tied !== html) await writeFile(file, tied);
        }
      },
    },
  };
}
