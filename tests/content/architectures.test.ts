import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { architectureRows, frontOf } from '../../src/components/site/architecture-table.ts';
import { architectureSchema } from '../../src/schemas/architecture.ts';
import { countedNetworks, publishedAccuracies } from './torchvision-facts.ts';

const folder = 'src/content/architectures';
const files = readdirSync(folder).map((file) => ({
  library: file.replace('.yaml', '').replaceAll('-', '_'),
  text: readFileSync(`${folder}/${file}`, 'utf8'),
}));
const numbers = (text: string, key: string): number[] =>
  [...text.matchAll(new RegExp(`^[ -]*${key}: ([\\d.]+)$`, 'gm'))].map(([, value]) =>
    Number(value),
  );

test('there is a file for every network that was counted', () => {
  expect(files.map(({ library }) => library).sort()).toEqual([...countedNetworks.keys()].sort());
});

test.each(files)('$library says what was counted and published', ({ library, text }) => {
  const counted = countedNetworks.get(library);
  expect(numbers(text, 'parameters')).toEqual([counted?.parameters]);
  const sides = numbers(text, 'side');
  expect(numbers(text, 'total')).toEqual(sides.map((side) => counted?.macs(side)));
  const published = publishedAccuracies(library);
  expect(numbers(text, 'top1')).toEqual(published.map(({ top1 }) => top1));
  expect(numbers(text, 'top5')).toEqual(published.map(({ top5 }) => top5));
});

const entry = (id: string, macs: number, top1: number, more: object = {}) => ({
  id,
  data: architectureSchema.parse({
    name: `Net ${id}`,
    library: id,
    family: 'Net',
    parameters: 2_500_000,
    macs: [
      { side: 224, total: macs * 1e9 },
      { side: 300, total: 2 * macs * 1e9 },
    ],
    accuracies: [
      { weights: 'V1', top1: top1 - 5, top5: 90, crop: 224, recipe: 'https://example.org/1' },
      { weights: 'V2', top1, top5: 90, crop: 300, recipe: 'https://example.org/2', default: true },
    ],
    ...more,
  }),
});

test('a row shows the default weights, the cost at their crop, and the first recipe', () => {
  const [best, other] = architectureRows([entry('a', 1, 70), entry('b', 2, 80)]);
  expect([best?.id, other?.id]).toEqual(['b', 'a']);
  expect(best).toMatchObject({ parameters: 2.5, macs: 4, side: 300, top1: 80, firstTop1: 75 });
});

test('a network without weights is listed, without accuracy and not on the front', () => {
  const rows = architectureRows([entry('a', 1, 70), entry('b', 0.5, 0, { accuracies: [] })]);
  expect(rows.at(-1)).toMatchObject({ id: 'b', top1: undefined, side: 224 });
  expect(frontOf(rows).map(({ id }) => id)).toEqual(['a']);
});

test('the front leaves out whatever another beats at no more cost', () => {
  const rows = architectureRows([
    entry('cheap', 1, 70),
    entry('dear', 4, 85),
    entry('beaten', 2, 69),
    entry('equal', 4, 84),
  ]);
  expect(frontOf(rows).map(({ id }) => id)).toEqual(['cheap', 'dear']);
});
