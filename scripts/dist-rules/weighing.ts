import { gzipSync } from 'node:zlib';
import { fileOf, type BuiltSite } from './built-site.ts';

/** Already compressed: served as they are. */
const compressed = /\.(?:woff2|webp|avif|png|jpe?g|gif|wasm)$/;

const weights = new WeakMap<Buffer, number>();

/** Returns the bytes that a host sends for a file: gzipped, unless it is compressed already. */
export function weigh(site: BuiltSite, file: string): number {
  const content = site.files.get(file) ?? Buffer.alloc(0);
  if (compressed.test(file)) return content.length;
  const known = weights.get(content);
  if (known !== undefined) return known;
  const weight = gzipSync(content).length;
  weights.set(content, weight);
  return weight;
}

/** Returns the bytes that a host sends for these files, each once. */
export function weighAll(site: BuiltSite, files: Iterable<string>): number {
  let sum = 0;
  for (const file of new Set(files)) sum += weigh(site, file);
  return sum;
}

/** Returns a script with what it imports statically, which the browser fetches with it. */
export function withImports(
  site: BuiltSite,
  file: string,
  seen = new Set<string>(),
): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const code = String(site.files.get(file) ?? '');
  for (const [, address = ''] of code.matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g)) {
    const target = fileOf(site, site.base + file, address);
    if (target) withImports(site, target, seen);
  }
  return seen;
}
