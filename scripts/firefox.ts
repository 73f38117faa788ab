import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Returns the path of the Firefox that the checks drive, or undefined when there is none. */
export function firefoxPath(): string | undefined {
  const candidates = [
    process.env['FIREFOX'],
    ...(process.env['PATH'] ?? '')
      .split(delimiter)
      .flatMap((folder) => ['firefox-esr', 'firefox'].map((name) => join(folder, name))),
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ];
  return candidates.find((path) => path && existsSync(path));
}
