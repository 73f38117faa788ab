import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
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

  test('fails for almost every case whose expected numbers are shifted', () => {
    const file = readFileSync(join(folder, 'box_coder.json'), 'utf8');
    const shifted = file.replaceAll(/"expected": ?(\[\[\[?)(-?\d)/g, '"expected":$19$2');
    const [{ cases = [] } = {}] = readVectors(written(shifted));
    expect(cases.filter((vector) => runCase(vector) === null)).toEqual([]);
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
