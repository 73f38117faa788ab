import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What a block may need: the word after `run=` and the module that must be importable for it. */
const NEEDS = {
  python: 'sys',
  numpy: 'numpy',
  scipy: 'scipy',
  torch: 'torch',
  torchvision: 'torchvision',
} as const;
type Need = keyof typeof NEEDS;

interface Block {
  file: string;
  line: number;
  /** Undefined where the author did not say what the block runs with. */
  need: string | undefined;
  code: string;
}

function textFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.mdx'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function pythonBlocks(file: string): Block[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^```python(.*)\n([\s\S]*?)^```/gm)].map((match) => ({
    file,
    line: text.slice(0, match.index).split('\n').length,
    need: /\brun=(\w+)/.exec(match[1] ?? '')?.[1],
    code: match[2] ?? '',
  }));
}

/** The first Python that can import a module, or undefined. */
function pythonWith(module: string): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(
    (python) => spawnSync(python, ['-c', `import ${module}`]).status === 0,
  );
}

const blocks = textFiles('src/content').flatMap(pythonBlocks);
const pythons = new Map<Need, string | undefined>();
for (const need of Object.keys(NEEDS) as Need[]) {
  if (blocks.some((block) => block.need === need)) pythons.set(need, pythonWith(NEEDS[need]));
}

describe('Python in lessons and questions', () => {
  it('says of every block what it runs with', () => {
    const silent = blocks.filter(({ need }) => !need || !(need in NEEDS));
    expect(silent.map(({ file, line }) => `${file}:${line}`)).toEqual([]);
  });

  for (const { file, line, need, code } of blocks) {
    const python = pythons.get(need as Need);
    it.skipIf(!python)(`runs ${file}:${line} (${need})`, { timeout: 60_000 }, () => {
      const { status, stderr } = spawnSync(python ?? '', ['-c', code], { encoding: 'utf8' });
      expect(stderr.trim().split('\n').at(-1)).toBe('');
      expect(status).toBe(0);
    });
  }

  it('would notice a block that fails', () => {
    const python = pythonWith('sys');
    if (!python) return;
    expect(spawnSync(python, ['-c', 'assert 1 == 2']).status).not.toBe(0);
  });
});
