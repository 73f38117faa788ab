import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Milliseconds after which a Firefox that does not say its version is taken for none. */
const PATIENCE = 30_000;

/**
 * Returns the path of the Firefox that the checks drive, or undefined when there is none.
 *
 * @throws Error with a sentence when `FIREFOX` names a file that is not there.
 */
export function firefoxPath(): string | undefined {
  const asked = process.env['FIREFOX'];
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new Error(`FIREFOX names ${asked}, and there is no such file.`);
  }
  const candidates = [
    ...(process.env['PATH'] ?? '')
      .split(delimiter)
      .flatMap((folder) => ['firefox-esr', 'firefox'].map((name) => join(folder, name))),
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ];
  return candidates.find((path) => existsSync(path) && starts(path));
}

/** Whether it is a Firefox: some systems have a command in its place that only says how to install it. */
function starts(path: string): boolean {
  return spawnSync(path, ['--version'], { timeout: PATIENCE }).status === 0;
}
