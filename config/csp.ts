import type { AstroIntegration } from 'astro';
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The content security policy. It is written after the build, from the pages as they are, so that
 * every inline script and style is accounted for, also those that Astro's own policy does not see.
 * Each page carries its own hashes in a `<meta>` right after its charset; `_headers` carries the
 * union for hosts that read it, with what a `<meta>` cannot say.
 */

/** Hashes of what stands inline in a page, each in quotes as the policy wants them. */
export interface InlineHashes {
  scripts: readonly string[];
  styles: readonly string[];
}

const scriptBlock = /<script\b([^>]*)>([\s\S]*?)<\/script>/gi;
const styleBlock = /<style\b[^>]*>([\s\S]*?)<\/style>/gi;
const executable = /\btype\s*=\s*["']?(?:module|text\/javascript|application\/javascript)\b/i;

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Returns the hashes of every inline script and style of a page; data blocks need none. */
export function inlineHashes(html: string): InlineHashes {
  const scripts = new Set<string>();
  for (const [, attributes = '', body = ''] of html.matchAll(scriptBlock)) {
    const isData = /\btype\s*=/i.test(attributes) && !executable.test(attributes);
    if (!isData && !/\bsrc\s*=/i.test(attributes)) scripts.add(hash(body));
  }
  const styles = new Set([...html.matchAll(styleBlock)].map(([, body = '']) => hash(body)));
  return { scripts: [...scripts].sort(), styles: [...styles].sort() };
}

/** Returns the policy for a page with these hashes: this origin and nothing else. */
export function policyFor({ scripts, styles }: InlineHashes): string {
  return [
    "default-src 'none'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self' blob:",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
  ].join('; ');
}

/** Returns the page with its policy right after the charset, before anything that could load. */
export function withPolicy(html: string): string {
  const charset = /<meta charset="?utf-8"?\s*\/?>/i;
  if (!charset.test(html)) {
    throw new Error('A page without <meta charset="utf-8"> has no place for its policy.');
  }
  const policy = policyFor(inlineHashes(html));
  return html.replace(
    charset,
    (found) => `${found}<meta http-equiv="content-security-policy" content="${policy}">`,
  );
}

/** What pages fetch under a name that stays when its content changes: kept for an hour. */
const LASTING = [
  '/models/*',
  '/pagefind/*',
  '/data/*',
  '/pictures/*',
  '/icons/*',
  '/social/*',
  '/icon.svg',
  '/theme.js',
];

/** Returns the `_headers` file (Netlify, Cloudflare Pages) for a site with these hashes. */
export function headersFile(union: InlineHashes): string {
  return `/*
  Content-Security-Policy: ${policyFor(union)}; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(self), microphone=(), geolocation=(), payment=(), usb=()
  Cross-Origin-Opener-Policy: same-origin
/_astro/*
  Cache-Control: public, max-age=31536000, immutable
${LASTING.map((path) => `${path}\n  Cache-Control: public, max-age=3600\n`).join('')}`;
}

/** Writes the policy into every page of the build, and `_headers` beside them. */
export function contentPolicy(): AstroIntegration {
  return {
    name: 'receptive-content-policy',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const files = await readdir(folder, { recursive: true });
        const pages = files.filter((file) => file.endsWith('.html'));
        const scripts = new Set<string>();
        const styles = new Set<string>();
        for (const page of pages) {
          const path = join(folder, page);
          const html = await readFile(path, 'utf8');
          const found = inlineHashes(html);
          for (const each of found.scripts) scripts.add(each);
          for (const each of found.styles) styles.add(each);
          await writeFile(path, withPolicy(html));
        }
        const union = { scripts: [...scripts].sort(), styles: [...styles].sort() };
        await writeFile(join(folder, '_headers'), headersFile(union));
        logger.info(
          `${pages.length} pages carry a policy: ${scripts.size} inline scripts and ${styles.size} inline styles are hashed.`,
        );
      },
    },
  };
}
