// Array reads are in range by construction, hence `!`.
import type { Quad } from './boxes.ts';
import type { CocoAnnotation, CocoDataset, CocoDetection } from './coco-format.ts';
import { checkCoco } from './coco-format.ts';
import { byDecreasingScore } from './score-order.ts';

/** The truths and detections of one category on one image, ready to be matched. */
export interface CocoGroup {
  readonly imageId: number;
  readonly categoryId: number;
  /** Positions in the detection list by decreasing score, the best ones only. */
  readonly detections: readonly number[];
  readonly scores: readonly number[];
  readonly detectionAreas: readonly number[];
  /** Positions in `annotations`, in their order there. */
  readonly truths: readonly number[];
  readonly truthAreas: readonly number[];
  readonly crowd: readonly boolean[];
  /** Overlap of detection d and truth g at `d · truths.length + g`. */
  readonly overlaps: Float64Array;
}

/** A range of areas in square pixels; both ends belong to it. */
export type AreaRange = readonly [least: number, most: number];

/** The truths of a group in the order in which they are offered: ignored ones last. */
export interface TruthOrder {
  readonly order: readonly number[];
  readonly ignored: readonly boolean[];
}

/**
 * Returns all groups that hold a truth or a detection, by category id and then image id, which is
 * the order in which equal scores of different images rank. A group holds at most `limit`
 * detections.
 */
export function groupByCategory(
  dataset: CocoDataset,
  detections: readonly CocoDetection[],
  limit: number,
): Map<number, CocoGroup[]> {
  checkCoco(dataset, detections);
  const truthsOf = positionsByKey(dataset.annotations);
  const detectionsOf = positionsByKey(detections);
  const imageIds = ascending(dataset.images.map((image) => image.id));
  const categoryIds = ascending(dataset.categories.map((category) => category.id));
  return new Map(
    categoryIds.map((categoryId) => {
      const groups = imageIds.flatMap((imageId) => {
        const truths = truthsOf.get(categoryId)?.get(imageId) ?? [];
        const found = detectionsOf.get(categoryId)?.get(imageId) ?? [];
        if (truths.length === 0 && found.length === 0) return [];
        const best = bestOf(found, detections, limit);
        return [buildGroup(imageId, categoryId, dataset.annotations, truths, detections, best)];
      });
      return [categoryId, groups] as const;
    }),
  );
}

/** Returns a group's truths, those that do not count in `range` (and crowds) ignored and last. */
export function orderTruths(group: CocoGroup, range: AreaRange): TruthOrder {
  const { truths, truthAreas, crowd } = group;
  const counted: number[] = [];
  const ignored: number[] = [];
  for (let g = 0; g < truths.length; g += 1) {
    const outside = truthAreas[g]! < range[0] || truthAreas[g]! > range[1];
    (crowd[g]! || outside ? ignored : counted).push(g);
  }
  const order = [...counted, ...ignored];
  return { order, ignored: order.map((_, place) => place >= counted.length) };
}

/**
 * Writes into `assigned[d]` the place in `order` of the truth that detection d takes, or −1. Each
 * detection, best first, takes the free truth of highest overlap that is at least `threshold`; an
 * ignored truth only when no other will do; crowds are never used up. Of equal overlaps the later
 * truth wins, as in pycocotools.
 */
export function matchGroup(
  group: CocoGroup,
  { order, ignored }: TruthOrder,
  threshold: number,
  assigned: Int32Array,
): void {
  const { overlaps, crowd } = group;
  const count = order.length;
  const taken = new Uint8Array(count);
  for (let d = 0; d < group.detections.length; d += 1) {
    let best = Math.min(threshold, 1 - 1e-10);
    let match = -1;
    for (let place = 0; place < count; place += 1) {
      const g = order[place]!;
      if (taken[place]! && !crowd[g]!) continue;
      if (match >= 0 && !ignored[match]! && ignored[place]!) break;
      const overlap = overlaps[d * count + g]!;
      if (overlap < best) continue;
      best = overlap;
      match = place;
    }
    assigned[d] = match;
    if (match >= 0) taken[match] = 1;
  }
}

function buildGroup(
  imageId: number,
  categoryId: number,
  annotations: readonly CocoAnnotation[],
  truths: readonly number[],
  detections: readonly CocoDetection[],
  best: readonly number[],
): CocoGroup {
  const crowd = truths.map((position) => (annotations[position]!.iscrowd ?? 0) !== 0);
  const overlaps = new Float64Array(best.length * truths.length);
  let at = 0;
  for (const position of best) {
    for (let g = 0; g < truths.length; g += 1) {
      const truth = annotations[truths[g]!]!.bbox;
      overlaps[at] = overlapOf(detections[position]!.bbox, truth, crowd[g]!);
      at += 1;
    }
  }
  return {
    imageId,
    categoryId,
    detections: best,
    scores: best.map((position) => detections[position]!.score),
    detectionAreas: best.map((position) => areaOf(detections[position]!.bbox)),
    truths,
    truthAreas: truths.map((position) => annotations[position]!.area),
    crowd,
    overlaps,
  };
}

/** The best `limit` of some positions, by decreasing score. */
function bestOf(
  found: readonly number[],
  detections: readonly CocoDetection[],
  limit: number,
): number[] {
  const ranking = byDecreasingScore(found.map((position) => detections[position]!.score));
  return Array.from(ranking.subarray(0, limit), (place) => found[place]!);
}

/** IoU of a detection and a truth; with a crowd, the share of the detection inside it. */
function overlapOf(detection: Quad, truth: Quad, crowd: boolean): number {
  const width =
    Math.min(detection[2] + detection[0], truth[2] + truth[0]) - Math.max(detection[0], truth[0]);
  if (width <= 0) return 0;
  const height =
    Math.min(detection[3] + detection[1], truth[3] + truth[1]) - Math.max(detection[1], truth[1]);
  if (height <= 0) return 0;
  const shared = width * height;
  if (shared === 0) return 0;
  return shared / (crowd ? areaOf(detection) : areaOf(detection) + areaOf(truth) - shared);
}

function areaOf(bbox: Quad): number {
  return bbox[2] * bbox[3];
}

/** Positions of a list's entries by category id, then image id. */
function positionsByKey(
  entries: readonly { readonly category_id: number; readonly image_id: number }[],
): Map<number, Map<number, number[]>> {
  const result = new Map<number, Map<number, number[]>>();
  for (const [position, { category_id: category, image_id: image }] of entries.entries()) {
    let images = result.get(category);
    if (!images) result.set(category, (images = new Map<number, number[]>()));
    const positions = images.get(image);
    if (positions) positions.push(position);
    else images.set(image, [position]);
  }
  return result;
}

function ascending(ids: readonly number[]): number[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}
