import { describe, expect, test } from 'vitest';
import {
  convMacs,
  convOutputSize,
  convParameters,
  influence,
  kernelExtent,
  poolOutputSize,
  receptiveField,
  receptiveFields,
  transposedOutputSize,
  type Window,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds, type Draw } from './random-boxes.ts';

function randomWindow(draw: Draw): Required<Window> {
  const kernel = draw.whole(1, 7);
  const padding = draw.whole(0, Math.floor(kernel / 2));
  return { kernel, padding, stride: draw.whole(1, 4), dilation: draw.whole(1, 3) };
}

describe.each(seeds)('with seed %i', (seed) => {
  const draw = drawFrom(seed);
  const window = randomWindow(draw);
  const { kernel, stride, padding, dilation } = window;
  const input = draw.whole(20, 60);

  test('the output size counts the places where the kernel fits', () => {
    let places = 0;
    for (let at = -padding; at + dilation * (kernel - 1) < input + padding; at += stride)
      places += 1;
    expect(convOutputSize(input, window)).toBe(places);
    expect(poolOutputSize(input, window)).toBe(places);
  });

  test('rounding up adds at most one window, and it starts inside', () => {
    const up = poolOutputSize(input, window, true);
    expect(up - poolOutputSize(input, window)).toBeGreaterThanOrEqual(0);
    expect(up - poolOutputSize(input, window)).toBeLessThanOrEqual(1);
    expect((up - 1) * stride).toBeLessThan(input + padding);
  });

  test('a transposed convolution can undo the size of a convolution', () => {
    const output = convOutputSize(input, window);
    const lost = (input + 2 * padding - kernelExtent(window)) % stride;
    expect(transposedOutputSize(output, window, lost)).toBe(input);
  });

  test('the formula for the receptive field agrees with tracing back', () => {
    const chain = Array.from({ length: draw.whole(1, 4) }, () => randomWindow(draw));
    const { size, jump, start } = receptiveField(chain);
    const length = 4 * size + 50;
    const middle = influence(chain, length);
    const index = Math.floor(middle.outputSize / 2);
    expect(middle.first).toBe(start + index * jump);
    expect(middle.last).toBe(middle.first + size - 1);
    expect(middle.profile.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
    expect(influence(chain, length, index - 1).first).toBe(middle.first - jump);
  });
});

test('two layers of 3 see 5, and dilations of 1, 2 and 4 see 15', () => {
  const same = { kernel: 3, padding: 1 };
  expect(receptiveField([same, same])).toEqual({ size: 5, jump: 1, start: -2, center: 0 });
  const dilated = [1, 2, 4].map((dilation) => ({ kernel: 3, padding: dilation, dilation }));
  expect(receptiveFields(dilated).map((field) => field.size)).toEqual([3, 7, 15]);
});

test('an empty network sees one element', () => {
  expect(receptiveField([])).toEqual({ size: 1, jump: 1, start: 0, center: 0 });
});

test('of parallel branches the union counts, and a shortcut adds nothing', () => {
  const wide = { kernel: 5, padding: 2 };
  const narrow = { kernel: 3, padding: 1 };
  const block = { branches: [[wide], [narrow, narrow, narrow], []] };
  expect(receptiveField([narrow, block])).toEqual({ size: 9, jump: 1, start: -4, center: 0 });
});

test('branches of different pace cannot join', () => {
  const block = { branches: [[{ kernel: 3, stride: 2 }], []] };
  expect(() => receptiveField([block])).toThrow('the same stride');
  expect(() => receptiveField([{ branches: [] }])).toThrow('at least one branch');
});

test('dilation leaves holes, which tracing back shows', () => {
  const layer = { kernel: 3, padding: 2, dilation: 2 };
  expect(influence([layer, layer], 40)).toMatchObject({ touched: 5, first: 16, last: 24 });
});

test('a window that lies in padding alone sees nothing', () => {
  expect(influence([{ kernel: 1, padding: 3 }], 4, 0)).toMatchObject({
    touched: 0,
    first: -1,
    last: -1,
    profile: [],
  });
});

describe('the cost of a layer', () => {
  const layer = { inputChannels: 64, outputChannels: 128, kernel: [3, 3] } as const;

  test('is weights and biases, and a multiplication per weight and place', () => {
    expect(convParameters(layer)).toBe(64 * 128 * 9 + 128);
    expect(convParameters({ ...layer, bias: false })).toBe(64 * 128 * 9);
    expect(convMacs(layer, [56, 56])).toBe(64 * 128 * 9 * 56 * 56);
  });

  test('falls with groups, down to depthwise', () => {
    const depthwise = { ...layer, outputChannels: 64, groups: 64 };
    expect(convParameters(depthwise)).toBe(64 * 9 + 64);
    expect(convMacs(depthwise, [10, 10])).toBe(64 * 9 * 100);
  });

  test('is refused where groups do not divide the channels', () => {
    expect(() => convParameters({ ...layer, groups: 3 })).toThrow('do not divide into 3 groups');
  });
});

test.each<[string, () => unknown, string]>([
  ['a kernel that does not fit', () => convOutputSize(2, { kernel: 3 }), 'spans 3 does not fit'],
  ['a stride of 0', () => convOutputSize(9, { kernel: 3, stride: 0 }), 'stride must be a whole'],
  ['half a kernel', () => convOutputSize(9, { kernel: 1.5 }), 'kernel size must be a whole'],
  ['an empty input', () => convOutputSize(0, { kernel: 1 }), 'input size must be'],
  ['negative padding', () => poolOutputSize(9, { kernel: 3, padding: -1 }), 'padding must be'],
  ['padding beyond half', () => poolOutputSize(9, { kernel: 3, padding: 2 }), 'up to half'],
  ['a pool larger than its input', () => poolOutputSize(3, { kernel: 9 }), 'leaves nothing'],
  [
    'output padding as large as the stride',
    () => transposedOutputSize(3, { kernel: 3 }, 1),
    'must be smaller than stride (1) or dilation (1)',
  ],
  [
    'a transposed output of nothing',
    () => transposedOutputSize(1, { kernel: 2, padding: 3 }),
    'leaves nothing',
  ],
  ['an output that is not there', () => influence([{ kernel: 3 }], 9, 7), 'elements 0 to 6'],
])('%s is refused in a sentence', (_, run, sentence) => {
  expect(run).toThrow(sentence);
});

test('a huge stride leaves one output', () => {
  expect(convOutputSize(100, { kernel: 3, stride: 1_000_000 })).toBe(1);
  expect(poolOutputSize(100, { kernel: 3, stride: 1_000_000 }, true)).toBe(1);
});
