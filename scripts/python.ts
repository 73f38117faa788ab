import { spawnSync } from 'node:child_process';

/** Milliseconds after which a Python that does not answer is taken for none; PyTorch may load slowly. */
const PATIENCE = 60_000;

/**
 * Returns a Python, 3.9 or newer, that has all these modules, or undefined. Debian's comes first, because it is
 * the one that sees Debian's packages.
 */
export function pythonWith(...modules: readonly string[]): string | undefined {
  // A package that was removed may leave an empty folder behind, which can be imported and holds nothing.
  const question = [
    'import sys',
    'assert sys.version_info >= (3, 9)',
    ...modules.flatMap((name) => [`import ${name}`, `assert ${name}.__spec__.origin`]),
  ].join('\n');
  return ['/usr/bin/python3', 'python3'].find(
    (python) => spawnSync(python, ['-c', question], { timeout: PATIENCE }).status === 0,
  );
}
