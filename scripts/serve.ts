import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import sirv from 'sirv';

/** A running server of a built site. */
export interface Served {
  /** Address of the home page without its trailing slash, base included. */
  origin: string;
  close(): Promise<void>;
}

/** One block of a `_headers` file: a path pattern and the headers of what matches it. */
interface HeaderRule {
  pattern: RegExp;
  headers: [string, string][];
}

/** Returns the rules of a `_headers` file as Netlify and Cloudflare read it; `*` matches anything. */
export function parseHeaders(text: string): HeaderRule[] {
  const rules: HeaderRule[] = [];
  for (const line of text.split('\n')) {
    if (!line.trim() || line.trim().startsWith('#')) continue;
    if (/^\S/.test(line)) {
      const escaped = line.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&');
      rules.push({ pattern: new RegExp(`^${escaped.replaceAll('*', '.*')}$`), headers: [] });
    } else {
      const at = line.indexOf(':');
      rules.at(-1)?.headers.push([line.slice(0, at).trim(), line.slice(at + 1).trim()]);
    }
  }
  return rules;
}

/** What hosts compress on its way, by how its name ends. */
const COMPRESSED = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.webmanifest', 'application/manifest+json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.xml', 'application/xml; charset=utf-8'],
  ['.txt', 'text/plain; charset=utf-8'],
]);

/** A gzipped file, with the headers that tell of it. */
interface Compressed {
  body: Buffer;
  headers: Record<string, string | number>;
}

function compressFile(file: string, type: string): Compressed {
  const body = gzipSync(readFileSync(file));
  const headers = {
    'content-type': type,
    'content-encoding': 'gzip',
    'content-length': body.length,
    'last-modified': statSync(file).mtime.toUTCString(),
    vary: 'Accept-Encoding',
  };
  return { body, headers };
}

/** Returns a function that finds the gzipped file of a folder that answers a request, where hosts compress it. */
function compressing(folder: string) {
  const known = new Map<string, Compressed>();
  return ({ method, headers }: IncomingMessage, inside: string) => {
    // The names of built files need no decoding.
    const file = join(folder, inside.endsWith('/') ? `${inside}index.html` : inside);
    const type = COMPRESSED.get(extname(file));
    const isTaken = /\bgzip\b/.test(String(headers['accept-encoding'])) && !headers.range;
    if (!type || !isTaken || method !== 'GET') return undefined;
    if (!known.has(file) && existsSync(file)) known.set(file, compressFile(file, type));
    return known.get(file);
  };
}

/**
 * Serves a built site as a free static host does: text gzipped, `_headers` applied, `404.html` for what is
 * missing, trailing slashes, nothing outside the base.
 *
 * @param options.base sub-path under which the site was built, e.g. `/sub/path`
 * @param options.port 0 takes any free port
 */
export async function serve(options: {
  folder: string;
  base?: string;
  port?: number;
}): Promise<Served> {
  const { folder, port = 0 } = options;
  const base = (options.base ?? '/').replace(/\/+$/, '');
  const headersFile = join(folder, '_headers');
  const rules = existsSync(headersFile) ? parseHeaders(readFileSync(headersFile, 'utf8')) : [];
  const setHeaders = (response: ServerResponse, pathname: string): void => {
    for (const { pattern, headers } of rules) {
      if (!pattern.test(pathname)) continue;
      for (const [name, value] of headers) response.setHeader(name, value);
    }
  };
  // Not `dev`: the files are listed once, as they were when the server started.
  const files = sirv(folder, { etag: true, setHeaders });
  const compress = compressing(folder);
  const missing = existsSync(join(folder, '404.html'))
    ? readFileSync(join(folder, '404.html'))
    : Buffer.from('Not found');

  const server = createServer((request, response) => {
    const notFound = (): void => {
      setHeaders(response, '/404.html');
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(missing);
    };
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === base && base) {
      response.writeHead(308, { location: `${base}/${search}` }).end();
      return;
    }
    if (!pathname.startsWith(`${base}/`)) return notFound();
    const inside = pathname.slice(base.length);
    const isFolder = !inside.endsWith('/') && existsSync(join(folder, inside, 'index.html'));
    if (isFolder) {
      response.writeHead(308, { location: `${pathname}/${search}` }).end();
      return;
    }
    const compressed = compress(request, inside);
    if (compressed) {
      setHeaders(response, inside);
      response.writeHead(200, compressed.headers).end(compressed.body);
      return;
    }
    request.url = inside + search;
    files(request, response, notFound);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    origin: `http://localhost:${bound}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
