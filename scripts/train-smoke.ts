/**
 * `npm run train:smoke`: a few steps of every trainer on a handful of pictures. The loss must fall, the
 * export must load in the runtime, and the runtime must compute what PyTorch computed.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCard } from '../src/runtime/model-files.ts';
import { parseWeights } from '../src/runtime/weights.ts';
import { loadFamilies, makeModel, renderData } from '../training/family.ts';
import { countsLine } from './counts.ts';
import { pythonWith } from './python.ts';
import { run } from './run.ts';

/** The loss falls, the export loads; what both compute is one check for all. */
const CHECKS_OF_A_MODEL = 2;

const families = await loadFamilies();
const python = pythonWith('torch', 'numpy');
if (!python) {
  console.log(
    'skipped: the trainers need Python with PyTorch and NumPy, and there is none (Debian: `apt-get install python3-torch python3-numpy`)',
  );
  const models = families.flatMap((family) => family.models).length;
  console.log(countsLine({ passed: 0, failed: 0, skipped: CHECKS_OF_A_MODEL * models + 1 }));
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
  for (const family of families) {
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
