import type { AstroIntegration } from 'astro';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The class by which Svelte ties a rule to the elements of one component (`svelte.config.js`). */
const scope = /\bsv-[a-z0-9]{1,4}\b/g;

const stylesheet = /<link\b[^>]*\brel="stylesheet"[^>]*\bhref="([^"]+)"[^>]*>/g;

/** Returns the outermost rules of a minified style sheet, each as its text. */
export function rulesOf(css: string): string[] {
  const rules: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [at, letter] of [...css].entries()) {
    if (letter === '{') depth += 1;
    if (letter === '}') depth -= 1;
    if (depth > 0 || (letter !== '}' && letter !== ';')) continue;
    rules.push(css.slice(start, at + 1).trim());
    start = at + 1;
  }
  return rules;
}

/** A module of the build and all that it imports, at once or later. */
function modulesFrom(module: string, files: ReadonlyMap<string, string>, seen: Set<string>): void {
  const code = files.get(module);
  if (code === undefined || seen.has(module)) return;
  seen.add(module);
  for (const [, name = ''] of code.matchAll(/["'`]\.\/([\w.-]+\.js)["'`]/g))
    modulesFrom(name, files, seen);
}

/**
 * Returns a page without the style sheets that give it nothing: those whose rules all belong to
 * components that neither stand on it nor can be put there by its figures, and those whose rules
 * other sheets of the page hold already. Rules without a scope count as needed.
 *
 * @param files the style sheets and modules of the build by name, such as `Page.D4lHRIfn.css`
 */
export function withNeededStyles(html: string, files: ReadonlyMap<string, string>): string {
  const modules = new Set<string>();
  for (const [, name = ''] of html.matchAll(/([\w.-]+\.js)"/g)) modulesFrom(name, files, modules);
  const code = [...modules].map((name) => files.get(name) ?? '').join();
  const known = new Set(`${html}${code}`.match(scope));
  const isNeeded = (rule: string): boolean => {
    const scopes = rule.match(scope);
    return !scopes || scopes.some((name) => known.has(name));
  };
  const sheets = new Map(
    [...html.matchAll(stylesheet)].map(([tag, address = '']) => {
      const css = files.get(address.split('/').at(-1) ?? '');
      return [tag, css === undefined ? undefined : rulesOf(css).filter(isNeeded)] as const;
    }),
  );
  let kept = html;
  // The smallest first: what is left out then stands in a larger one.
  const bySize = [...sheets].sort(([, a], [, b]) => (a?.length ?? 0) - (b?.length ?? 0));
  for (const [tag, rules] of bySize) {
    if (!rules) continue;
    const others = new Set([...sheets].flatMap(([other, held]) => (other === tag ? [] : held)));
    if (!rules.every((rule) => others.has(rule))) continue;
    kept = kept.replace(tag, '');
    sheets.delete(tag);
  }
  return kept;
}

/**
 * Leaves out of every built page the style sheets that it does not need. Pages and what runs in browsers are
 * built apart, and each build writes the styles that figures share in an order of its own: the same rules in
 * two files, both linked wherever a figure is hydrated. That is 1.4 kB on every such page, more than the budget
 * has left; and what opens on demand, as the editor of `nms`, is linked where no figure stands.
 */
export function pageStyles(): AstroIntegration {
  return {
    name: 'receptive-page-styles',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const assets = join(folder, '_astro');
        const names = (await readdir(assets)).filter((name) => /\.(?:css|js)$/.test(name));
        const files = new Map(
          await Promise.all(
            names.map(async (name) => [name, await readFile(join(assets, name), 'utf8')] as const),
          ),
        );
        let before = 0;
        let after = 0;
        for (const page of await readdir(folder, { recursive: true })) {
          if (!page.endsWith('.html')) continue;
          const html = await readFile(join(folder, page), 'utf8');
          const kept = withNeededStyles(html, files);
          before += html.match(stylesheet)?.length ?? 0;
          after += kept.match(stylesheet)?.length ?? 0;
          if (kept !== html) await writeFile(join(folder, page), kept);
        }
        logger.info(`${after} of ${before} links to style sheets are needed.`);
      },
    },
  };
}
