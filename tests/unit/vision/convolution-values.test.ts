import { describe, expect, test } from 'vitest';
import {
  adaptiveAveragePool,
  averagePool,
  convolutionGradients,
  convolve,
  convolveTransposed,
  emptyMap,
  featureMap,
  maxPool,
  pixelShuffle,
  planesOf,
  rowProducts,
  transpose,
  unfold,
  VisionError,
  type ConvolutionOptions,
  type Kernels,
} from '../../../src/vision/index.ts';
import { drawFrom, seeds } from './random-boxes.ts';
import { inner, randomKernels, randomMap, slope } from './random-maps.ts';

describe.each(seeds)('with seed %i', (seed) => {
  const draw = drawFrom(seed);
  const groups = draw.whole(1, 3);
  const [seen, count] = [draw.whole(1, 2), groups * draw.whole(1, 2)];
  const kernels = randomKernels(draw, count, seen, [draw.whole(1, 3), draw.whole(1, 3)]);
  const input = randomMap(draw, seen * groups, draw.whole(7, 10), draw.whole(7, 10));
  const options = {
    groups,
    stride: [draw.whole(1, 3), draw.whole(1, 3)],
    padding: [draw.whole(0, 2), draw.whole(0, 2)],
    dilation: [draw.whole(1, 3), draw.whole(1, 3)],
  } as const satisfies ConvolutionOptions;
  const output = convolve(input, kernels, options);

  test('the transposed convolution is the adjoint of the convolution', () => {
    const other = randomMap(draw, output.channels, output.height, output.width);
    // The output padding that leads back to the size of the input.
    const rest = (size: number, axis: 0 | 1) =>
      (size + 2 * options.padding[axis] - options.dilation[axis] * (sides[axis] - 1) - 1) %
      options.stride[axis];
    const sides = [kernels.height, kernels.width] as const;
    const outputPadding = [rest(input.height, 0), rest(input.width, 1)] as const;
    const back = convolveTransposed(other, kernels, { ...options, outputPadding });
    expect([back.height, back.width]).toEqual([input.height, input.width]);
    expect(inner(output.data, other.data)).toBeCloseTo(inner(input.data, back.data), 8);
  });

  test('a convolution is linear in its input, and the bias is added to it', () => {
    const twice = convolve({ ...input, data: input.data.map((value) => 2 * value) }, kernels, {
      ...options,
      bias: new Array<number>(count).fill(3),
    });
    for (const [i, value] of twice.data.entries()) {
      expect(value).toBeCloseTo(2 * (output.data[i] ?? NaN) + 3, 9);
    }
  });

  test('gradients agree with small changes of what goes in', () => {
    const change = randomMap(draw, output.channels, output.height, output.width);
    const gradients = convolutionGradients(input, kernels, change, options);
    const loss = () => inner(convolve(input, kernels, options).data, change.data);
    const pixel = draw.whole(0, input.data.length - 1);
    const weight = draw.whole(0, kernels.data.length - 1);
    expect(gradients.input.data[pixel]).toBeCloseTo(slope(input.data, pixel, loss), 6);
    expect(gradients.kernels.data[weight]).toBeCloseTo(slope(kernels.data, weight, loss), 6);
    const plane = change.data.subarray(0, change.height * change.width);
    expect(gradients.bias[0]).toBeCloseTo(
      plane.reduce((a, b) => a + b, 0),
      9,
    );
  });

  test('the product of flattened kernels and unfolded patches is the convolution', () => {
    const whole = randomKernels(draw, 3, input.channels, [kernels.height, kernels.width]);
    const steps = { ...options, groups: 1 };
    const size = whole.data.length / whole.count;
    const flat = Array.from({ length: whole.count }, (_, k) =>
      Array.from(whole.data.subarray(k * size, (k + 1) * size)),
    );
    const patches = unfold(input, [kernels.height, kernels.width], steps);
    const product = rowProducts(flat, transpose(patches)).flat();
    for (const [i, value] of convolve(input, whole, steps).data.entries()) {
      expect(product[i]).toBeCloseTo(value, 9);
    }
  });

  test('the mean of a window is never above its maximum, which stands where argmax says', () => {
    const kernel = draw.whole(2, 4);
    const steps = { stride: draw.whole(1, 3), ceilMode: draw.whole(0, 1) === 1 };
    const { output: maxima, argmax } = maxPool(input, kernel, steps);
    const means = averagePool(input, kernel, steps);
    const plane = input.height * input.width;
    for (const [i, most] of maxima.data.entries()) {
      const channel = Math.floor(i / (maxima.height * maxima.width));
      expect(means.data[i]).toBeLessThanOrEqual(most);
      expect(input.data[channel * plane + (argmax[i] ?? NaN)]).toBe(most);
    }
  });

  test('average pooling is a depthwise convolution with equal weights', () => {
    const data = new Float64Array(9 * input.channels).fill(1 / 9);
    const box: Kernels = { count: input.channels, channels: 1, height: 3, width: 3, data };
    const steps = { stride: 2, padding: 1 };
    const wanted = convolve(input, box, { ...steps, groups: input.channels });
    for (const [i, value] of averagePool(input, 3, steps).data.entries()) {
      expect(value).toBeCloseTo(wanted.data[i] ?? NaN, 9);
    }
  });
});

describe('known values', () => {
  const ramp = featureMap([
    [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ],
  ]);
  const corner: Kernels = {
    count: 1,
    channels: 1,
    height: 2,
    width: 2,
    data: Float64Array.of(1, 0, 0, 10),
  };

  test('the kernel is not flipped', () => {
    expect(planesOf(convolve(ramp, corner))).toEqual([
      [
        [51, 62],
        [84, 95],
      ],
    ]);
  });

  test('same padding keeps the size and puts the odd row at the end', () => {
    expect(planesOf(convolve(ramp, corner, { padding: 'same' }))).toEqual([
      [
        [51, 62, 3],
        [84, 95, 6],
        [7, 8, 9],
      ],
    ]);
  });

  test('global average pooling gives the mean of each channel', () => {
    expect(Array.from(adaptiveAveragePool(ramp, 1).data)).toEqual([5]);
  });

  test('pixel shuffle lays the channels of one place out as a square', () => {
    const places = featureMap([[[1]], [[2]], [[3]], [[4]]]);
    expect(planesOf(pixelShuffle(places, 2))).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
    ]);
  });

  test('neither input nor kernels are changed', () => {
    const before = Array.from(ramp.data);
    convolve(ramp, corner, { padding: 1 });
    maxPool(ramp, 2);
    expect(Array.from(ramp.data)).toEqual(before);
  });
});

describe('what makes no sense is refused in a sentence', () => {
  const input = emptyMap(2, 4, 4);
  const kernels: Kernels = {
    count: 2,
    channels: 2,
    height: 3,
    width: 3,
    data: new Float64Array(36),
  };

  test.each<[string, () => unknown, RegExp]>([
    ['other channels', () => convolve(emptyMap(3, 4, 4), kernels), /do not fit 3 channels/],
    ['groups', () => convolve(input, kernels, { groups: 2 }), /in 2 groups/],
    [
      'bias',
      () => convolve(input, kernels, { bias: [1] }),
      /one bias per output channel: 2, got 1/,
    ],
    ['too few weights', () => convolve(input, { ...kernels, count: 3 }), /do not have 36 weights/],
    ['a large kernel', () => convolve(input, kernels, { dilation: 2 }), /spans 5 does not fit/],
    [
      'stride with same',
      () => convolve(input, kernels, { padding: 'same', stride: 2 }),
      /stride of 1/,
    ],
    ['kernels per input', () => convolveTransposed(emptyMap(3, 4, 4), kernels), /3, got 2/],
    [
      'gradients',
      () => convolutionGradients(input, kernels, input),
      /shape of the output, 2 × 2 × 2/,
    ],
    ['a broken map', () => maxPool({ ...input, width: 5 }, 2), /needs 40 numbers, got 32/],
    ['padding alone', () => maxPool(input, 2, { padding: 1, dilation: 5 }), /padding alone/],
    ['a divisor of 0', () => averagePool(input, 2, { divisor: 0 }), /divided by 0/],
    ['ragged planes', () => featureMap([[[1, 2], [3]]]), /same rows and columns/],
    ['channels to shuffle', () => pixelShuffle(input, 2), /squares of 2 × 2/],
  ])('%s', (_, call, sentence) => {
    expect(call).toThrow(VisionError);
    expect(call).toThrow(sentence);
  });
});
