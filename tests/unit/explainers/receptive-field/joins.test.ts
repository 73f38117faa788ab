import { describe, expect, test } from 'vitest';
import {
  chainLinkOf,
  windowOfJoin,
} from '../../../../src/components/explainers/receptive-field/joins.ts';
import {
  allowed,
  AXES,
  convolution,
  readStack,
  weightsOf,
  writeStack,
  type Layer,
} from '../../../../src/components/explainers/receptive-field/layers.ts';
import { replaceLayer } from '../../../../src/components/explainers/receptive-field/edit.ts';
import { measure } from '../../../../src/components/explainers/receptive-field/measure.ts';
import { receptiveFieldState } from '../../../../src/components/explainers/receptive-field/state.ts';
import { influence, receptiveField } from '../../../../src/vision/index.ts';
import { stackOf } from './stacks.ts';

const BLOCKS = ['j3x2-0', 'j3x2-0s2', 'j1-3-5', 'j1-3d6-3d12-3d18', '3s2p1.j5x3-3d4x2s3.3p1', 'j7'];

const at = (text: string, size: number) =>
  measure(
    receptiveFieldState.complete({
      ...receptiveFieldState.initial,
      stack: stackOf(text),
      width: size,
      height: size,
      x: Math.floor(size / 2),
      y: Math.floor(size / 3),
    }),
  );

test.each(BLOCKS)('%s is written as it was read', (text) => {
  expect(writeStack(stackOf(text))).toBe(text);
});

test.each([
  'j',
  'j2',
  'j3-4',
  'j0x2',
  'j3x9',
  'j3-3-3-3-3',
  'j3s9',
  'j3d99',
  'j3--3',
  'jx',
  'j3s0',
])('%s is no block that can be built', (text) => {
  expect(readStack(text)).toBeUndefined();
});

test.each(BLOCKS)(
  '%s: the window that spans all branches is the union of what they see',
  (text) => {
    for (const layer of stackOf(text)) {
      if (layer.op !== 'join') continue;
      const link = chainLinkOf(layer);
      expect(receptiveField([windowOfJoin(layer)])).toEqual(receptiveField([link]));
    }
  },
);

describe.each(BLOCKS)('%s, traced back', (text) => {
  const size = 61;
  const now = at(text, size);

  test('ends where its field ends, if the border leaves it whole', () => {
    for (const { seen, start, size: field } of [now.horizontal, now.vertical]) {
      if (start < 0 || start + field > size) continue;
      expect([seen.first, seen.last]).toEqual([start, start + field - 1]);
    }
  });

  test('has as many cells from every branch', () => {
    for (const axis of AXES) {
      const row = now.trace.rows.at(-1)?.[axis];
      const view = axis === 0 ? now.vertical : now.horizontal;
      expect(view.seen.outputSize).toBe(row?.outputSize);
    }
  });

  test('reaches the pixels that a plane of ones, passed through every path, lights up', () => {
    // Of all paths each on its own: its rows times its columns.
    const paths = stackOf(text).reduce<Layer[][]>(
      (known, layer) =>
        known.flatMap((path) =>
          layer.op === 'join'
            ? layer.branches.map((branch) => [...path, { ...layer, branches: [branch] }])
            : [[...path, layer]],
        ),
      [[]],
    );
    const lit = new Set<string>();
    for (const path of paths) {
      const along = (cell: number): number[] => {
        const chain = path.map((layer) =>
          layer.op === 'join'
            ? chainLinkOf(layer)
            : {
                kernel: layer.kernel[0],
                stride: layer.stride,
                padding: layer.padding[0],
                dilation: layer.dilation,
              },
        );
        const { first, profile } = influence(chain, size, cell);
        return profile.flatMap((weight, index) => (weight > 0 ? [first + index] : []));
      };
      for (const y of along(now.vertical.cell))
        for (const x of along(now.horizontal.cell)) lit.add(`${y} ${x}`);
    }
    const inside = now.horizontal.inside * now.vertical.inside;
    expect(1 - now.holes).toBeCloseTo(lit.size / inside, 9);
  });
});

test('rates of 6, 12 and 18 leave most of their field unseen', () => {
  const { holes, horizontal } = at('j1-3d6-3d12-3d18', 61);
  expect(horizontal.size).toBe(37);
  expect(holes).toBeCloseTo(1 - 25 / 37 ** 2, 9);
});

test('a shortcut widens nothing but draws the weight to the middle', () => {
  const [plain, residual] = [at('3p1*2', 61), at('j3x2-0', 61)];
  expect(residual.horizontal.size).toBe(plain.horizontal.size);
  const middle = ({ seen }: { seen: { profile: readonly number[] } }) => seen.profile[2] ?? 0;
  expect(middle(residual.horizontal)).toBeCloseTo((middle(plain.horizontal) + 1) / 2, 9);
});

test('a shortcut costs nothing, at a stride the weight of its projection', () => {
  expect(stackOf('j3x2-0').map(weightsOf)).toEqual([18]);
  expect(stackOf('j3x2-0s2').map(weightsOf)).toEqual([19]);
});

test('what cannot be built goes to the nearest that can', () => {
  const wild: Layer = {
    op: 'join',
    stride: 40,
    branches: [
      { count: 9, kernel: 4, dilation: 0 },
      { count: -1, kernel: NaN, dilation: 99 },
    ],
  };
  expect(writeStack([allowed(wild)])).toBe('j5x4-0s8');
  expect(replaceLayer([convolution(3)], 2, wild)).toEqual({});
});
