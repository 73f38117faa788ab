import { drawingColours, icons } from '../../config/icon.ts';

/** What a system needs to keep the site beside its programs. */
export function GET(): Response {
  const base = import.meta.env.BASE_URL;
  const manifest = {
    name: 'Receptive',
    short_name: 'Receptive',
    description: 'See how computer vision works, then explain it.',
    lang: 'en-GB',
    start_url: base,
    scope: base,
    display: 'minimal-ui',
    background_color: drawingColours.paper,
    theme_color: drawingColours.paper,
    icons: [
      { src: `${base}icon.svg`, sizes: 'any', type: 'image/svg+xml' },
      ...Object.entries(icons).map(([name, { size, purpose }]) => ({
        src: `${base}icons/${name}.png`,
        sizes: `${size}x${size}`,
        type: 'image/png',
        ...(purpose ? { purpose } : {}),
      })),
    ],
  };
  return new Response(`${JSON.stringify(manifest)}\n`, {
    headers: { 'content-type': 'application/manifest+json' },
  });
}
