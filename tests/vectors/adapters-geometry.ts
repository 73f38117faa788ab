import {
  anchorStride,
  cellAnchors,
  convOutputSize,
  gridAnchors,
  influence,
  poolOutputSize,
  receptiveField,
  roiAlign,
  roiPool,
  ssdDefaultBoxes,
  ssdScales,
  transposedOutputSize,
  VisionError,
  type Box,
  type Link,
} from '../../src/vision/index.ts';
import type { Adapter } from './adapters.ts';
import type { Reader } from './reader.ts';

/** Anchors, regions, sizes and receptive fields. */
export const geometryAdapters: Readonly<Record<string, Adapter>> = {
  anchor_generator: (input, { wanted }) => {
    const image = input.pair('image_hw');
    const sizes = input.matrix('sizes');
    const ratios = input.matrix('aspect_ratios');
    const grids = input.pairs('grids_hw');
    if (sizes.length !== grids.length || ratios.length !== grids.length) {
      throw new VisionError('Every level needs its sizes, ratios and grid.');
    }
    const levels = grids.map((grid, i) => ({
      grid,
      sizes: sizes[i] ?? [],
      aspectRatios: ratios[i] ?? [],
    }));
    const cells = levels.map((level) => cellAnchors(level.sizes, level.aspectRatios));
    return {
      cell_anchors: cells,
      num_anchors_per_location: cells.map((cell) => cell.length),
      strides_hw: grids.map((grid) => anchorStride(image, grid)),
      ...summarised(gridAnchors(image, levels), wanted),
    };
  },
  ssd_default_boxes: (input, { wanted }) => {
    const aspectRatios = input.matrix('aspect_ratios');
    const scales = input.has('scales')
      ? input.numbers('scales')
      : ssdScales(aspectRatios.length, input.number('min_ratio'), input.number('max_ratio'));
    const boxes = ssdDefaultBoxes(input.pair('image_hw'), {
      aspectRatios,
      grids: input.pairs('grids_hw'),
      scales,
      ...(input.has('steps') ? { steps: input.numbers('steps') } : {}),
    });
    return {
      scales,
      num_anchors_per_location: aspectRatios.map((ratios) => 2 + 2 * ratios.length),
      ...summarised(boxes, wanted),
    };
  },
  roi_align: (input) =>
    pooledRegions(input, (features, region) =>
      roiAlign(features, region, input.pair('output_size'), {
        scale: input.number('spatial_scale'),
        samples: Math.max(input.number('sampling_ratio'), 0),
        aligned: input.flag('aligned'),
      }),
    ),
  roi_pool: (input) =>
    pooledRegions(input, (features, region) =>
      roiPool(features, region, input.pair('output_size'), input.number('spatial_scale')),
    ),
  output_size: (input) => {
    const size = input.number('n');
    const window = {
      kernel: input.number('k'),
      stride: input.number('s'),
      padding: input.number('p'),
      dilation: input.number('d', 1),
    };
    const op = input.text('op');
    if (op === 'conv') return convOutputSize(size, window);
    if (op === 'conv_transpose') {
      return transposedOutputSize(size, window, input.number('output_padding', 0));
    }
    if (op === 'max_pool' || op === 'avg_pool') {
      return poolOutputSize(size, window, input.flag('ceil_mode'));
    }
    throw new VisionError(`There is no operation ${op}.`);
  },
  receptive_field: (input) => {
    const layers = input.readers('layers');
    if (!hasTwoAxes(layers)) return measuredField(chainOf(layers, 0), input.number('in_size'));
    const axes = [0, 1].map((axis) =>
      measuredField(chainOf(layers, axis), input.perAxis('in_size', axis)),
    );
    const keys = ['rf', 'jump', 'start0', 'touched', 'out_index'] as const;
    const more = ['in_first', 'in_last', 'center0', 'out_size'] as const;
    return Object.fromEntries(
      [...keys, ...more].map((key) => [key, axes.map((field) => field[key])]),
    );
  },
  receptive_field_net: (input) => {
    // These networks pool with ceil_mode, which the layers of a case do not say.
    const roundsUp = /^(googlenet|squeezenet)/.test(input.text('net'));
    const chain = input.readers('layers').map((layer): Link => {
      return { ...linkOf(layer, 0), ceilMode: roundsUp && layer.text('op') === 'pool' };
    });
    return measuredField(chain, input.number('in_size'));
  },
  gradient_profile_1d: (input) => {
    const { first, profile } = influence(
      chainOf(input.readers('layers'), 0),
      input.number('in_size'),
      input.number('out_index'),
    );
    return { first, profile };
  },
};

/** Pools every region from every channel of its own image. */
function pooledRegions(input: Reader, pool: (features: number[][], region: Box) => number[][]) {
  const images = input.images('features');
  return input
    .matrix('rois')
    .map(([image = 0, x1 = NaN, y1 = NaN, x2 = NaN, y2 = NaN]) =>
      (images[image] ?? []).map((channel) => pool(channel, [x1, y1, x2, y2])),
    );
}

/** The field by formula, and what of it the middle output really sees, by tracing back. */
function measuredField(chain: readonly Link[], input: number) {
  const { size, jump, start, center } = receptiveField(chain);
  const { first, last, touched, outputSize } = influence(chain, input);
  return {
    rf: size,
    jump,
    start0: start,
    center0: center,
    touched,
    out_index: Math.floor(outputSize / 2),
    in_first: first,
    in_last: last,
    out_size: outputSize,
  };
}

function chainOf(layers: readonly Reader[], axis: number): Link[] {
  return layers.map((layer) => linkOf(layer, axis));
}

function linkOf(layer: Reader, axis: number): Link {
  return {
    kernel: layer.perAxis('k', axis),
    stride: layer.perAxis('s', axis),
    padding: layer.perAxis('p', axis),
    dilation: layer.perAxis('d', axis),
  };
}

function hasTwoAxes(layers: readonly Reader[]): boolean {
  return layers.some((layer) => ['k', 's', 'p', 'd'].some((key) => layer.isList(key)));
}

/** All boxes, and the summary that long lists are compared by. */
function summarised(boxes: readonly Box[], wanted: readonly string[]) {
  return {
    anchors: boxes,
    count: boxes.length,
    // Says only how the reference lists them.
    full: wanted.includes('anchors'),
    first: boxes.slice(0, 12),
    last: boxes.slice(-12),
    column_sums: [0, 1, 2, 3].map((side) =>
      boxes.reduce((sum, box) => sum + (box[side] ?? NaN), 0),
    ),
  };
}
