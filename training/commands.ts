import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The steps that turn the street into a model; each is a command of its own. */

/** Runs a command to its end, its output shown; throws when it failed. */
export function finish(command: string, args: readonly string[], folder = '.'): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (status) => {
      if (status === 0) resolve();
      else reject(new Error(`${command} ${args.slice(0, 3).join(' ')} … ended with ${status}.`));
    });
  });
}

/** One file of rendered data: which streets it shows and how many views of each. */
export interface Part {
  file: string;
  firstWorld: number;
  worlds: number;
  views: number;
}

/** Renders the parts that are missing in `folder` with a script of ours, two at a time. */
export async function renderParts(
  renderer: string,
  folder: string,
  parts: readonly Part[],
): Promise<void> {
  const missing = parts.filter(({ file }) => !existsSync(join(folder, `${file}.json`)));
  for (let first = 0; first < missing.length; first += 2) {
    await Promise.all(
      missing
        .slice(first, first + 2)
        .map(({ file, firstWorld, worlds, views }) =>
          finish(process.execPath, [
            renderer,
            join(folder, file),
            ...[firstWorld, worlds, views].map(String),
          ]),
        ),
    );
  }
}
