import { inlineHashes } from '../../config/csp.ts';
import type { BuiltSite, Page, Rule } from './built-site.ts';

/** Limit of a line in `_headers` on Cloudflare Pages. */
const LONGEST_HEADER = 2000;

const loading = /<(?:script|style|link|base|img|iframe)\b/i;

function missingHashes(policy: string, html: string): string[] {
  const { scripts, styles } = inlineHashes(html);
  const directive = (name: string) =>
    policy.split(';').find((part) => part.trim().startsWith(`${name} `)) ?? '';
  return [
    ...scripts.filter((hash) => !directive('script-src').includes(hash)).map((h) => `script ${h}`),
    ...styles.filter((hash) => !directive('style-src').includes(hash)).map((h) => `style ${h}`),
  ];
}

/** Faults of the policy itself: it must not let in what a hash should. */
function looseness(policy: string): string[] {
  return [
    ...(policy.includes("'unsafe-inline'") ? ["allows 'unsafe-inline'"] : []),
    ...(policy.includes("'unsafe-eval'") ? ["allows 'unsafe-eval'"] : []),
    ...(/\bhttps?:|\*/.test(policy) ? ['allows another origin'] : []),
    ...(policy.includes("default-src 'none'") ? [] : ["has no default-src 'none'"]),
  ];
}

function pageFaults(page: Page): string[] {
  const meta = page.root.querySelector('meta[http-equiv="content-security-policy" i]');
  const policy = meta?.getAttribute('content');
  if (!policy) return ['has no policy'];
  const faults = looseness(policy);
  const before = page.html.slice(
    0,
    page.html.search(/<meta http-equiv="content-security-policy"/i),
  );
  if (loading.test(before)) faults.push('loads something before its policy');
  faults.push(...missingHashes(policy, page.html).map((what) => `does not cover ${what}`));
  for (const element of page.root.querySelectorAll('*')) {
    for (const name of Object.keys(element.attributes)) {
      if (name.toLowerCase() === 'style') {
        faults.push(`<${element.rawTagName}> has a style attribute, which the policy ignores`);
      } else if (/^on[a-z]+$/i.test(name)) {
        faults.push(`<${element.rawTagName}> has the handler ${name}, which the policy ignores`);
      } else if (/^\s*javascript:/i.test(element.getAttribute(name) ?? '')) {
        faults.push(`<${element.rawTagName}> has a javascript: address`);
      }
    }
  }
  return faults;
}

function headerFaults(site: BuiltSite): string[] {
  const headers = site.files.get('_headers');
  if (!headers) return ['there is no _headers file'];
  const text = String(headers);
  const policy = /Content-Security-Policy:(.*)/.exec(text)?.[1] ?? '';
  const wanted = [
    'frame-ancestors',
    'nosniff',
    'Referrer-Policy',
    'Permissions-Policy: camera=(self),',
    'Cross-Origin-Opener-Policy',
    'immutable',
  ];
  return [
    ...looseness(policy).map((fault) => `_headers: the policy ${fault}`),
    ...wanted
      .filter((word) => !text.includes(word))
      .map((word) => `_headers says nothing of ${word}`),
    ...text
      .split('\n')
      .filter((line) => line.length > LONGEST_HEADER)
      .map(
        (line) => `_headers: a line of ${line.length} characters is longer than ${LONGEST_HEADER}`,
      ),
    ...site.pages.flatMap((page) =>
      missingHashes(policy, page.html).map(
        (what) => `_headers: ${what} of ${page.file} is missing`,
      ),
    ),
  ];
}

/** Every page carries a strict policy that covers all that stands inline; so does `_headers`. */
export const policy: Rule = {
  name: 'the content policy is strict and covers every inline script and style',
  check: (site) => [
    ...site.pages.flatMap((page) => [
      ...new Set(pageFaults(page).map((fault) => `${page.file}: ${fault}`)),
    ]),
    ...headerFaults(site),
  ],
};
