import { getEntry, render } from 'astro:content';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';

/**
 * Returns the figure of an explainer. Figures are entries of a collection, so that a page gets the styles of
 * those it shows and of no others. @throws Error when there is no such folder.
 */
export async function explainerFigure(slug: string): Promise<AstroComponentFactory> {
  const entry = await getEntry('figures', slug);
  if (!entry) throw new Error(`There is no explainer "${slug}": its folder has no figure.mdx.`);
  return (await render(entry)).Content;
}
