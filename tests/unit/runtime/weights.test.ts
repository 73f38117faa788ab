import { describe, expect, test } from 'vitest';
import type { TensorEntry } from '../../../src/runtime/card.ts';
import { RuntimeError } from '../../../src/runtime/errors.ts';
import { parseWeights } from '../../../src/runtime/weights.ts';

const kernel: TensorEntry = {
  name: 'stem.weight',
  shape: [1, 1, 2, 3],
  dtype: 'int8',
  offset: 1,
  scales: [0.5, 0.25, 2],
};
const bias: TensorEntry = { name: 'stem.bias', shape: [2], dtype: 'float32', offset: 7 };

/** One byte of nothing, six of the kernel, and a bias that starts at an odd address. */
function file(): Uint8Array {
  const bytes = new Uint8Array(15);
  bytes.set(new Uint8Array(Int8Array.of(2, -4, 1, 127, -127, 0).buffer), 1);
  bytes.set(new Uint8Array(Float32Array.of(1.5, -3).buffer), 7);
  return bytes;
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof RuntimeError) {
      expect(error.message).toMatch(/^[A-Z].*\.$/);
      return error.code;
    }
    throw error;
  }
  return 'none';
}

describe('the weights parser', () => {
  test('multiplies each int8 by the scale of its output channel and copies float32', () => {
    const tensors = parseWeights([kernel, bias], file());
    expect([...(tensors.get('stem.weight')?.values ?? [])]).toEqual([1, -1, 2, 63.5, -31.75, 0]);
    expect([...(tensors.get('stem.bias')?.values ?? [])]).toEqual([1.5, -3]);
  });

  test('reads a Buffer of Node as it reads an array', () => {
    expect(parseWeights([kernel, bias], Buffer.from(file()))).toEqual(
      parseWeights([kernel, bias], file()),
    );
  });

  test('says that a short file is incomplete', () => {
    expect(codeOf(() => parseWeights([kernel, bias], file().subarray(0, 14)))).toBe('truncated');
  });

  test.each([
    ['a negative offset', { ...kernel, offset: -1 }],
    ['a broken offset', { ...kernel, offset: 0.5 }],
    ['an empty side', { ...kernel, shape: [1, 0, 2, 3] }],
    ['too few scales', { ...kernel, scales: [1, 2] }],
    ['no scales', { name: 'a', shape: [2], dtype: 'int8', offset: 0 } as const],
    ['a scale that is no number', { ...kernel, scales: [1, 2, NaN] }],
  ] satisfies [string, TensorEntry][])('says that an index with %s is unreadable', (_, entry) => {
    expect(codeOf(() => parseWeights([entry], file()))).toBe('unreadable');
  });

  test('says that an index that names a tensor twice is unreadable', () => {
    expect(codeOf(() => parseWeights([bias, bias], file()))).toBe('unreadable');
  });
});
