import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RECEPTIVE_FIELD_CHALLENGES } from '../../../../src/components/explainers/receptive-field/challenges.ts';
import {
  layout,
  levelLines,
  SHEET,
} from '../../../../src/components/explainers/receptive-field/drawing.ts';
import {
  addLayer,
  replaceLayer,
} from '../../../../src/components/explainers/receptive-field/edit.ts';
import {
  allowed,
  AXES,
  convolution,
  MOST_LAYERS,
  readStack,
} from '../../../../src/components/explainers/receptive-field/layers.ts';
import { measure } from '../../../../src/components/explainers/receptive-field/measure.ts';
import {
  alignmentSentence,
  problemSentence,
  seesSentence,
} from '../../../../src/components/explainers/receptive-field/sentences.ts';
import { receptiveFieldState } from '../../../../src/components/explainers/receptive-field/state.ts';
import { trace } from '../../../../src/components/explainers/receptive-field/trace.ts';
import { everything, measuredAt, stackOf } from './stacks.ts';

interface StackCase {
  name: string;
  fn: string;
  input: { layers: { op: string; k: number; s: number; p: number; d: number }[]; in_size: number };
  expected: Record<string, number>;
}

const stacks: { cases: StackCase[] } = JSON.parse(
  readFileSync('tests/vectors/rf_stacks.json', 'utf8'),
);
const inRange = stacks.cases
  .filter(
    ({ fn, input }) =>
      fn === 'receptive_field' && input.layers.every(({ k }) => typeof k === 'number'),
  )
  .map((each) => ({
    ...each,
    stack: each.input.layers.map(({ op, k, s, p, d }) => ({
      ...convolution(k, s, d),
      op: op === 'conv' ? ('conv' as const) : ('pool' as const),
      padding: [p, p] as const,
    })),
  }))
  .filter(({ stack }) =>
    stack.every((layer) => JSON.stringify(allowed(layer)) === JSON.stringify(layer)),
  );

test('most of the measured stacks can be built in the figure', () => {
  expect(inRange.length).toBeGreaterThan(50);
});

test.each(inRange)(
  '$name: the chosen cell sees what gradients measured',
  ({ stack, input, expected }) => {
    const size = input.in_size;
    const first = measure({ ...receptiveFieldState.initial, stack, width: size, height: size });
    const { field } = first.horizontal;
    const place = field.center + (expected['out_index'] ?? 0) * field.jump;
    const now = measuredAt({ stack, width: size, height: size, x: place, y: place });
    for (const view of [now.horizontal, now.vertical]) {
      expect(view.cell).toBe(expected['out_index']);
      expect(view.field).toMatchObject({
        size: expected['rf'],
        jump: expected['jump'],
        start: expected['start0'],
      });
      expect([view.seen.first, view.seen.last]).toEqual([
        expected['in_first'],
        expected['in_last'],
      ]);
      expect(view.seen.touched).toBe(expected['touched']);
      expect(view.seen.outputSize).toBe(expected['out_size']);
    }
  },
);

test('the default stack sees 51 × 51 px, and 27 with stride 1 in its first layer', () => {
  const now = measuredAt({});
  expect([now.horizontal.size, now.vertical.size]).toEqual([51, 51]);
  const { stack } = receptiveFieldState.initial;
  expect(measuredAt(replaceLayer(stack, 1, convolution(3))).horizontal.size).toBe(27);
});

test.each(['3p1*2', '5s2p2.3d3p3.m2s2', '7x1p3x0.1x7p0x3', 'm3s2u', '2s2.3'])(
  '%s: the cone ends in the field, and every level holds what the one above looks at',
  (text) => {
    const now = measuredAt({ stack: stackOf(text), width: 40, height: 30, x: 3, y: 27 });
    for (const view of [now.horizontal, now.vertical]) {
      expect(view.cone).toHaveLength(now.layer + 1);
      expect(view.cone[0]).toEqual({ first: view.start, last: view.start + view.size - 1 });
      expect(view.cone.at(-1)).toEqual({ first: view.cell, last: view.cell });
      const pixels = Array.from({ length: view.size }, (_, index) => view.start + index);
      expect(view.inside).toBe(pixels.filter((at) => at >= 0 && at < view.pixels).length);
    }
    const area = now.horizontal.size * now.vertical.size;
    expect(1 - now.outside).toBeCloseTo((now.horizontal.inside * now.vertical.inside) / area, 12);
  },
);

test('a rectangular kernel widens one axis only', () => {
  const now = measuredAt({ stack: stackOf('7x1p3x0') });
  expect([now.horizontal.size, now.vertical.size]).toEqual([1, 7]);
});

test('one dilation repeated leaves holes, a growing one does not', () => {
  expect(measuredAt({ stack: stackOf('3d2p2*3') }).holes).toBeGreaterThan(0.5);
  expect(measuredAt({ stack: stackOf('3p1.3d2p2.3d4p4') }).holes).toBe(0);
});

test('stride 2 with an odd kernel puts the centres off the middle; an even kernel does not', () => {
  expect(alignmentSentence(measuredAt({ stack: stackOf('3s2p1*3') }))).toContain(
    '3.5 px left of and 3.5 px above the middle.',
  );
  expect(alignmentSentence(measuredAt({ stack: stackOf('2s2*3') }))).toContain('evenly');
  expect(alignmentSentence(measuredAt({ stack: stackOf('3s3'), width: 65 }))).toContain(
    'the last 2 columns',
  );
});

test.each([
  [
    { stack: stackOf('3s2p1'), width: 64, height: 64 },
    '0.5 px left of and 0.5 px above the middle.',
  ],
  [{ stack: stackOf('3s2p1'), width: 64, height: 63 }, '0.5 px left of the middle.'],
  [{ stack: stackOf('3s2p1'), width: 63, height: 64 }, '0.5 px above the middle.'],
  [
    { stack: stackOf('m3s2u'), width: 64, height: 64 },
    '0.5 px right of and 0.5 px below the middle.',
  ],
  [{ stack: stackOf('m3s2u'), width: 64, height: 65 }, '0.5 px right of the middle.'],
  [{ stack: stackOf('m3s2u'), width: 65, height: 64 }, '0.5 px below the middle.'],
])('where the centres lie is a sentence on every side: %s', (change, where) => {
  expect(alignmentSentence(measuredAt(change))).toBe(`The centres of its cells lie ${where}`);
});

test('padding is told apart from the picture', () => {
  const corner = measuredAt({ x: 0, y: 0 });
  expect(corner.outside).toBeGreaterThan(0.5);
  expect(seesSentence(corner)).toContain('outside the picture');
  expect(measuredAt({}).outside).toBe(0);
});

test.each([
  [
    'a kernel larger than the padded input',
    { stack: stackOf('15'), width: 8, height: 8 },
    1,
    'does not fit',
  ],
  ['a stack whose output would be empty', { stack: stackOf('m2s2*9') }, 8, 'leaves nothing'],
  ['a picture of 1 × 1', { stack: stackOf('3p1.3'), width: 1, height: 1 }, 2, 'does not fit'],
  ['strides without end', { stack: stackOf('15s8p36*64') }, 7, 'million'],
] as const)('%s: the layer is named and the rest still stands', (_, change, layer, why) => {
  const now = measuredAt(change);
  expect(now.trace.rows).toHaveLength(layer - 1);
  expect(problemSentence(now)).toMatch(new RegExp(`^Layer ${layer} .*${why}`));
  expect(now.layer).toBe(layer - 1);
  expect(everything(now)).not.toMatch(/NaN|undefined|Infinity|null|e\+/);
});

test('64 layers work, and a 65th cannot be added', () => {
  const stack = stackOf('3d36p36*64');
  const now = measuredAt({ stack, width: 1024, height: 1 });
  expect(now.layer).toBe(MOST_LAYERS);
  expect(now.horizontal.size).toBe(1 + 64 * 72);
  expect(everything(now)).not.toMatch(/NaN|undefined|Infinity|null/);
  expect(addLayer(stack, 3, convolution(3))).toEqual({});
  expect(readStack('3*65')).toBeUndefined();
});

test('a picture of 1 × 1 and an empty stack have one pixel that sees itself', () => {
  const now = measuredAt({ stack: [], width: 1, height: 1 });
  expect(now).toMatchObject({ layer: 0, outside: 0, holes: 0 });
  expect(seesSentence(now)).toContain('sees itself');
  expect(everything(now)).not.toMatch(/NaN|undefined|Infinity|null/);
  const padded = measuredAt({ stack: stackOf('3p1*5'), width: 1, height: 1 });
  expect(padded.horizontal).toMatchObject({ size: 11, inside: 1, cell: 0 });
  expect(seesSentence(padded)).toContain('the whole picture and beyond');
});

test('no challenge is solved at the start', () => {
  const now = measuredAt({});
  for (const { slug, solved, progress } of RECEPTIVE_FIELD_CHALLENGES) {
    expect(solved(now), slug).toBe(false);
    expect(progress(now)).toMatch(/^Now /);
  }
});

test.each([
  ['mostly-padding', { x: 0, y: 0 }, { x: 0 }],
  ['wide-and-cheap', { stack: stackOf('3p1.3d2p2.3d4p4.3d8p8') }, { stack: stackOf('3d15p15') }],
  ['even', { stack: stackOf('4s2p1*3') }, { stack: stackOf('3s2p1*3') }],
  [
    'even',
    { stack: stackOf('3s2p1*3'), width: 257, height: 161 },
    { stack: stackOf('2s2*3'), width: 32 },
  ],
] as const)('%s: can be solved, and what comes near does not count', (slug, solution, near) => {
  const challenge = RECEPTIVE_FIELD_CHALLENGES.find((it) => it.slug === slug);
  expect(challenge?.solved(measuredAt(solution))).toBe(true);
  expect(challenge?.solved(measuredAt(near))).toBe(false);
});

test.each([
  [256, 160],
  [1, 1],
  [1024, 1],
  [1, 1024],
  [224, 224],
])(
  'a picture of %i × %i lies on the sheet, and the lines of its sections with it',
  (width, height) => {
    const { x, y } = layout(width, height);
    expect(x.from).toBeGreaterThanOrEqual(SHEET.left - 1e-9);
    expect(x.to + SHEET.gap + SHEET.depth).toBeLessThanOrEqual(SHEET.width);
    expect(y.to + SHEET.gap + SHEET.depth).toBeLessThanOrEqual(SHEET.height);
    expect((x.end - x.zero) / (y.end - y.zero)).toBeCloseTo(width / height, 9);
    const now = measuredAt({ width, height, stack: stackOf('3s2p1*3') });
    for (const [view, scale] of [
      [now.horizontal, x],
      [now.vertical, y],
    ] as const) {
      for (const line of levelLines(view, scale)) {
        expect(line.from).toBeGreaterThanOrEqual(scale.from);
        expect(line.to).toBeLessThanOrEqual(scale.to);
      }
    }
  },
);

test('the two axes of a trace differ only where kernel, padding or picture do', () => {
  const row = trace(stackOf('3s2p1'), 20, 20).rows[0];
  expect(AXES.map((axis) => row?.[axis])).toEqual([row?.[0], row?.[0]]);
});
