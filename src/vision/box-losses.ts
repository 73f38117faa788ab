import { area, checkBox, type Box, type Quad } from './boxes.ts';
import { demand } from './errors.ts';

/**
 * Regression losses of a predicted box against its target, with gradients.
 *
 * Values and gradients are those of torchvision's `*_box_iou_loss`, which add `epsilon` (1e-7) to
 * every denominator; it must be greater than 0. Where a maximum or minimum ties, the gradient is shared half and half, as
 * autograd does it.
 */

/** A loss and its derivative with respect to the predicted `x1, y1, x2, y2`. */
export interface BoxLoss {
  readonly loss: number;
  readonly gradient: Quad;
}

/** The losses that compare areas. */
export type BoxLossKind = 'iou' | 'giou' | 'diou' | 'ciou';

const EPSILON = 1e-7;

/** Returns 1 − IoU with its gradient; the gradient is 0 while the boxes do not overlap. */
export function iouLoss(predicted: Box, target: Box, epsilon = EPSILON): BoxLoss {
  const parts = measure(predicted, target);
  const [overlap, slope] = overlapOf(parts, epsilon);
  return { loss: 1 - overlap, gradient: scaled(slope, -1) };
}

/** Returns 1 − GIoU with its gradient, which also pulls boxes that do not overlap. */
export function giouLoss(predicted: Box, target: Box, epsilon = EPSILON): BoxLoss {
  const parts = measure(predicted, target);
  const { union, unionSlope, width, widthSlope, height, heightSlope } = parts;
  const [overlap, slope] = overlapOf(parts, epsilon);
  const enclosing = width * height;
  const penalty = (enclosing - union) / (enclosing + epsilon);
  const gradient = quad((i) => {
    const enclosingSlope = widthSlope[i] * height + width * heightSlope[i];
    const penaltySlope =
      (enclosingSlope - unionSlope[i] - penalty * enclosingSlope) / (enclosing + epsilon);
    return penaltySlope - slope[i];
  });
  return { loss: 1 - overlap + penalty, gradient };
}

/** Returns 1 − DIoU with its gradient. */
export function diouLoss(predicted: Box, target: Box, epsilon = EPSILON): BoxLoss {
  const parts = measure(predicted, target);
  const { width, widthSlope, height, heightSlope } = parts;
  const [overlap, slope] = overlapOf(parts, epsilon);
  const dx = (predicted[0] + predicted[2] - target[0] - target[2]) / 2;
  const dy = (predicted[1] + predicted[3] - target[1] - target[3]) / 2;
  const diagonal = width * width + height * height + epsilon;
  const penalty = (dx * dx + dy * dy) / diagonal;
  const gradient = quad((i) => {
    const distanceSlope = i % 2 === 0 ? dx : dy;
    const diagonalSlope = 2 * (width * widthSlope[i] + height * heightSlope[i]);
    return (distanceSlope - penalty * diagonalSlope) / diagonal - slope[i];
  });
  return { loss: 1 - overlap + penalty, gradient };
}

/** Returns 1 − CIoU with its gradient; the weight α is held constant, as in the paper. */
export function ciouLoss(predicted: Box, target: Box, epsilon = EPSILON): BoxLoss {
  const base = diouLoss(predicted, target, epsilon);
  const [overlap] = overlapOf(measure(predicted, target), epsilon);
  const width = predicted[2] - predicted[0];
  const height = predicted[3] - predicted[1];
  const targetWidth = target[2] - target[0];
  const targetHeight = target[3] - target[1];
  const squaredDiagonal = width * width + height * height;
  // A point has no shape: nothing to compare, nothing to push.
  if (squaredDiagonal === 0 || (targetWidth === 0 && targetHeight === 0)) return base;
  const difference = Math.atan2(targetWidth, targetHeight) - Math.atan2(width, height);
  const shape = (4 / Math.PI ** 2) * difference * difference;
  const weight = shape / (1 - overlap + shape + epsilon);
  const push = (weight * (8 / Math.PI ** 2) * difference) / squaredDiagonal;
  const shapeSlope: Quad = [push * height, -push * width, -push * height, push * width];
  return {
    loss: base.loss + weight * shape,
    gradient: quad((i) => base.gradient[i] + shapeSlope[i]),
  };
}

const LOSSES = { iou: iouLoss, giou: giouLoss, diou: diouLoss, ciou: ciouLoss };

/** Returns the loss of a kind by its name. */
export function boxLoss(
  kind: BoxLossKind,
  predicted: Box,
  target: Box,
  epsilon = EPSILON,
): BoxLoss {
  return LOSSES[kind](predicted, target, epsilon);
}

/** Returns |d|, the L1 loss of one coordinate. */
export function l1Loss(difference: number): number {
  return Math.abs(difference);
}

/**
 * Returns the smooth L1 loss of one coordinate: quadratic, d²/(2β), within β, then |d| − β/2
 * (Girshick 2015). β = 0 is plain L1.
 */
export function smoothL1Loss(difference: number, beta = 1): number {
  const distance = Math.abs(difference);
  return distance < beta ? (0.5 * distance * distance) / beta : distance - 0.5 * beta;
}

/** Returns the Huber loss of one coordinate: δ times smooth L1 with β = δ. */
export function huberLoss(difference: number, delta = 1): number {
  return delta * smoothL1Loss(difference, delta);
}

/** Index of a coordinate of a box. */
type Side = 0 | 1 | 2 | 3;

interface Parts {
  readonly shared: number;
  readonly sharedSlope: Quad;
  readonly union: number;
  readonly unionSlope: Quad;
  /** Size of the enclosing box. */
  readonly width: number;
  readonly widthSlope: Quad;
  readonly height: number;
  readonly heightSlope: Quad;
}

/** Intersection, union and enclosing box, each with its derivative by the predicted coordinates. */
function measure(p: Box, t: Box): Parts {
  checkBox(p);
  checkBox(t);
  const sharedWidth = Math.min(p[2], t[2]) - Math.max(p[0], t[0]);
  const sharedHeight = Math.min(p[3], t[3]) - Math.max(p[1], t[1]);
  const overlaps = sharedWidth > 0 && sharedHeight > 0;
  const shared = overlaps ? sharedWidth * sharedHeight : 0;
  const sharedSlope: Quad = overlaps
    ? [
        -sharedHeight * shareAbove(p[0], t[0]),
        -sharedWidth * shareAbove(p[1], t[1]),
        sharedHeight * shareAbove(t[2], p[2]),
        sharedWidth * shareAbove(t[3], p[3]),
      ]
    : [0, 0, 0, 0];
  const width = p[2] - p[0];
  const height = p[3] - p[1];
  const areaSlope: Quad = [-height, -width, height, width];
  return {
    shared,
    sharedSlope,
    union: area(p) + area(t) - shared,
    unionSlope: quad((i) => areaSlope[i] - sharedSlope[i]),
    width: Math.max(p[2], t[2]) - Math.min(p[0], t[0]),
    widthSlope: [-shareAbove(t[0], p[0]), 0, shareAbove(p[2], t[2]), 0],
    height: Math.max(p[3], t[3]) - Math.min(p[1], t[1]),
    heightSlope: [0, -shareAbove(t[1], p[1]), 0, shareAbove(p[3], t[3])],
  };
}

/** IoU and its derivative. */
function overlapOf(parts: Parts, epsilon: number): readonly [number, Quad] {
  demand(epsilon > 0, `Epsilon must be greater than 0, got ${epsilon}.`);
  const denominator = parts.union + epsilon;
  const overlap = parts.shared / denominator;
  return [
    overlap,
    quad((i) => (parts.sharedSlope[i] - overlap * parts.unionSlope[i]) / denominator),
  ];
}

/** Derivative of max(a, b) by a: 1, 0, or half when they tie. */
function shareAbove(a: number, b: number): number {
  return a > b ? 1 : a < b ? 0 : 0.5;
}

function quad(at: (side: Side) => number): Quad {
  return [at(0), at(1), at(2), at(3)];
}

function scaled(values: Quad, factor: number): Quad {
  return quad((i) => values[i] * factor);
}
