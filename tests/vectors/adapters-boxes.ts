import {
  area,
  batchedNms,
  boxLoss,
  boxOfMask,
  ciou,
  clipBox,
  convertBox,
  decodeBox,
  diou,
  encodeBox,
  giou,
  huberLoss,
  indicesOfLargeBoxes,
  iou,
  l1Loss,
  nms,
  pairwiseIou,
  smoothL1Loss,
  softNms,
  VisionError,
  type Box,
  type BoxFormat,
  type BoxLossKind,
  type Quad,
  type SoftMethod,
} from '../../src/vision/index.ts';
import type { Adapter } from './adapters.ts';
import type { Reader } from './reader.ts';

/** The references add this to the denominators of DIoU and CIoU. */
const EPSILON = 1e-7;

/** Boxes, their losses and codes, and suppression. */
export const boxAdapters: Readonly<Record<string, Adapter>> = {
  pairwise_iou: (input) => {
    const [rows, columns] = [input.boxes('boxes1'), input.boxes('boxes2')];
    return {
      iou: pairwiseIou(rows, columns, iou),
      giou: pairwiseIou(rows, columns, giou),
      diou: pairwiseIou(rows, columns, (a, b) => diou(a, b, EPSILON)),
      ciou: pairwiseIou(rows, columns, (a, b) => ciou(a, b, EPSILON)),
      area1: rows.map(area),
      area2: columns.map(area),
    };
  },
  box_losses: (input, { wanted }) => {
    const [predicted, target] = [input.boxes('pred'), input.boxes('target')];
    const epsilon = input.number('eps', EPSILON);
    return Object.fromEntries(
      wanted.map((key) => [key, namedLoss(key, predicted, target, epsilon)]),
    );
  },
  box_convert: (input) => {
    const [from, to] = [formatOf(input, 'in_fmt'), formatOf(input, 'out_fmt')];
    return input.boxes('boxes').map((box) => convertBox(box, from, to));
  },
  clip_boxes_to_image: (input) => {
    const [height, width] = input.pair('size_hw');
    return input.boxes('boxes').map((box) => clipBox(box, width, height));
  },
  remove_small_boxes: (input) =>
    indicesOfLargeBoxes(input.boxes('boxes'), input.number('min_size')),
  box_area: (input) => input.boxes('boxes').map(area),
  masks_to_boxes: (input) => input.cube('masks').map(boxOfMask),
  encode: (input) => {
    const references = input.boxes('proposals');
    const weights = input.quad('weights');
    return input.boxes('gt').map((box, i) => encodeBox(box, entry(references, i), weights));
  },
  decode: (input) => {
    const references = input.boxes('proposals');
    const weights = input.quad('weights');
    const largest = input.number('bbox_xform_clip', Math.log(1000 / 16));
    return input
      .matrix('deltas')
      .map((row, i) =>
        quads(row).map((deltas) => decodeBox(deltas, entry(references, i), weights, largest)),
      );
  },
  nms: (input) =>
    input
      .numbers('iou_thresholds')
      .map((threshold) => nms(input.boxes('boxes'), input.numbers('scores'), threshold)),
  batched_nms: (input) =>
    input
      .numbers('iou_thresholds')
      .map((threshold) =>
        batchedNms(input.boxes('boxes'), input.numbers('scores'), input.numbers('idxs'), threshold),
      ),
  soft_nms: (input) => {
    const { kept, scores } = softNms(input.boxes('boxes'), input.numbers('scores'), {
      method: softMethodOf(input),
      iouThreshold: input.number('iou_threshold'),
      sigma: input.number('sigma'),
      minScore: input.number('min_score'),
      offset: input.number('offset') === 1 ? 1 : 0,
    });
    return { order: kept, scores };
  },
};

/** A loss by its name in the reference, such as `giou_loss_mean` or `smooth_l1_mean_beta_0.5`. */
function namedLoss(
  key: string,
  predicted: readonly Box[],
  target: readonly Box[],
  epsilon: number,
) {
  const overlap = /^(grad_)?([gdc]iou)_loss_(none|mean|sum)$/.exec(key);
  if (overlap) {
    const losses = predicted.map((box, i) =>
      boxLoss(lossKind(overlap[2]), box, entry(target, i), epsilon),
    );
    const divisor = overlap[3] === 'mean' ? losses.length : 1;
    if (overlap[1]) return losses.map(({ gradient }) => gradient.map((slope) => slope / divisor));
    const values = losses.map(({ loss }) => loss);
    return overlap[3] === 'none' ? values : sum(values) / divisor;
  }
  const [, name, parameter = '1'] =
    /^(smooth_l1|l1|huber)_mean(?:_(?:beta|delta)_(.+))?$/.exec(key) ?? [];
  const differences = predicted.flatMap((box, i) =>
    box.map((value, side) => value - entry(entry(target, i), side)),
  );
  const elementwise = {
    smooth_l1: (difference: number) => smoothL1Loss(difference, fraction(parameter)),
    l1: l1Loss,
    huber: (difference: number) => huberLoss(difference, fraction(parameter)),
  }[name ?? ''];
  if (!elementwise) throw new Error(`No loss is called ${key}.`);
  return sum(differences.map(elementwise)) / differences.length;
}

function lossKind(name: string | undefined): BoxLossKind {
  if (name === 'giou' || name === 'diou' || name === 'ciou') return name;
  throw new Error(`No box loss is called ${name}.`);
}

/** A number as the reference's keys write it: `0.5`, or `1_9` for one ninth. */
function fraction(text: string): number {
  const [numerator = '', denominator = '1'] = text.split('_');
  return Number(numerator) / Number(denominator);
}

function formatOf(input: Reader, key: string): BoxFormat {
  const format = input.text(key);
  if (format === 'xyxy' || format === 'xywh' || format === 'cxcywh') return format;
  throw new VisionError(`There is no box format ${format}.`);
}

function softMethodOf(input: Reader): SoftMethod {
  const method = input.text('method');
  if (method === 'linear' || method === 'gaussian' || method === 'naive') return method;
  throw new VisionError(`There is no suppression method ${method}.`);
}

/** Cuts a flat row into groups of four. */
function quads(row: readonly number[]): Quad[] {
  return Array.from({ length: row.length / 4 }, (_, i) => [
    entry(row, 4 * i),
    entry(row, 4 * i + 1),
    entry(row, 4 * i + 2),
    entry(row, 4 * i + 3),
  ]);
}

function entry<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new VisionError(`A list has no entry ${index}.`);
  return value;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
