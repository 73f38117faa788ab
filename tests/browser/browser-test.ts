import type { Browser, BrowserContext, Page } from 'playwright-core';

/** What a browser test is given: a fresh context and page on the built, served site. */
export interface BrowserTestWorld {
  browser: Browser;
  context: BrowserContext;
  page: Page;
  /** Address of the served site without a trailing slash, base included. */
  origin: string;
  /**
   * Everything that the console, the page's errors and failed requests said so far. The runner
   * fails a test whose list is not empty at its end, unless the test took out what it provoked.
   */
  complaints: string[];
  /** Keeps a picture under `test-artefacts/NAME.png`. */
  shoot(name: string): Promise<void>;
}

/** One test in a real browser; its name is a sentence that says what holds. */
export interface BrowserTest {
  name: string;
  /** Defaults to laptop size, light theme, no touch. */
  options?: Parameters<Browser['newContext']>[0];
  /** Extra flags of Chromium, for a browser of its own (e.g. to switch WebGPU on). */
  flags?: string[];
  /** Milliseconds after which the test counts as failed; 30 s unless told. */
  timeout?: number;
  /** Tests of one group never run beside each other, because they share what serves one at a time. */
  group?: string;
  run(world: BrowserTestWorld): Promise<void>;
}

/** What a file of tests exports. */
export interface BrowserTestModule {
  tests?: BrowserTest[];
  /** Ends what its tests shared, once all tests have run. */
  finish?(): Promise<void>;
}

/** Takes out of the complaints what a test has provoked itself, by how it begins. */
export function forget(complaints: string[], ...beginnings: readonly string[]): void {
  const kept = complaints.filter(
    (complaint) => !beginnings.some((beginning) => complaint.startsWith(beginning)),
  );
  complaints.splice(0, complaints.length, ...kept);
}
