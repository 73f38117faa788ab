import { area, checkBox, intersectionArea, type Box } from './boxes.ts';

/**
 * The overlap family: IoU and its generalised, distance and complete forms.
 *
 * Where mathematics says 0/0 these functions say 0, so no valid pair of boxes gives NaN: two boxes
 * without any area have IoU 0, a penalty over an enclosing box without extent is 0, and a point
 * has no shape to differ from another shape.
 */

/** Returns intersection over union of two boxes, in `[0, 1]`; 0 when both have no area. */
export function iou(a: Box, b: Box): number {
  checkBox(a);
  checkBox(b);
  return overlapRatio(a, b);
}

/**
 * Returns generalised IoU in `(−1, 1]`: IoU minus the share of the enclosing box that neither box
 * covers (Rezatofighi et al. 2019, algorithm 1).
 */
export function giou(a: Box, b: Box): number {
  const overlap = iou(a, b);
  const enclosing =
    (Math.max(a[2], b[2]) - Math.min(a[0], b[0])) * (Math.max(a[3], b[3]) - Math.min(a[1], b[1]));
  if (enclosing === 0) return overlap;
  const union = area(a) + area(b) - intersectionArea(a, b);
  return overlap - (enclosing - union) / enclosing;
}

/**
 * Returns distance IoU in `[−1, 1]`: IoU minus d²/c², where d is the distance of the centres and c
 * the diagonal of the enclosing box (Zheng et al. 2020, equation 7).
 *
 * `epsilon` is added to c²; torchvision adds 1e-7, which makes its values depend on the unit.
 */
export function diou(a: Box, b: Box, epsilon = 0): number {
  return iou(a, b) - centerPenalty(a, b, epsilon);
}

/**
 * Returns complete IoU: DIoU minus α·v, where v compares the aspect ratios and α weighs it
 * (Zheng et al. 2020, equations 8 to 11). It can fall slightly below −1.
 *
 * `epsilon` is added to both denominators, as in {@link diou}.
 */
export function ciou(a: Box, b: Box, epsilon = 0): number {
  const overlap = iou(a, b);
  const shape = aspectDifference(a, b);
  const denominator = 1 - overlap + shape + epsilon;
  // Equal boxes of equal shape: nothing to weigh.
  const weight = denominator === 0 ? 0 : shape / denominator;
  return overlap - centerPenalty(a, b, epsilon) - weight * shape;
}

/** Returns d²/c² of two boxes, the centre term of DIoU; 0 for two equal points. */
export function centerPenalty(a: Box, b: Box, epsilon = 0): number {
  const dx = (a[0] + a[2] - (b[0] + b[2])) / 2;
  const dy = (a[1] + a[3] - (b[1] + b[3])) / 2;
  const width = Math.max(a[2], b[2]) - Math.min(a[0], b[0]);
  const height = Math.max(a[3], b[3]) - Math.min(a[1], b[1]);
  const diagonal = width * width + height * height + epsilon;
  return diagonal === 0 ? 0 : (dx * dx + dy * dy) / diagonal;
}

/**
 * Returns v of CIoU in `[0, 1]`: how far apart the angles of the two diagonals are. A point has no
 * angle, so against a point v is 0.
 */
export function aspectDifference(a: Box, b: Box): number {
  const [aw, ah, bw, bh] = [a[2] - a[0], a[3] - a[1], b[2] - b[0], b[3] - b[1]];
  if ((aw === 0 && ah === 0) || (bw === 0 && bh === 0)) return 0;
  const angle = Math.atan2(aw, ah) - Math.atan2(bw, bh);
  return (4 / Math.PI ** 2) * angle * angle;
}

/** A measure of how well two boxes overlap, such as {@link iou} or {@link diou}. */
export type OverlapMeasure = (a: Box, b: Box) => number;

/**
 * Returns the matrix of a measure (IoU unless told) between every box of `rows` and every box of
 * `columns`, shape `[rows.length][columns.length]`.
 */
export function pairwiseIou(
  rows: readonly Box[],
  columns: readonly Box[],
  measure: OverlapMeasure = iou,
): number[][] {
  return rows.map((row) => columns.map((column) => measure(row, column)));
}

/** IoU of boxes already known to be valid; the arithmetic order is that of torchvision's NMS. */
function overlapRatio(a: Box, b: Box): number {
  const shared = intersectionArea(a, b);
  return shared === 0 ? 0 : shared / (area(a) + area(b) - shared);
}
