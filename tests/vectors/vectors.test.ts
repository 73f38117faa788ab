import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readVectors, runCase, type VectorCase } from './cases.ts';

const folder = import.meta.dirname;

describe.each(readVectors(folder))('our functions reproduce $name', ({ cases }) => {
  test.each(cases)('$name', (vector) => {
    expect(runCase(vector)).toBeNull();
  });
});

describe('the runner', () => {
  const iou: VectorCase = {
    name: 'half',
    fn: 'pairwise_iou',
    input: { boxes1: [[0, 0, 2, 2]], boxes2: [[0, 0, 2, 1]] },
    expected: { iou: [[0.5]] },
    tolerance: { '*': 1e-9 },
  };

  test('passes a case that agrees', () => {
    expect(runCase(iou)).toBeNull();
  });

  test.each<[string, Partial<VectorCase>, RegExp]>([
    ['a value that differs', { expected: { iou: [[0.51]] } }, /iou\[0\]\[0\] is 0\.5, not 0\.51/],
    ['a list of another length', { expected: { iou: [[0.5], [0]] } }, /has 1 entries, not 2/],
    ['a key that is missing', { expected: { jaccard: 1 } }, /jaccard is undefined/],
    ['a number where NaN is expected', { expected: { iou: [['NaN']] } }, /is 0\.5, not NaN/],
    ['an unknown fn', { fn: 'pairwise_jaccard' }, /no function is mapped/],
    ['input that should be refused', { expected: 'error' }, /should be refused/],
    ['input of another shape', { input: { boxes1: 3 } }, /boxes1 must be a list/],
  ])('fails %s', (_, change, failure) => {
    expect(runCase({ ...iou, ...change })).toMatch(failure);
  });

  test('takes a refusal for "error" only when it is our own', () => {
    const inverted = { boxes1: [[2, 0, 0, 2]], boxes2: [[0, 0, 2, 1]] };
    expect(runCase({ ...iou, input: inverted, expected: 'error' })).toBeNull();
    expect(runCase({ ...iou, input: inverted })).toMatch(/threw VisionError/);
  });

  test('accepts another choice only where a case is tagged as a convention', () => {
    const points = { boxes1: [[5, 5, 5, 5]], boxes2: [[5, 5, 5, 5]] };
    const undefinedIou = { ...iou, input: points, expected: { iou: [['NaN']] } };
    expect(runCase({ ...undefinedIou, tags: ['convention'] })).toBeNull();
    expect(runCase(undefinedIou)).toMatch(/is 0, not NaN/);
  });

  test('fails every case once its first number is off by one', () => {
    const cases = readVectors(folder).flatMap((file) => file.cases);
    const unnoticed = cases.filter((vector) => {
      const [expected, changed] = firstNumberPlusOne(vector.expected);
      return changed && runCase({ ...vector, expected }) === null;
    });
    expect(cases.length).toBeGreaterThan(500);
    expect(unnoticed.map((vector) => vector.name)).toEqual([]);
  });

  test.each([
    ['a folder that does not exist', () => join(tmpdir(), 'no such folder'), /is no folder/],
    ['a folder without files', () => mkdtempSync(join(tmpdir(), 'vectors-')), /no \.json file/],
    ['a file that is broken', () => written('{ "cases": ['), /is not valid JSON/],
    ['a file without cases', () => written('{ "rows": [] }'), /holds no list "cases"/],
    ['a case without a fn', () => written('{ "cases": [{ "name": "a" }] }'), /a name and a fn/],
  ])('refuses %s in one sentence', (_, makeFolder, sentence) => {
    expect(() => readVectors(makeFolder())).toThrow(sentence);
  });
});

/** A fresh folder with one file of this text. */
function written(text: string): string {
  const fresh = mkdtempSync(join(tmpdir(), 'vectors-'));
  writeFileSync(join(fresh, 'file.json'), text);
  return fresh;
}

/** A copy of a value with 1 added to its first number, and whether there was one. */
function firstNumberPlusOne(value: unknown): [copy: unknown, changed: boolean] {
  if (typeof value === 'number') return [value + 1, true];
  if (typeof value !== 'object' || value === null) return [value, false];
  for (const [key, entry] of Object.entries(value)) {
    const [copy, changed] = firstNumberPlusOne(entry);
    if (!changed) continue;
    if (!Array.isArray(value)) return [{ ...value, [key]: copy }, true];
    return [value.with(Number(key), copy), true];
  }
  return [value, false];
}
