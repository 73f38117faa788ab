import { strict as assert } from 'node:assert';
import type { BrowserTest } from './browser-test.ts';
import { builtPages, pagesByType } from './pages.ts';

/** Runs in the page: what is wider than its place and neither looks like it nor can be scrolled by keys. */
function silentlyWide(): string[] {
  for (const details of document.querySelectorAll('details')) details.open = true;
  // A row of choices is cut where it goes on, and each choice can be reached.
  return [...document.querySelectorAll<HTMLElement>('main :not(fieldset)')].flatMap((element) => {
    const { overflowX, backgroundImage } = getComputedStyle(element);
    if (!/auto|scroll/.test(overflowX) || element.scrollWidth <= element.clientWidth) return [];
    const stops = [element, ...element.querySelectorAll<HTMLElement>('a, button, [tabindex]')];
    const faults = [
      stops.some(({ tabIndex }) => tabIndex >= 0) ? '' : 'has no stop for the keyboard',
      backgroundImage.includes('gradient') ? '' : 'has no shadow at its edge',
    ].filter(Boolean);
    return faults.map((fault) => `${element.localName}.${element.className} ${fault}`);
  });
}

/** Runs in the page: drawings, numbers and code that take the direction of a page from right to left. */
function turnedRound(): string[] {
  document.documentElement.dir = 'rtl';
  const drawn = 'svg, svg text, math, pre, code, output, .map, .sum, [type=range]';
  return [...document.querySelectorAll(drawn)]
    .filter((element) => getComputedStyle(element).direction !== 'ltr')
    .map((element) => `${element.localName} ${element.textContent?.slice(0, 30)}`);
}

/** Runs in the page: factors whose sign begins a line, and words that end a line at their hyphen. */
function tornWords(): string[] {
  const faults: string[] = [];
  for (const word of document.querySelectorAll('main .tied'))
    if (word.childElementCount === 0 && word.getClientRects().length > 1)
      faults.push(word.textContent ?? '');
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const place = (text: Text, at: number): DOMRect => {
    const letter = document.createRange();
    letter.setStart(text, at);
    letter.setEnd(text, at + 1);
    return letter.getBoundingClientRect();
  };
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!(text instanceof Text) || text.parentElement?.closest('astro-island, svg, pre, code'))
      continue;
    for (const { index } of text.data.matchAll(/(?<=\S\s)×/g))
      if (place(text, index).top > place(text, index - 2).bottom)
        faults.push(text.data.slice(index - 8, index + 8));
  }
  return faults;
}

/** Opens pages at a width and throws what is found in them. */
function looksFor(
  paths: () => readonly string[],
  widths: readonly number[],
  find: () => string[],
): BrowserTest['run'] {
  return async ({ page, origin, complaints }) => {
    const problems: string[] = [];
    for (const path of paths()) {
      await page.goto(`${origin}${path}`, { waitUntil: 'load' });
      for (const width of widths) {
        await page.setViewportSize({ width, height: 844 });
        for (const fault of new Set(await page.evaluate(find)))
          problems.push(`${path} at ${width} px: ${fault}`);
      }
    }
    // The address of the 404 page is answered with that status.
    complaints.length = 0;
    if (problems.length) throw new Error(problems.join('\n'));
  };
}

const everyType = (): string[] => pagesByType().map(({ path }) => path);

export const tests: BrowserTest[] = [
  {
    name: 'on a phone what scrolls sideways shows it at its edge and can be scrolled by keys',
    timeout: 120_000,
    run: looksFor(everyType, [390], silentlyWide),
  },
  {
    name: 'on a page from right to left drawings, numbers and code stay from left to right',
    timeout: 120_000,
    run: looksFor(everyType, [1280], turnedRound),
  },
  {
    name: 'no line begins with × and none ends within a word such as R-CNN',
    timeout: 180_000,
    run: looksFor(
      () => builtPages().filter((path) => path.endsWith('/')),
      [320, 390, 768],
      tornWords,
    ),
  },
  {
    name: 'a word that is kept on one line is copied as it was written',
    async run({ page, origin }) {
      await page.goto(`${origin}/practice/questions/rcnn-to-faster-rcnn/`);
      const copied = await page.evaluate(() => {
        getSelection()?.selectAllChildren(document.querySelector('main') ?? document.body);
        return getSelection()?.toString() ?? '';
      });
      assert.match(copied, /Faster R-CNN/);
      assert.doesNotMatch(copied, /[\u2011\u2060]/);
    },
  },
  {
    name: 'a question prints without what can only be touched: follow-ups open, no signs to open them',
    async run({ page, origin, shoot }) {
      await page.goto(`${origin}/practice/questions/soft-nms-or-diou/`);
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.getByText('See it move').isVisible(), false);
      const signs = await page.evaluate(() =>
        [...document.querySelectorAll('.fold summary')].map(
          (summary) => getComputedStyle(summary, '::before').content,
        ),
      );
      assert.deepEqual([...new Set(signs)], ['""']);
      await shoot('question-print');
    },
  },
];
