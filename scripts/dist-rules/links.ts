import { fileOf, type BuiltSite, type Page, type Rule } from './built-site.ts';

const attributes = ['href', 'src', 'poster', 'action', 'component-url', 'renderer-url'] as const;

function* addressesOn(page: Page): Generator<string> {
  for (const name of attributes) {
    for (const element of page.root.querySelectorAll(`[${name}]`)) {
      yield element.getAttribute(name) ?? '';
    }
  }
  for (const element of page.root.querySelectorAll('[srcset]')) {
    for (const candidate of (element.getAttribute('srcset') ?? '').split(',')) {
      const [address] = candidate.trim().split(/\s+/);
      if (address) yield address;
    }
  }
}

function fragmentFault(site: BuiltSite, page: Page, address: string, file: string) {
  const fragment = address.split('#')[1];
  // `#v=1&iou=0.6` is the state of a figure, not a place on the page.
  if (!fragment || fragment.includes('=') || !file.endsWith('.html')) return undefined;
  const target = site.pages.find((candidate) => candidate.file === file);
  const id = decodeURIComponent(fragment);
  const exists = target?.root.querySelectorAll('[id]').some((element) => element.id === id);
  return exists ? undefined : `${page.file}: ${address} leads to no part of ${file}`;
}

/** Every address on a page and in a style sheet leads to a file, every fragment to an element. */
export const links: Rule = {
  name: 'links and fragments lead somewhere',
  check(site) {
    const faults = new Set<string>();
    for (const page of site.pages) {
      for (const address of addressesOn(page)) {
        const file = fileOf(site, page.path, address);
        if (file === null)
          faults.add(`${page.file}: ${address || 'an empty address'} leads nowhere`);
        else if (file !== undefined) {
          const fault = fragmentFault(site, page, address, file);
          if (fault) faults.add(fault);
        }
      }
    }
    for (const [name, content] of site.files) {
      if (!name.endsWith('.css')) continue;
      for (const [, address = ''] of String(content).matchAll(
        /url\(\s*["']?([^"')]+)["']?\s*\)/g,
      )) {
        if (fileOf(site, site.base + name, address) === null) {
          faults.add(`${name}: ${address} leads nowhere`);
        }
      }
    }
    return [...faults];
  },
};
