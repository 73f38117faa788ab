import type { Page } from 'puppeteer-core';

/** What a test in Firefox is given: a fresh page, 1,280 × 800, on the built, served site. */
export interface FirefoxTestWorld {
  page: Page;
  /** Address of the served site without a trailing slash, base included. */
  origin: string;
  /** Keeps a picture of what is on the screen under `test-artefacts/firefox-NAME.png`. */
  shoot(name: string): Promise<void>;
}

/** One test in Firefox; its name is a sentence that says what holds. The console must stay empty. */
export interface FirefoxTest {
  name: string;
  /** Milliseconds after which the test counts as failed; 60 s unless told. */
  timeout?: number;
  run(world: FirefoxTestWorld): Promise<void>;
}
