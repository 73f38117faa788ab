import {
  adaptiveAveragePool,
  adaptiveMaxPool,
  averagePool,
  convolutionGradients,
  convolve,
  convolveTransposed,
  featureMap,
  maxPool,
  padMap,
  pixelShuffle,
  planesOf,
  unfold,
  VisionError,
  type FeatureMap,
  type Kernels,
  type MaxPooled,
  type BorderMode,
  type PerAxis,
} from '../../src/vision/index.ts';
import type { Adapter } from './adapters.ts';
import type { Reader } from './reader.ts';

/** Convolution, pooling and what else rearranges feature maps; a batch is handled map by map. */
export const mapAdapters: Readonly<Record<string, Adapter>> = {
  conv2d: (input) => {
    const options = { ...stepsOf(input), ...biasOf(input) };
    return shaped(mapsOf(input, 'x').map((map) => convolve(map, kernelsOf(input), options)));
  },
  conv_transpose2d: (input) => {
    const options = {
      ...stepsOf(input),
      ...biasOf(input),
      padding: axes(input, 'padding', 0),
      outputPadding: axes(input, 'output_padding', 0),
    };
    const kernels = kernelsOf(input);
    return shaped(mapsOf(input, 'x').map((map) => convolveTransposed(map, kernels, options)));
  },
  conv2d_backward: (input) => {
    const changes = mapsOf(input, 'grad_y');
    const kernels = kernelsOf(input);
    const gradients = mapsOf(input, 'x').map((map, i) =>
      convolutionGradients(map, kernels, changes[i] ?? map, stepsOf(input)),
    );
    return {
      grad_x: gradients.map((gradient) => planesOf(gradient.input)),
      grad_weight: nestedKernels(kernels, total(gradients.map((each) => each.kernels.data))),
      grad_bias: total(gradients.map((each) => each.bias)),
    };
  },
  max_pool2d: (input) => {
    const options = { ...poolingOf(input), dilation: axes(input, 'dilation', 1) };
    const pooled = mapsOf(input, 'x').map((map) =>
      maxPool(map, axes(input, 'kernel_size', NaN), options),
    );
    return {
      ...shaped(pooled.map(({ output }) => output)),
      argmax_flat_index: pooled.map(argmaxPlanes),
    };
  },
  avg_pool2d: (input) => {
    const options = {
      ...poolingOf(input),
      countPadding: !input.has('count_include_pad') || input.flag('count_include_pad'),
      ...(input.has('divisor_override') ? { divisor: input.number('divisor_override') } : {}),
    };
    const kernel = axes(input, 'kernel_size', NaN);
    return shaped(mapsOf(input, 'x').map((map) => averagePool(map, kernel, options)));
  },
  adaptive_avg_pool2d: (input) =>
    mapsOf(input, 'x').map((map) =>
      planesOf(adaptiveAveragePool(map, axes(input, 'output_size', NaN))),
    ),
  adaptive_max_pool2d: (input) =>
    mapsOf(input, 'x').map((map) =>
      planesOf(adaptiveMaxPool(map, axes(input, 'output_size', NaN)).output),
    ),
  unfold_im2col: (input) =>
    mapsOf(input, 'x').map((map) => unfold(map, axes(input, 'kernel_size', NaN), stepsOf(input))),
  pixel_shuffle: (input) =>
    mapsOf(input, 'x').map((map) => planesOf(pixelShuffle(map, input.number('r')))),
  pad: (input) => {
    const [left, right, top, bottom] = input.quad('pad_left_right_top_bottom');
    const mode = paddingModes[input.text('mode')];
    if (!mode) throw new VisionError(`There is no padding ${input.text('mode')}.`);
    return mapsOf(input, 'x').map((map) =>
      planesOf(padMap(map, { left, right, top, bottom }, mode, input.number('value', 0))),
    );
  },
};

const paddingModes: Readonly<Record<string, BorderMode>> = {
  constant: 'constant',
  replicate: 'replicate',
  reflect: 'reflect',
  circular: 'circular',
};

/** The maps of a batch. */
export function mapsOf(input: Reader, key: string): FeatureMap[] {
  return input.images(key).map(featureMap);
}

function kernelsOf(input: Reader): Kernels {
  const maps = mapsOf(input, 'weight');
  const { channels, height, width } = maps[0] ?? { channels: 0, height: 0, width: 0 };
  const data = Float64Array.from(maps.flatMap((map) => Array.from(map.data)));
  return { count: maps.length, channels, height, width, data };
}

/** The numbers of kernels in the reference's nesting. */
function nestedKernels({ count, channels, height, width }: Kernels, data: readonly number[]) {
  const each = channels * height * width;
  return Array.from({ length: count }, (_, i) =>
    planesOf({
      channels,
      height,
      width,
      data: Float64Array.from(data.slice(i * each, (i + 1) * each)),
    }),
  );
}

/** The sum of lists of one length, place by place: what a batch adds up. */
function total(lists: readonly ArrayLike<number>[]): number[] {
  return Array.from(lists[0] ?? [], (_, i) =>
    lists.reduce((sum, list) => sum + (list[i] ?? NaN), 0),
  );
}

function axes(input: Reader, key: string, otherwise: number): PerAxis {
  return input.isList(key) ? input.pair(key) : input.number(key, otherwise);
}

function stepsOf(input: Reader) {
  const isText = input.isText('padding');
  if (isText && !['same', 'valid'].includes(input.text('padding'))) {
    throw new VisionError(`There is no padding ${input.text('padding')}.`);
  }
  const padding = isText ? (input.text('padding') === 'same' ? 'same' : 0) : undefined;
  return {
    stride: axes(input, 'stride', 1),
    padding: padding ?? axes(input, 'padding', 0),
    dilation: axes(input, 'dilation', 1),
    groups: input.number('groups', 1),
  } as const;
}

function biasOf(input: Reader): { bias?: number[] } {
  return input.has('bias') ? { bias: input.numbers('bias') } : {};
}

function poolingOf(input: Reader) {
  return {
    ...(input.has('stride') ? { stride: axes(input, 'stride', NaN) } : {}),
    padding: axes(input, 'padding', 0),
    ceilMode: input.flag('ceil_mode'),
  };
}

/** A batch of maps as nested lists, and its shape. */
function shaped(maps: readonly FeatureMap[]) {
  const { channels, height, width } = maps[0] ?? { channels: 0, height: 0, width: 0 };
  return { shape: [maps.length, channels, height, width], y: maps.map(planesOf) };
}

function argmaxPlanes({ output, argmax }: MaxPooled): number[][][] {
  return planesOf({ ...output, data: Float64Array.from(argmax) });
}
