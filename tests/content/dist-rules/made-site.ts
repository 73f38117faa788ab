import { builtSite, type BuiltSite, type Rule } from '../../../scripts/dist-rules/built-site.ts';

/** What stands in the files of a site, by their paths. */
export type Contents = Record<string, string | Buffer>;

/** A built site of a few files, as the rules see it. */
export function site(contents: Contents, base = '/', origin?: string): BuiltSite {
  const files = Object.entries(contents).map(([name, text]) => [name, Buffer.from(text)] as const);
  return builtSite(new Map(files), base, origin);
}

/** What one rule finds fault with in such a site. */
export async function faultsOf(rule: Rule, contents: Contents, base?: string, origin?: string) {
  return rule.check(site(contents, base, origin));
}

/** A page of `body`, with more in its head. */
export const page = (body: string, head = '') =>
  `<!doctype html><html lang="en-GB"><head><meta charset="utf-8">${head}</head><body><main>${body}</main></body></html>`;
