import type { BuiltSite, Rule } from './built-site.ts';

function sitemapFaults(site: BuiltSite): string[] {
  const maps = [...site.files].filter(([name]) => /^sitemap-\d+\.xml$/.test(name));
  if (!site.origin) return maps.length ? ['there is a sitemap, but no SITE to name'] : [];
  const listed = new Set(
    maps.flatMap(([, content]) =>
      [...String(content).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address),
    ),
  );
  const faults = site.pages
    .filter((page) => page.file !== '404.html')
    .filter((page) => !listed.has(`${site.origin}${page.path}`))
    .map((page) => `the sitemap does not list ${page.path}`);
  if (!String(site.files.get('robots.txt')).includes('Sitemap: ')) {
    faults.push('robots.txt does not name the sitemap');
  }
  return faults;
}

/** What machines read: robots, sitemap, manifest with its icons, llms.txt, 404 page. */
export const discovery: Rule = {
  name: 'robots, sitemap, manifest, llms.txt and the 404 page are there',
  check(site) {
    const faults = ['robots.txt', 'llms.txt', '404.html', 'manifest.webmanifest']
      .filter((name) => !site.files.has(name))
      .map((name) => `${name} is missing`);
    const manifest = site.files.get('manifest.webmanifest');
    if (manifest) {
      const { start_url: start, icons = [] } = JSON.parse(String(manifest)) as {
        start_url?: string;
        icons?: { src: string }[];
      };
      if (start !== site.base) faults.push(`the manifest starts at ${start}, not at ${site.base}`);
      for (const { src } of icons) {
        if (!src.startsWith(site.base) || !site.files.has(src.slice(site.base.length))) {
          faults.push(`the manifest's icon ${src} is missing`);
        }
      }
    }
    return [...faults, ...sitemapFaults(site)];
  },
};
