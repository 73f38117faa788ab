import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/**
 * Two projects: `pure` runs modules and content rules in plain Node; `rune` compiles Svelte state
 * modules (`*.svelte.test.ts`) for the browser, because the server build of runes does not react.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          environment: 'node',
          include: ['tests/{unit,vectors,content}/**/*.test.ts'],
          exclude: ['**/*.svelte.test.ts'],
        },
      },
      {
        plugins: [svelte()],
        resolve: { conditions: ['browser'] },
        test: { name: 'rune', environment: 'node', include: ['tests/**/*.svelte.test.ts'] },
      },
    ],
  },
});
