/** Returns a path of the site, written from its root (`/learn/`), under the base it is served at. */
export function url(path: string): string {
  return import.meta.env.BASE_URL.replace(/\/$/, '') + path;
}
