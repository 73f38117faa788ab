/** `npm run train -- MODEL`: renders its data, trains a model from its seed, exports and measures it. */
import { resolve } from 'node:path';
import { loadFamilies, makeModel, renderData } from '../training/family.ts';
import { pythonWith } from './python.ts';

const families = await loadFamilies();
const [model = ''] = process.argv.slice(2);
const family = families.find(({ models }) => models.includes(model));
if (!family) {
  const names = families.flatMap(({ models }) => models).join(', ');
  console.error(`Which model? \`npm run train -- MODEL\` with one of: ${names}.`);
  process.exit(1);
}
const python = pythonWith('torch', 'numpy');
if (!python) {
  console.error(
    'Training needs Python with PyTorch and NumPy (Debian: python3-torch, python3-numpy).',
  );
  process.exit(1);
}
const data = resolve('.cache', family.data);
await renderData(family, data, family.parts);
const run = resolve('.cache/runs', model);
await makeModel(family, model, { python, data, run, out: resolve('public/models', model) });
