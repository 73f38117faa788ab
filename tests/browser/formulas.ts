import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outDir } from '../../config/site.ts';
import type { BrowserTest } from './browser-test.ts';
import { builtPages } from './pages.ts';

/** Widths in pixels at which lines end in different places. */
const WIDTHS = [320, 345, 395, 768];

const hasFormula = (path: string): boolean =>
  /<math(?![^>]*display)/.test(readFileSync(join(outDir, path, 'index.html'), 'utf8'));

/** Runs in the page: formulas whose punctuation stands at the beginning of the next line, in words. */
function tornApart(): string[] {
  return [...document.querySelectorAll('main math:not([display])')].flatMap((formula) => {
    const after = formula.nextSibling;
    if (!(after instanceof Text) || !/^[,.;:!?)]/.test(after.data)) return [];
    const first = document.createRange();
    first.setStart(after, 0);
    first.setEnd(after, 1);
    const isBelow = first.getBoundingClientRect().left < formula.getBoundingClientRect().right - 1;
    return isBelow ? [`${formula.textContent} | ${after.data.slice(0, 20)}`] : [];
  });
}

export const tests: BrowserTest[] = [
  {
    name: 'no line begins with the punctuation that follows a formula',
    timeout: 240_000,
    async run({ page, origin }) {
      const problems: string[] = [];
      for (const path of builtPages().filter((each) => each.endsWith('/') && hasFormula(each))) {
        await page.goto(`${origin}${path}`, { waitUntil: 'load' });
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          for (const place of await page.evaluate(tornApart))
            problems.push(`${path} at ${width} px: ${place}`);
        }
      }
      if (problems.length) throw new Error(problems.join('\n'));
    },
  },
];
