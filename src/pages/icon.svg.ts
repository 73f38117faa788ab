import { markSvg } from '../../config/icon.ts';

/** The mark, for the tab of the browser. */
export function GET(): Response {
  return new Response(`${markSvg(48, 0)}\n`, { headers: { 'content-type': 'image/svg+xml' } });
}
