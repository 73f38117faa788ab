import type { Rule } from './built-site.ts';

/** Every typeface lets text be read in another one until it has arrived. */
export const fonts: Rule = {
  name: 'text can be read while typefaces arrive',
  check: (site) =>
    [...site.files]
      .filter(([name]) => name.endsWith('.css'))
      .flatMap(([name, content]) =>
        [...String(content).matchAll(/@font-face\s*\{([^}]*)\}/g)]
          .filter(([, face = '']) => !/font-display\s*:\s*(?:swap|optional|fallback)/.test(face))
          .map(([, face = '']) => {
            const family = /font-family\s*:\s*([^;]+)/.exec(face)?.[1]?.trim() ?? 'a typeface';
            return `${name}: ${family} hides text until it has arrived`;
          }),
      ),
};
