import type { AstroIntegration } from 'astro';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import subsetFont from 'subset-font';

/**
 * The fonts, cut to the characters that the site uses. They lie in `.cache/fonts` and are imported
 * as `@fonts/literata.woff2`, `@fonts/literata-italic.woff2` and `@fonts/m-plus-code.woff2`, so
 * that Vite hashes them like any other file. The same input always gives the same bytes.
 */

/** Folder of the cut fonts. */
export const fontFolder = resolve('.cache/fonts');

const printableAscii = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index));
const latinOne = Array.from({ length: 96 }, (_, index) => String.fromCodePoint(160 + index));
const characters = [...printableAscii, ...latinOne, ...'–—‘’“”„…•†‡‹›€™−≤≥≈≠∞←↑→↓▲▸✓'].join('');

interface Cut {
  /** File in an npm package. */
  from: string;
  format: 'woff2' | 'truetype';
  axes?: Record<string, number | { min: number; max: number }>;
}

const literata = '@fontsource-variable/literata/files/literata-latin-opsz';
const code =
  '@fontsource-variable/m-plus-code-latin/files/m-plus-code-latin-latin-wght-normal.woff2';

const cuts: Readonly<Record<string, Cut>> = {
  'literata.woff2': {
    from: `${literata}-normal.woff2`,
    format: 'woff2',
    axes: { wght: { min: 400, max: 700 } },
  },
  'literata-italic.woff2': {
    from: `${literata}-italic.woff2`,
    format: 'woff2',
    axes: { wght: { min: 400, max: 600 } },
  },
  'm-plus-code.woff2': { from: code, format: 'woff2', axes: { wght: { min: 400, max: 700 } } },
  // Still fonts for the social pictures: their renderer knows no variable ones.
  'literata-600.ttf': {
    from: `${literata}-normal.woff2`,
    format: 'truetype',
    axes: { wght: 600, opsz: 48 },
  },
  'literata-400.ttf': {
    from: `${literata}-normal.woff2`,
    format: 'truetype',
    axes: { wght: 400, opsz: 20 },
  },
};

/** Cuts the fonts that are missing or whose recipe or source has changed. */
export async function cutFonts(): Promise<void> {
  await mkdir(fontFolder, { recursive: true });
  const require = createRequire(import.meta.url);
  for (const [name, { from, format, axes }] of Object.entries(cuts)) {
    const source = await readFile(require.resolve(from));
    const recipe = createHash('sha256')
      .update(source)
      .update(JSON.stringify({ format, axes, characters }))
      .digest('hex');
    const target = join(fontFolder, name);
    const stamp = `${target}.recipe`;
    if (existsSync(target) && existsSync(stamp) && (await readFile(stamp, 'utf8')) === recipe) {
      continue;
    }
    const cut = await subsetFont(source, characters, {
      targetFormat: format,
      ...(axes ? { variationAxes: axes } : {}),
    });
    await writeFile(target, cut);
    await writeFile(stamp, recipe);
  }
}

/** Makes sure that the fonts are there before anything imports them. */
export function fonts(): AstroIntegration {
  return {
    name: 'receptive-fonts',
    hooks: {
      'astro:config:setup': async ({ updateConfig }) => {
        await cutFonts();
        updateConfig({ vite: { resolve: { alias: { '@fonts': fontFolder } } } });
      },
    },
  };
}
