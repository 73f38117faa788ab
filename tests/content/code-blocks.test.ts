import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pythonWith } from '../../scripts/python.ts';

/** What a block may need: the word after `run=` and the module that must be importable for it. */
const NEEDS = {
  python: 'sys',
  numpy: 'numpy',
  scipy: 'scipy',
  torch: 'torch',
  torchvision: 'torchvision',
} as const;
type Need = keyof typeof NEEDS;

/** Milliseconds after which a block is stopped; the first import of PyTorch may take long. */
const PATIENCE = 60_000;

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

const blocks = textFiles('src/content').flatMap(pythonBlocks);
const pythons = new Map<Need, string | undefined>();
for (const need of Object.keys(NEEDS) as Need[]) {
  const count = blocks.filter((block) => block.need === need).length;
  if (!count) continue;
  pythons.set(need, pythonWith(NEEDS[need]));
  if (!pythons.get(need)) process.stdout.write(`skipped: ${absenceOf(need, count)}\n`);
}

/** The sentence for blocks that cannot run on this machine. */
function absenceOf(need: Need, count: number): string {
  const [what, name] = need === 'python' ? ['Python 3.9', 'python3'] : [need, `python3-${need}`];
  return `${count} code ${count === 1 ? 'block needs' : 'blocks need'} ${what}, and it is not installed (Debian: \`apt-get install ${name}\`)`;
}

describe('Python in lessons and questions', () => {
  it('says of every block what it runs with', () => {
    const silent = blocks.filter(({ need }) => !need || !(need in NEEDS));
    expect(silent.map(({ file, line }) => `${file}:${line}`)).toEqual([]);
  });

  for (const { file, line, need, code } of blocks) {
    const python = pythons.get(need as Need);
    it.skipIf(!python)(`runs ${file}:${line} (${need})`, { timeout: PATIENCE + 5000 }, () => {
      const { status, stderr } = spawnSync(python ?? '', ['-c', code], {
        encoding: 'utf8',
        timeout: PATIENCE,
      });
      expect(stderr.trim().split('\n').at(-1)).toBe('');
      expect(status).toBe(0);
    });
  }

  const anyPython = pythonWith('sys');
  it.skipIf(!anyPython)('would notice a block that fails', () => {
    expect(spawnSync(anyPython ?? '', ['-c', 'assert 1 == 2']).status).toBe(1);
  });
});
