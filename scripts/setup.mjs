/**
 * Makes a fresh clone ready. Plain JavaScript, because it must run on any Node from 20 on, before
 * anything is installed: everything after it runs on the Node that package-lock.json pins.
 *
 *   node scripts/setup.mjs RUN …            installs the packages when the lockfile changed
 *   node scripts/setup.mjs --browser RUN …  also finds Chromium, or installs Debian's
 *
 * Then it runs the rest of the line with the pinned Node first on the path. It starts that itself:
 * a shell remembers where it found `node`, and would go on with the system's.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.receptive-setup');

/** Ends set-up with one sentence for a person. */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Runs a command; returns whether it succeeded. Its output is shown only when it failed. */
function succeeds(command, args) {
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (result.status !== 0) console.error(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  return result.status === 0;
}

function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const current = `${lock} ${process.platform} ${process.arch}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return;
  console.log('Installing the packages of package-lock.json …');
  // npm's own environment variables of the outer call would be taken as settings of this one.
  if (!succeeds('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])) {
    stop(
      'The packages could not be installed: npm needs its registry once; the messages above say why.',
    );
  }
  const node = join(
    root,
    'node_modules',
    '.bin',
    process.platform === 'win32' ? 'node.cmd' : 'node',
  );
  if (!existsSync(node)) {
    stop(
      'The pinned Node is missing from node_modules: run `npm ci` with install scripts allowed for the package "node".',
    );
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, current);
  // A new toolchain must not read what an older one cached.
  rmSync(join(root, '.astro'), { recursive: true, force: true });
}

/** Path of a Chromium or Chrome on this machine, or undefined. */
function findChromium() {
  const asked = process.env.CHROMIUM;
  if (asked)
    return existsSync(asked) ? asked : stop(`CHROMIUM names ${asked}, and there is no such file.`);
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  candidates.push('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  candidates.push('/Applications/Chromium.app/Contents/MacOS/Chromium');
  return candidates.find((path) => existsSync(path));
}

function installChromium() {
  const isRoot = process.getuid?.() === 0;
  if (process.platform !== 'linux' || !isRoot || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log("Installing Debian's Chromium for the browser checks …");
  succeeds('apt-get', ['update', '-qq']);
  succeeds('apt-get', [
    'install',
    '-y',
    '-qq',
    '--no-install-recommends',
    'chromium',
    'fonts-liberation',
  ]);
  return findChromium();
}

/** Runs a command of node_modules/.bin and ends as it ends. */
function runPinned(command, args) {
  const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`;
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
    shell: process.platform === 'win32',
  });
  // Ctrl+C reaches the child by itself; this process only has to outlive it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => stop(`${command} could not be started: ${error.message}`));
  child.on('close', (status) => process.exit(status ?? 1));
}

const needsBrowser = process.argv[2] === '--browser';
const [command, ...args] = process.argv.slice(needsBrowser ? 3 : 2);

installPackages();
if (needsBrowser && !(findChromium() ?? installChromium())) {
  stop(
    'No Chromium was found: install it (Debian: `apt-get install chromium`) or name one in CHROMIUM=/path/to/chrome.',
  );
}
if (command) runPinned(command, args);
