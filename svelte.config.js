import { vitePreprocess } from '@astrojs/svelte';
import { relative } from 'node:path';

/** The file that has each scope so far. */
const files = new Map();

/**
 * Returns the class by which Svelte ties a component's rules to its elements, such as `sv-1k3x`: it stands on
 * nearly every element of a figure, so it is short. `config/page-styles.ts` knows its form.
 */
function scopeOf({ hash, filename }) {
  const file = relative(process.cwd(), filename).replaceAll('\\', '/');
  const scope = `sv-${hash(file).slice(-4)}`;
  const other = files.get(scope) ?? file;
  if (other !== file) throw new Error(`${file} and ${other} have the same scope: rename one.`);
  files.set(scope, file);
  return scope;
}

export default { preprocess: vitePreprocess(), compilerOptions: { cssHash: scopeOf } };
