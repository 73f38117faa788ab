import type { AstroComponentFactory } from 'astro/runtime/server/index.js';

/** Every explainer: a folder with an `index.astro`. Adding one is adding the folder. */
const figures = import.meta.glob<{ default: AstroComponentFactory }>(
  '../explainers/*/index.astro',
  { eager: true },
);

/** Returns the figure of an explainer. @throws Error when there is no such folder. */
export function explainerFigure(slug: string): AstroComponentFactory {
  const figure = figures[`../explainers/${slug}/index.astro`];
  if (!figure) throw new Error(`There is no explainer "${slug}": its folder has no index.astro.`);
  return figure.default;
}
