/**
 * `npm run train:smoke`: a few steps of every trainer on a handful of frames. The loss must fall, the
 * export must load in the runtime, and the runtime must compute what PyTorch computed.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCard } from '../src/runtime/model-files.ts';
import { parseWeights } from '../src/runtime/weights.ts';
import { findPyTorch, finish, renderParts } from '../training/commands.ts';
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
  await renderParts(folder, [
    { file: 'train-0', firstWorld: 1, worlds: 3, views: 8 },
    { file: 'test-0', firstWorld: 100_001, worlds: 2, views: 4 },
  ]);
  for (const model of ['detector', 'detector-no-fpn']) {
    const trained = join(folder, `${model}-run`);
    const out = join(folder, model);
    const train = ['-m', 'detector.train', model, '--steps', '12', '--log-every', '4'];
    await finish(python, [...train, '--data', folder, '--out', trained], 'training');
    const { curve } = JSON.parse(readFileSync(join(trained, 'run.json'), 'utf8')) as {
      curve: { classLoss: number; boxLoss: number }[];
    };
    const loss = (at: number): number => {
      const point = curve.at(at);
      return point ? point.classLoss + 2 * point.boxLoss : Number.NaN;
    };
    check(`${model}: the loss falls within twelve steps`, loss(-1) < loss(0));
    await finish(
      python,
      ['-m', 'detector.export', trained, '--data', folder, '--out', out],
      'training',
    );
    await finish(process.execPath, ['training/evaluate.ts', trained, folder, out]);
    const card = readCard(readFileSync(join(out, 'card.json')));
    const tensors = parseWeights(card.tensors, readFileSync(join(out, 'weights.bin')));
    check(`${model}: the export loads in the runtime`, tensors.size === card.tensors.length);
  }
  // The tests of shipped models, on these: CPU and WASM against what PyTorch wrote beside the export.
  const golden = run('vitest', ['run', 'tests/unit/runtime/golden.test.ts'], { MODELS: folder });
  check('the runtime computes what PyTorch computed', (await golden).status === 0);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
