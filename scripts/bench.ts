/**
 * Runs every benchmark in scripts/bench, or those whose file names are given, and prints one table.
 * Each compares our code with a reference in the same process: `npm run bench -- nms coco`.
 */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Row } from './bench/row.ts';

const folder = join(import.meta.dirname, 'bench');
const wanted = process.argv.slice(2);
const available = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => basename(name, '.ts'))
  .sort();

const unknown = wanted.filter((name) => !available.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${available.join(', ')}.`);
  process.exit(1);
}

const rows: Row[] = [];
for (const name of wanted.length > 0 ? wanted : available) {
  const module: unknown = await import(pathToFileURL(join(folder, `${name}.ts`)).href);
  if (!hasBench(module)) continue;
  console.error(`measuring ${name} …`);
  rows.push(...(await module.bench()));
}
print(rows);

/** Tells whether a file of the folder is a benchmark, or a part that benchmarks share. */
function hasBench(module: unknown): module is { bench: () => Promise<Row[]> } {
  return (
    typeof module === 'object' &&
    module !== null &&
    'bench' in module &&
    typeof module.bench === 'function'
  );
}

/** Prints rows in columns; the ratio is ours over the reference (of scores the other way round), so less is better. */
function print(table: readonly Row[]): void {
  const lines = [
    ['what', 'ours', 'reference', 'ratio', 'note'],
    ...table.map(({ name, ours, reference, ratio, unit, note }) => [
      name,
      `${rounded(ours)} ${unit}`,
      reference === null ? '–' : `${rounded(reference)} ${unit}`,
      ratio === null ? '–' : ratio.toFixed(2),
      note ?? '',
    ]),
  ];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  for (const line of lines) {
    const cells = line.map((cell, i) =>
      i === 0 || i === 4 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
    );
    console.log(cells.join('  ').trimEnd());
  }
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
