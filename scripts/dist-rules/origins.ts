import type { Page, Rule } from './built-site.ts';

/** What may carry an address elsewhere: a link that the reader follows, and metadata of the site. */
const followed = 'a[href], area[href], link[rel="canonical"], link[rel="license"]';
const metadata = 'meta[property^="og:"], meta[name^="twitter:"]';

const elsewhere = /^(?:https?:)?\/\//i;

function pageFaults(page: Page, own: string | undefined): string[] {
  const allowed = new Set([
    ...page.root.querySelectorAll(followed),
    ...page.root.querySelectorAll(metadata),
  ]);
  const faults: string[] = [];
  for (const element of page.root.querySelectorAll('*')) {
    if (allowed.has(element)) continue;
    for (const name of ['href', 'src', 'srcset', 'action', 'poster', 'data', 'content', 'ping']) {
      const value = element.getAttribute(name);
      if (!value || !elsewhere.test(value.trim())) continue;
      if (own && value.startsWith(own)) continue;
      faults.push(`${page.file}: <${element.rawTagName} ${name}> names ${value}`);
    }
  }
  return faults;
}

/** In scripts, an address is a fault where it is fetched, imported or set as a source. */
const fetched =
  /(?:fetch|import|importScripts|new Worker|new EventSource|new WebSocket)\(\s*["'`]((?:https?|wss?):\/\/[^"'`]+)|\.(?:src|href)\s*=\s*["'`](https?:\/\/[^"'`]+)/g;

const fetchedByStyles = /(?:url\(\s*["']?|@import\s+["'])((?:https?:)?\/\/[^"')\s]+)/g;

/** Nothing of the built site asks another machine for anything. */
export const origins: Rule = {
  name: 'nothing comes from another origin',
  check(site) {
    const faults = site.pages.flatMap((page) => pageFaults(page, site.origin));
    for (const [name, content] of site.files) {
      const pattern = /\.m?js$/.test(name)
        ? fetched
        : name.endsWith('.css')
          ? fetchedByStyles
          : null;
      if (!pattern) continue;
      for (const [, address, source] of String(content).matchAll(pattern)) {
        faults.push(`${name}: loads ${address ?? source ?? ''}`);
      }
    }
    return faults;
  },
};
