import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { architectureRows, frontOf } from '../../src/components/site/architecture-table.ts';
import { architectureSchema } from '../../src/schemas/architecture.ts';

interface Fact {
  fn: string;
  input: { model?: string; weights?: string; kind?: string };
  expected: {
    params?: number;
    metrics?: Record<string, Record<string, number>>;
  } & Record<string, unknown>;
}

/** Counted with torchvision 0.14.1 and PyTorch 1.13.1. */
const facts: { cases: Fact[] } = JSON.parse(
  readFileSync('tests/fixtures/model_facts.json', 'utf8'),
);
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
  const counted = facts.cases.filter(({ fn }) => fn === 'params_macs');
  expect(files.map(({ library }) => library).sort()).toEqual(
    counted.map(({ input }) => input.model).sort(),
  );
});

test.each(files)('$library says what was counted and published', ({ library, text }) => {
  const counted = facts.cases.find(
    ({ fn, input }) => fn === 'params_macs' && input.model === library,
  )?.expected;
  expect(numbers(text, 'parameters')).toEqual([counted?.params]);
  const sides = numbers(text, 'side');
  expect(numbers(text, 'total')).toEqual(
    sides.map((side) => (counted?.[`macs_${side}`] as { total: number }).total),
  );
  const published = facts.cases.filter(({ fn, input }) => {
    const name = input.weights?.split('_Weights')[0]?.toLowerCase().replaceAll('_', '');
    return fn === 'weights_meta' && name === library.replaceAll('_', '');
  });
  // One set of weights was published without its accuracy.
  const reached = published
    .map(({ expected }) => expected.metrics?.['ImageNet-1K'] ?? {})
    .filter((each) => typeof each['acc@1'] === 'number' && typeof each['acc@5'] === 'number');
  expect(numbers(text, 'top1')).toEqual(reached.map((each) => each['acc@1']));
  expect(numbers(text, 'top5')).toEqual(reached.map((each) => each['acc@5']));
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
