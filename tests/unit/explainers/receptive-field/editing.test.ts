import { expect, test } from 'vitest';
import {
  addLayer,
  moveLayer,
  removeLayer,
  replaceLayer,
} from '../../../../src/components/explainers/receptive-field/edit.ts';
import {
  allowed,
  convolution,
  readStack,
  writeStack,
} from '../../../../src/components/explainers/receptive-field/layers.ts';
import {
  receptiveFieldState,
  writablePlace,
} from '../../../../src/components/explainers/receptive-field/state.ts';
import { everything, measuredAt, stackOf } from './stacks.ts';

test('layers can be added, moved, changed and removed', () => {
  const stack = stackOf('3p1.5p2');
  expect(addLayer(stack, 2, convolution(7))).toEqual({ stack: stackOf('3p1.5p2.7p3'), layer: 3 });
  expect(addLayer([], 0, convolution(3))).toEqual({ stack: stackOf('3p1'), layer: 1 });
  expect(moveLayer(stack, 2, -1)).toEqual({ stack: stackOf('5p2.3p1'), layer: 1 });
  expect(moveLayer(stack, 2, 1)).toEqual({});
  expect(removeLayer(stack, 2)).toEqual({ stack: stackOf('3p1'), layer: 1 });
  expect(replaceLayer(stack, 1, { ...convolution(3, 1, 4), op: 'pool', padding: [9, 9] })).toEqual({
    stack: stackOf('m3p1.5p2'),
  });
  expect(replaceLayer(stack, 1, { ...convolution(3), kernel: [99, -4], stride: NaN })).toEqual({
    stack: stackOf('15x1p1.5p2'),
  });
});

test('a stack is short in the address and reads back; what no figure wrote is refused', () => {
  const text = 'm2s2.3p1*4.7x1p3x0.3d2p2.m3s2p1u';
  expect(writeStack(stackOf(text))).toBe(text);
  const hostile = [
    '3..3',
    'x',
    '3*0',
    '0',
    '16',
    '3s9',
    '3s0',
    '3d37',
    'm3p2',
    'm3d2',
    '3u',
    '3p',
    '3*99',
    '-3',
    '3p1.',
    '3e9',
    '٣',
    'constructor',
    '3s2s2',
  ];
  for (const bad of hostile) {
    expect(readStack(bad), bad).toBeUndefined();
    const decoded = receptiveFieldState.decode(`#v=1&stack=${encodeURIComponent(bad)}`);
    expect(decoded).toMatchObject({ outcome: 'invalid', state: receptiveFieldState.initial });
  }
});

test('random stacks survive the address', () => {
  let seed = 5;
  const random = (most: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 4_294_967_296) * most);
  };
  for (let round = 0; round < 60; round += 1) {
    const stack = Array.from({ length: random(65) }, () =>
      allowed({
        op: random(3) ? 'conv' : 'pool',
        kernel: [random(18), random(18)],
        stride: random(10),
        dilation: random(40),
        padding: [random(40), random(40)],
        ceil: random(2) === 1,
      }),
    );
    const text = writeStack(stack);
    expect(text.length).toBeLessThan(1300);
    expect(readStack(text)).toEqual(stack);
    const now = measuredAt({ stack, width: 1 + random(300), height: 1 + random(300) });
    expect(everything(now)).not.toMatch(/NaN|undefined|Infinity|null/);
  }
}, 30_000);

test('every place that can be chosen can be written in a link', () => {
  for (const place of [-1e12, -0.5, 0.26, 127.5, 3e9]) {
    const state = { ...receptiveFieldState.initial, x: writablePlace(place) };
    expect(receptiveFieldState.decode(receptiveFieldState.encode(state))).toMatchObject({ state });
  }
  expect(writablePlace(127.5)).toBe(127.5);
});
