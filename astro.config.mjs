import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { builtValues } from './config/built-values.ts';
import { contentPolicy } from './config/csp.ts';
import { fonts } from './config/fonts.ts';
import { islands } from './config/islands.ts';
import { markdown } from './config/markdown.ts';
import { pageStyles } from './config/page-styles.ts';
import { redirectPages } from './config/redirects.ts';
import { searchIndex } from './config/search.ts';
import { base, outDir, site } from './config/site.ts';
import { ties } from './config/ties.ts';

export default defineConfig({
  base,
  outDir,
  ...(site ? { site } : {}),
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  // The order counts: the policy hashes what the others have written.
  integrations: [
    fonts(),
    mdx(),
    islands(),
    ...(site ? [sitemap()] : []),
    pageStyles(),
    redirectPages(),
    searchIndex(),
    ties(),
    contentPolicy(),
  ],
  markdown,
  prefetch: false,
  devToolbar: { enabled: false },
  vite: {
    plugins: [builtValues()],
    worker: {
      format: 'es',
      // Notes to the bundler that the minifier leaves standing, one behind every equals sign.
      rolldownOptions: { output: { comments: { annotation: false } } },
    },
    build: {
      assetsInlineLimit: 0,
      // The parts that figures share would be a dozen tiny style sheets, each a request.
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'figure-parts', test: /components\/figures\/.*[?&]svelte&type=style/ },
            ],
          },
        },
      },
    },
  },
});
