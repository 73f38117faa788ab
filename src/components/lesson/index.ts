import type { AstroComponentFactory } from 'astro/runtime/server/index.js';

const files = import.meta.glob<{ default: AstroComponentFactory }>('./*.astro', { eager: true });

/**
 * What lessons and questions may place in their text without an import, by the name of its file:
 * every component of this folder.
 */
export const lessonComponents: Readonly<Record<string, AstroComponentFactory>> = Object.fromEntries(
  Object.entries(files).map(([path, file]) => [path.slice(2, -'.astro'.length), file.default]),
);
