import type { BrowserTest } from './browser-test.ts';
import { pagesByType } from './pages.ts';

/** Smallest side of what can be touched, in CSS pixels: WCAG 2.2, success criterion 2.5.8. */
const TARGET = 24;

/** Smallest letters that audits of phones call legible, in CSS pixels. */
const LETTERS = 12;

/** Runs in the page: every control that is too small to touch, as `what: width × height`. */
function smallTargets(least: number): string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    'a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"]',
  );
  const faults: string[] = [];
  for (const control of controls) {
    if (!control.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })) continue;
    const parent = control.parentElement;
    // A link within a sentence is as high as its line, which the criterion allows.
    const isInSentence =
      control.tagName === 'A' &&
      getComputedStyle(control).display === 'inline' &&
      parent?.textContent.trim() !== control.textContent.trim();
    if (isInSentence) continue;
    // Its label can be touched in its place.
    const label = 'labels' in control ? (control as HTMLInputElement).labels?.[0] : undefined;
    const parts = [control, ...(label ? [label] : [])].map((part) => part.getBoundingClientRect());
    const width = Math.max(...parts.map((part) => part.right)) - Math.min(...parts.map((p) => p.left)); // prettier-ignore
    const height = Math.max(...parts.map((part) => part.bottom)) - Math.min(...parts.map((p) => p.top)); // prettier-ignore
    // Hidden from the eye until it has the focus, as a skip link is.
    if (width <= 1 || height <= 1 || parts.every((part) => part.bottom <= 0)) continue;
    if (width >= least && height >= least) continue;
    const name = control.getAttribute('aria-label') ?? control.textContent.trim();
    faults.push(
      `${control.tagName.toLowerCase()} “${(name || (control.getAttribute('name') ?? '')).slice(0, 40)}” is ${width.toFixed(1)} × ${height.toFixed(1)} px`,
    );
  }
  return faults;
}

/** Runs in the page: text in smaller letters than these, as `letters px: text`. */
function smallLetters(least: number): string[] {
  const faults: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent?.trim() ?? '';
    const element = texts.currentNode.parentElement;
    // What stands in a drawing or a formula has its own scale.
    if (!text || !element || element.closest('svg, math, script, style, noscript')) continue;
    if (!element.checkVisibility({ checkVisibilityCSS: true })) continue;
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (size < least) faults.push(`${size} px: “${text.slice(0, 40)}”`);
  }
  return faults;
}

/** Runs in the page: names of the fields into which nothing can be pasted. */
function closedToPaste(): string[] {
  const fields = document.querySelectorAll('input, textarea');
  return [...fields].flatMap((field) => {
    const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
    return field.dispatchEvent(paste) ? [] : [field.getAttribute('name') ?? field.id];
  });
}

export const tests: BrowserTest[] = [
  {
    name: 'on a phone everything that can be touched is large enough, every letter legible, every field open to paste',
    options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    timeout: 120_000,
    async run({ page, origin, complaints }) {
      const problems: string[] = [];
      for (const { path } of pagesByType()) {
        await page.goto(`${origin}${path}`, { waitUntil: 'load' });
        const faults = [
          ...(await page.evaluate(smallTargets, TARGET)),
          ...(await page.evaluate(smallLetters, LETTERS)),
          ...(await page.evaluate(closedToPaste)).map((name) => `${name} refuses what is pasted`),
        ];
        problems.push(...[...new Set(faults)].map((fault) => `${path}: ${fault}`));
      }
      // The address of the 404 page is answered with that status.
      complaints.length = 0;
      if (problems.length) throw new Error(problems.join('\n'));
    },
  },
];
