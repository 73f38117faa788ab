import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/**
 * Imports run one way: pages, content → components → practice, runtime → world → vision.
 * Each layer names what it may not import; a folder that is not listed may import anything.
 */
const layers = [
  {
    files: ['src/vision/**'],
    forbidden: ['world', 'runtime', 'practice', 'components', 'layouts', 'pages', 'content'],
  },
  {
    files: ['src/world/**'],
    forbidden: ['runtime', 'practice', 'components', 'layouts', 'pages', 'content'],
  },
  {
    files: ['src/runtime/**', 'src/practice/**'],
    forbidden: ['components', 'layouts', 'pages', 'content'],
  },
  { files: ['src/components/**'], forbidden: ['layouts', 'pages'] },
];

/** Packages that only one place may import, so that each stays replaceable. */
const site = ['astro', 'astro:*', 'svelte', 'svelte/*', 'd3', 'd3-selection', 'node:*'];

const layerRules = layers.map(({ files, forbidden }) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: forbidden.flatMap((layer) => [`**/${layer}/*`, `**/${layer}/**`]),
            message: 'Imports run one way: pages → components → runtime → world → vision.',
          },
          ...(files[0] === 'src/runtime/**'
            ? []
            : [{ group: ['@tensorflow/*'], message: 'Only src/runtime may import TF.js.' }]),
          ...(/vision|world/.test(files[0] ?? '')
            ? [{ group: site, message: 'vision and world are pure: no DOM, no Node, no site.' }]
            : []),
        ],
      },
    ],
  },
}));

export default ts.config(
  { ignores: ['dist/', 'dist-sub/', '.astro/', '.cache/', 'test-artefacts/', 'public/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs['flat/recommended'],
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { prefer: 'type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: { 'svelte/no-navigation-without-resolve': 'off' },
  },
  { files: ['scripts/**', 'config/**', 'training/**'], rules: { 'no-console': 'off' } },
  ...layerRules,
);
