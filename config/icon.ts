import { Resvg } from '@resvg/resvg-js';

/** Colours of the drawings that stand outside the pages, from the light theme. */
export const drawingColours = {
  paper: '#f9f9f5',
  ink: '#171c1e',
  accent: '#a8105f',
  soft: '#485053',
};

/** Icons of the site by file name: side in pixels, and the share of it that is left empty around. */
export const icons: Readonly<Record<string, { size: number; margin: number; purpose?: string }>> = {
  'apple-touch-icon': { size: 180, margin: 0.12 },
  'icon-192': { size: 192, margin: 0.06 },
  'icon-512': { size: 512, margin: 0.06 },
  // Systems cut a maskable icon to a circle of 80 %.
  'icon-maskable-512': { size: 512, margin: 0.22, purpose: 'maskable' },
};

/** Returns the mark, two fields within each other and what they look at, as SVG. */
export function markSvg(size: number, margin: number): string {
  const { paper, ink, accent } = drawingColours;
  const scale = (size * (1 - 2 * margin)) / 24;
  const shift = size * margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}"><rect width="${size}" height="${size}" fill="${paper}"/><g transform="translate(${shift} ${shift}) scale(${scale})" fill="none" stroke="${ink}"><rect x="1.5" y="1.5" width="21" height="21" stroke-width="1.8"/><rect x="6" y="6" width="12" height="12" stroke-width="2"/><rect x="10" y="10" width="4" height="4" fill="${accent}" stroke="none"/></g></svg>`;
}

/** Returns the mark as PNG. */
export function markPng(size: number, margin: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new Resvg(markSvg(size, margin)).render().asPng());
}
