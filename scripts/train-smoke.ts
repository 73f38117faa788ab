/**
 * `npm run train:smoke`: a few steps of every trainer on a handful of pictures. The loss must fall, the
 * export must load in the runtime, and the runtime must compute what PyTorch computed.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCard } from '../src/runtime/model-files.ts';
import { parseWeights } from '../src/runtime/weights.ts';
import { findPyTorch } from '../training/commands.ts';
import { loadFamilies, makeModel, renderData } from '../training/family.ts';
import { run } from './run.ts';

const python = findPyTorch();
if (!python) {
  console.log('skipped: PyTorch is not installed');
  console.log('0 passed, 0 failed');
  process.exit(0);
}

let passed = 0;
let failed = 0;
function check(name: string, holds: boolean): void {
  if (holds) passed += 1;
  else failed += 1;
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${name}`);
}

const folder = mkdtempSync(join(tmpdir(), 'receptive-smoke-'));
try {
  for (const family of await loadFamilies()) {
    const data = join(folder, `${family.name}-data`);
    await renderData(family, data, family.smokeParts);
    for (const model of family.models) {
      const [trained, out] = [join(folder, `${model}-run`), join(folder, model)];
      const flags = ['--steps', '12', '--log-every', '4'];
      await makeModel(family, model, { python, data, run: trained, out }, flags);
      const { curve } = JSON.parse(readFileSync(join(trained, 'run.json'), 'utf8')) as {
        curve: Record<string, number>[];
      };
      const [first = {}, last = {}] = [curve.at(0), curve.at(-1)];
      check(
        `${model}: the loss falls within twelve steps`,
        family.lossOf(last) < family.lossOf(first),
      );
      const card = readCard(readFileSync(join(out, 'card.json')));
      const tensors = parseWeights(card.tensors, readFileSync(join(out, 'weights.bin')));
      check(`${model}: the export loads in the runtime`, tensors.size === card.tensors.length);
    }
  }
  // The tests of shipped models, on these: CPU and WASM against what PyTorch wrote beside the export.
  const golden = run('vitest', ['run', 'tests/unit/runtime/golden.test.ts'], { MODELS: folder });
  check('the runtime computes what PyTorch computed', (await golden).status === 0);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
