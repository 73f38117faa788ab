import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Flags under which Chromium runs unattended, as root, and calls nobody. */
export const CHROMIUM_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Returns the path of the Chromium that the checks drive; set-up has made sure that there is one. */
export function chromiumPath(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
  const candidates = [
    process.env['CHROMIUM'],
    ...(process.env['PATH'] ?? '')
      .split(delimiter)
      .flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ];
  const found = candidates.find((path) => path && existsSync(path));
  if (!found) throw new Error('No Chromium was found: install it or name one in CHROMIUM.');
  return found;
}
