import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { VisionError } from '../../src/vision/index.ts';
import { adapters, answerable, conventions } from './adapters.ts';

/** One case of a reference file. */
export interface VectorCase {
  readonly name: string;
  readonly fn: string;
  readonly tags?: readonly string[];
  readonly input: unknown;
  readonly expected: unknown;
  readonly tolerance: number | Readonly<Record<string, number>>;
}

/** A reference file. */
export interface VectorFile {
  readonly name: string;
  readonly cases: readonly VectorCase[];
}

/** Returns every reference file of a folder, by name. Throws one sentence when that fails. */
export function readVectors(folder: string): VectorFile[] {
  const names = listJson(folder);
  if (names.length === 0) throw new Error(`There is no .json file in ${folder}.`);
  return names.map((name) => {
    const cases = casesOf(readJson(join(folder, name)));
    if (!cases) throw new Error(`${name} holds no list "cases" of cases with a name and a fn.`);
    return { name: basename(name, '.json'), cases };
  });
}

/** Returns null when a case passes, else one line that says how it failed. */
export function runCase(test: VectorCase): string | null {
  const adapter = adapters[test.fn];
  if (!adapter) return `no function is mapped to fn "${test.fn}"`;
  let got: unknown;
  try {
    const wanted = isRecord(test.expected) ? Object.keys(test.expected) : [];
    const length = Array.isArray(test.expected) ? test.expected.length : 0;
    got = adapter(withNumbers(test.input), { wanted, length, tags: test.tags ?? [] });
  } catch (error) {
    if (test.expected === 'error' && error instanceof VisionError) return null;
    return `threw ${String(error)}`;
  }
  if (test.expected === 'error') return 'was accepted, but should be refused';
  return compare(got, answerable(test.expected, test.tags ?? []), test, '');
}

/** Returns null when `got` equals `expected` within the case's tolerance, else where it does not. */
function compare(got: unknown, expected: unknown, test: VectorCase, path: string): string | null {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got)) return `${path || 'result'} is no list`;
    if (got.length !== expected.length) {
      return `${path || 'result'} has ${got.length} entries, not ${expected.length}`;
    }
    return firstOf(expected, (value, i) => compare(got[i], value, test, `${path}[${i}]`));
  }
  if (isRecord(expected)) {
    if (!isRecord(got)) return `${path || 'result'} is no object`;
    return firstOf(Object.entries(expected), ([key, value]) =>
      compare(got[key], value, test, path === '' ? key : `${path}.${key}`),
    );
  }
  const target = typeof expected === 'string' ? (special.get(expected) ?? expected) : expected;
  if (typeof target !== 'number') {
    return got === target ? null : `${path} is ${String(got)}, not ${String(target)}`;
  }
  if (typeof got !== 'number') return `${path} is ${String(got)}, not ${target}`;
  if (Object.is(got, target) || got === target) return null;
  if (Math.abs(got - target) <= toleranceAt(test, path) * Math.max(1, Math.abs(target)))
    return null;
  if (test.tags?.includes('convention') && conventions[test.fn]?.accepts(got, target)) return null;
  return `${path || 'result'} is ${got}, not ${target}`;
}

/** The tolerance of a value: per key of `expected`, where `*` stands for the rest. */
function toleranceAt({ tolerance }: VectorCase, path: string): number {
  if (typeof tolerance === 'number') return tolerance;
  const key = Object.keys(tolerance)
    .filter((name) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`))
    .sort((a, b) => b.length - a.length)[0];
  return tolerance[key ?? '*'] ?? 0;
}

const special = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

/** Replaces the strings that stand for numbers JSON cannot hold. */
function withNumbers(value: unknown): unknown {
  if (typeof value === 'string') return special.get(value) ?? value;
  if (Array.isArray(value)) return value.map(withNumbers);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withNumbers(entry)]));
}

function listJson(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch {
    throw new Error(`${folder} is no folder that can be read.`);
  }
}

function readJson(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${path} is not valid JSON: ${reason}`, { cause: error });
  }
}

/** The cases of a parsed file, or null when it does not have the shape of a reference file. */
function casesOf(file: unknown): VectorCase[] | null {
  if (!isRecord(file) || !Array.isArray(file['cases'])) return null;
  const cases: unknown[] = file['cases'];
  return cases.every(isCase) ? cases : null;
}

function isCase(value: unknown): value is VectorCase {
  if (!isRecord(value)) return false;
  const { name, fn, tolerance, tags } = value;
  const hasTolerance = typeof tolerance === 'number' || isRecord(tolerance);
  const hasTags = tags === undefined || Array.isArray(tags);
  return typeof name === 'string' && typeof fn === 'string' && hasTolerance && hasTags;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first failure among entries, or null. */
function firstOf<T>(entries: readonly T[], check: (entry: T, i: number) => string | null) {
  for (const [i, entry] of entries.entries()) {
    const failure = check(entry, i);
    if (failure !== null) return failure;
  }
  return null;
}
