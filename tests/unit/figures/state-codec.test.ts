import { describe, expect, test } from 'vitest';
import { boxField } from '../../../src/components/figures/box-field.ts';
import {
  choiceField,
  defineState,
  flagField,
  numberField,
  snap,
} from '../../../src/components/figures/state-codec.ts';
import type { Box } from '../../../src/vision/index.ts';

interface Example {
  iou: number;
  method: 'greedy' | 'diou';
  'class-aware': boolean;
  box: Box;
}

const codec = defineState<Example>({
  iou: numberField({ initial: 0.5, min: 0, max: 1, step: 0.01 }),
  method: choiceField('greedy', ['greedy', 'diou']),
  'class-aware': flagField(true),
  box: boxField([10, 10, 50, 50], { width: 100, height: 80 }),
});

test('the defaults need no hash', () => {
  expect(codec.encode(codec.initial)).toBe('');
  expect(codec.decode('')).toEqual({ outcome: 'absent', state: codec.initial });
});

test('a hash starts with the version and names, in order, only what differs', () => {
  const state = { ...codec.initial, method: 'diou', iou: 0.45, 'class-aware': false } as const;
  expect(codec.encode(state)).toBe('v=1&class-aware=0&iou=0.45&method=diou');
});

test('what was written reads back as the same state', () => {
  const state: Example = {
    iou: 0.07,
    method: 'diou',
    'class-aware': false,
    box: [0, 1.5, 99.9, 80],
  };
  expect(codec.decode(`#${codec.encode(state)}`)).toEqual({ outcome: 'read', state });
});

test('a fragment of the page is no state and no reason for a notice', () => {
  expect(codec.decode('#how-it-works').outcome).toBe('absent');
});

test('unknown keys are ignored', () => {
  const decoded = codec.decode('#v=1&iou=0.3&utm=x&__proto__=1&constructor=2');
  expect(decoded).toEqual({ outcome: 'read', state: { ...codec.initial, iou: 0.3 } });
});

test.each([
  ['an unknown version', 'v=2&iou=0.3'],
  ['no version', 'iou=0.3'],
  ['a number out of range', 'v=1&iou=1.01'],
  ['a number off the grid', 'v=1&iou=0.455'],
  ['a number in another notation', 'v=1&iou=5e-1'],
  ['no number', 'v=1&iou=NaN'],
  ['an empty value', 'v=1&iou='],
  ['a word that is no choice', 'v=1&method=constructor'],
  ['a flag that is neither', 'v=1&class-aware=maybe'],
  ['a box inside out', 'v=1&box=50,50,10,10'],
  ['a box outside the picture', 'v=1&box=0,0,101,80'],
  ['a box of three numbers', 'v=1&box=0,0,101'],
  ['a key given twice', 'v=1&iou=0.3&iou=0.4'],
  ['an escape that is none', 'v=1&method=%E0%A4%A'],
  ['an endless hash', `v=1&iou=0.3&x=${'9'.repeat(5000)}`],
])('%s gives the whole default state with a reason', (_, hash) => {
  const decoded = codec.decode(`#${hash}`);
  expect(decoded.outcome).toBe('invalid');
  expect(decoded.state).toEqual(codec.initial);
  expect('reason' in decoded && decoded.reason.length).toBeGreaterThan(5);
});

test('a thousand random hashes never throw and never leave the schema', () => {
  let seed = 7;
  const random = (): number =>
    (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const alphabet = 'v=1&iou=0.45method,classaware-%25\u{1F4A5}\u202E;:.9eE+#box ';
  for (let round = 0; round < 1000; round += 1) {
    const hash = Array.from(
      { length: Math.floor(random() * 60) },
      () => alphabet[Math.floor(random() * alphabet.length)],
    ).join('');
    const { state } = codec.decode(`#v=1&${hash}`);
    expect(state.iou >= 0 && state.iou <= 1).toBe(true);
    expect(['greedy', 'diou']).toContain(state.method);
    expect(state.box.every(Number.isFinite)).toBe(true);
  }
});

test('decoding leaves the defaults alone', () => {
  codec.decode('#v=1&iou=0.1');
  expect(codec.initial.iou).toBe(0.5);
});

test('completing takes the valid parts of a placed state', () => {
  expect(codec.complete({ iou: 0.2 }).iou).toBe(0.2);
  expect(codec.complete({ iou: 7 }).iou).toBe(0.5);
  expect(codec.complete(undefined)).toEqual(codec.initial);
});

describe.each([1, 5, 2.5, 0.5, 0.1, 0.25, 0.125, 0.05, 0.005, 0.0625, 0.000002, 0.000000005])(
  'a number in steps of %d',
  (step) => {
    const [min, max] = [-1000 * step, 1000 * step];
    const field = numberField({ initial: 0, min, max, step });
    const values = Array.from({ length: 2001 }, (_, place) =>
      Number((place * step - max).toFixed(9)),
    );

    test('is written and read back as exactly itself, wherever it stands', () => {
      expect(values.map((value) => field.read(field.write(value)))).toEqual(values);
    });

    test('is written as a plain decimal', () => {
      for (const value of values)
        expect(field.write(value)).toMatch(/^(0|-?\d*[1-9]\d*|-?\d+\.\d*[1-9])$/);
    });

    test('is none beside the grid, outside the range or in other words', () => {
      const third = (step / 3).toFixed(9);
      const tooMuch = (max + step).toFixed(9);
      for (const text of [
        third,
        tooMuch,
        `-${tooMuch}`,
        '1e-9',
        '0x1',
        ' 0',
        '+0',
        '',
        '0.',
        '.5',
        'Infinity',
        '٣',
      ])
        expect(field.read(text)).toBeUndefined();
    });
  },
);

test('nothing is written or read as minus zero', () => {
  const field = numberField({ initial: 1, min: -1, max: 1, step: 0.25 });
  expect(field.write(-0.01)).toBe('0');
  expect(field.read('-0')).toBe(0);
  expect(field.read('-0.00')).toBe(0);
});

test('snapping removes binary dust', () => {
  expect(snap(0.1 + 0.2, 0.01)).toBe(0.3);
  expect(snap(17.4, 1)).toBe(17);
  expect(snap(0.8, 0.25)).toBe(0.75);
});
