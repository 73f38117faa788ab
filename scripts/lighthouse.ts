import type { Flags, Result } from 'lighthouse';
import { launch } from 'puppeteer-core';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.ts';

/** A category of Lighthouse's. */
export type Category = 'performance' | 'accessibility' | 'best-practices' | 'seo';

/** Lighthouse in a browser of its own. */
export interface Auditor {
  /** Loads a page as a phone and judges it; audits that are asked for at once run one after another. */
  audit(address: string, categories: readonly Category[]): Promise<Result>;
  close(): Promise<void>;
}

/**
 * Lighthouse waits a second each for fonts, network and processor to be quiet, for the sake of its times.
 * What needs no times can be asked sooner.
 */
const BRIEF: Flags = {
  pauseAfterFcpMs: 0,
  pauseAfterLoadMs: 0,
  networkQuietThresholdMs: 200,
  cpuQuietThresholdMs: 200,
  // Says nothing that counts, and is the only one of these categories to need a trace.
  skipAudits: ['baseline'],
};

/**
 * Returns what Lighthouse says of a load; throws a sentence when it failed. Once in a while Chromium's trace has no
 * start of the navigation, because it began after it (GoogleChrome/lighthouse#2394, sitespeedio/browsertime#902): that
 * says nothing of the page, so that it alone is loaded once more.
 */
export async function judged(load: () => Promise<Result | undefined>): Promise<Result> {
  let result = await load();
  if (result?.runtimeError?.code === 'NO_NAVSTART') result = await load();
  if (!result) throw new Error('Lighthouse says nothing about the page.');
  if (result.runtimeError) throw new Error(`Lighthouse: ${result.runtimeError.message}`);
  return result;
}

/** Opens a browser for Lighthouse. It reports to nobody: only its command line would, and only when told to. */
export async function openAuditor(): Promise<Auditor> {
  // It takes a second to load, which only those who ask for it should wait for.
  const { default: lighthouse } = await import('lighthouse');
  const browser = await launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS.slice() });
  const load = async (address: string, categories: readonly Category[]) => {
    const page = await browser.newPage();
    try {
      const flags: Flags = {
        ...(categories.includes('performance') ? {} : BRIEF),
        onlyCategories: [...categories],
        disableFullPageScreenshot: true,
        logLevel: 'error',
        maxWaitForLoad: 30_000,
      };
      return (await lighthouse(address, flags, undefined, page))?.lhr;
    } finally {
      await page.close();
    }
  };
  // Its stopwatch is one for the whole process, so that two audits would stop each other's.
  let last: Promise<unknown> = Promise.resolve();
  return {
    audit(address, categories) {
      const result = last.then(() => judged(() => load(address, categories)));
      last = result.catch(() => undefined);
      return result;
    },
    close: () => browser.close(),
  };
}

/** Returns the score of a category, 0 to 100. */
export function scoreOf(result: Result, category: Category): number {
  return Math.round((result.categories[category]?.score ?? 0) * 100);
}
