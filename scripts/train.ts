/** `npm run train -- MODEL`: renders the frames, trains a model from its seed, exports and measures it. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { findPyTorch, finish, renderParts, type Part } from '../training/commands.ts';

const MODELS = ['detector', 'detector-no-fpn'];
/** Streets 1 to 1,100 are for training; held-out ones start far away. */
const PARTS: Part[] = [
  { file: 'train-0', firstWorld: 1, worlds: 550, views: 8 },
  { file: 'train-1', firstWorld: 551, worlds: 550, views: 8 },
  { file: 'test-0', firstWorld: 100_001, worlds: 268, views: 8 },
];

const [model = ''] = process.argv.slice(2);
if (!MODELS.includes(model)) {
  console.error(`Which model? \`npm run train -- MODEL\` with one of: ${MODELS.join(', ')}.`);
  process.exit(1);
}
const python = findPyTorch();
if (!python) {
  console.error(
    'Training needs Python with PyTorch and NumPy (Debian: python3-torch, python3-numpy).',
  );
  process.exit(1);
}
const data = resolve('.cache/training');
const run = resolve('.cache/runs', model);
const out = resolve('public/models', model);
mkdirSync(data, { recursive: true });
await renderParts(data, PARTS);
await finish(python, ['-m', 'detector.train', model, '--data', data, '--out', run], 'training');
await finish(python, ['-m', 'detector.export', run, '--data', data, '--out', out], 'training');
await finish(process.execPath, ['training/evaluate.ts', run, data, out]);
