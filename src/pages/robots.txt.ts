import type { APIContext } from 'astro';

/** Everything may be read; the sitemap is named where the site knows its own address. */
export function GET({ site }: APIContext): Response {
  const sitemap = site
    ? `Sitemap: ${new URL(`${import.meta.env.BASE_URL}sitemap-index.xml`, site).href}\n`
    : '';
  return new Response(`User-agent: *\nAllow: /\n${sitemap}`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}
