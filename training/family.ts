import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { finish, renderParts, type Part } from './commands.ts';

/**
 * A model and its variants: what they learn from and how. Each is a folder of `training/` with a `family.ts`, a
 * Python package with `train` and `export`, and an `evaluate.ts`.
 */
export interface Family {
  /** Folders of `public/models`, the default one first. */
  readonly models: readonly string[];
  /** Where the rendered data lies, below `.cache`. */
  readonly data: string;
  /** The script that renders one part, below `training/`. */
  readonly renderer: string;
  /** Streets 1 and up are for training; held-out ones start at 100,001. */
  readonly parts: readonly Part[];
  /** A handful, for a few steps. */
  readonly smokeParts: readonly Part[];
  /** The loss of a point of the training curve. */
  readonly lossOf: (point: Readonly<Record<string, number>>) => number;
}

/** A family with the name of its folder. */
export interface NamedFamily extends Family {
  readonly name: string;
}

/** Returns every family that `training/` holds. */
export async function loadFamilies(): Promise<NamedFamily[]> {
  const names = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(familyFile(entry.name)))
    .map(({ name }) => name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const { family } = (await import(familyFile(name))) as { family: Family };
      return { ...family, name };
    }),
  );
}

function familyFile(name: string): string {
  return resolve(import.meta.dirname, name, 'family.ts');
}

/** Where a model is made. */
export interface Workshop {
  readonly python: string;
  /** Rendered data. */
  readonly data: string;
  /** What training leaves behind. */
  readonly run: string;
  /** What is shipped. */
  readonly out: string;
}

/** Renders the parts that are missing in `folder`. */
export async function renderData(
  { renderer }: Family,
  folder: string,
  parts: readonly Part[],
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await renderParts(`training/${renderer}`, folder, parts);
}

/** Trains a model on rendered data, exports it, and measures it; `flags` go to the trainer. */
export async function makeModel(
  { name }: NamedFamily,
  model: string,
  { python, data, run, out }: Workshop,
  flags: readonly string[] = [],
): Promise<void> {
  const train = ['-m', `${name}.train`, model, '--data', data, '--out', run, ...flags];
  await finish(python, train, 'training');
  await finish(python, ['-m', `${name}.export`, run, '--data', data, '--out', out], 'training');
  await finish(process.execPath, [`training/${name}/evaluate.ts`, run, data, out]);
}
