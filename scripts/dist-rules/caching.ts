import { parseHeaders } from '../serve.ts';
import type { Rule } from './built-site.ts';

/** What pages fetch besides themselves; what others ask for, under `api/`, is always fresh. */
const fetched = /^(?!api\/).*\.(?:svg|png|webp|js|css|woff2|wasm|bin|json)$/;

/** Nothing that pages fetch is asked for again with every page: each has a lifetime in `_headers`. */
export const caching: Rule = {
  name: 'what pages fetch may be kept for a while',
  check(site) {
    const kept = parseHeaders(String(site.files.get('_headers') ?? '')).filter(({ headers }) =>
      headers.some(([name, value]) => name === 'Cache-Control' && /max-age=[1-9]/.test(value)),
    );
    return [...site.files.keys()]
      .filter((file) => fetched.test(file) && !kept.some(({ pattern }) => pattern.test(`/${file}`)))
      .map((file) => `${file}: has no lifetime in _headers`);
  },
};
