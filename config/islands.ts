import svelte from '@astrojs/svelte';
import type { AstroIntegration } from 'astro';
import { fileURLToPath } from 'node:url';

/** Svelte for Astro, with our own entry on the page: `src/components/island.ts` says why. */
export function islands(): AstroIntegration {
  const { name, hooks } = svelte();
  const setUp = hooks['astro:config:setup'];
  const clientEntrypoint = fileURLToPath(new URL('../src/components/island.ts', import.meta.url));
  return {
    name,
    hooks: {
      ...hooks,
      'astro:config:setup': (options) =>
        setUp?.({
          ...options,
          addRenderer: (renderer) => options.addRenderer({ ...renderer, clientEntrypoint }),
        }),
    },
  };
}
