// Array reads are in range by construction, hence `!`.
import { COCO_AREAS, MOST_DETECTIONS } from './coco-curves.ts';
import { toCoco, type DetectionImage } from './coco-format.ts';
import {
  groupByCategory,
  matchGroup,
  orderTruths,
  type AreaRange,
  type CocoGroup,
} from './coco-matching.ts';
import { byDecreasingScore } from './score-order.ts';

/** The truths and predictions of one class over a set of images, with their overlaps. */
export interface ClassDetections {
  readonly groups: readonly CocoGroup[];
  /** Per image: how many predictions, and truths, of any class stand before its own. */
  readonly firstPrediction: readonly number[];
  readonly firstTruth: readonly number[];
}

/** One prediction of a ranked list, and what became of it. */
export interface RankedDetection {
  /** Place of its image in the set, and its own among the predictions of that image. */
  readonly image: number;
  readonly index: number;
  readonly score: number;
  /** `ignored`: it found what does not count, or is itself outside the range of areas and found nothing. */
  readonly outcome: 'right' | 'wrong' | 'ignored';
  /** Place of the truth that it found among the truths of its image, or −1. */
  readonly truth: number;
}

/** The predictions of one class by decreasing score, and how many truths there were to find. */
export interface DetectionRanking {
  readonly detections: readonly RankedDetection[];
  readonly truths: number;
}

/**
 * Returns the predictions and truths of each class with their overlaps, which serve every threshold and range
 * of areas. Only the best 100 predictions of a class on an image take part, as in COCO.
 *
 * @throws VisionError for a NaN score or a box that is none.
 */
export function prepareDetections(
  images: readonly DetectionImage[],
  classIds: readonly number[],
): Map<number, ClassDetections> {
  const { dataset, detections } = toCoco(images, classIds);
  const firstPrediction = countBefore(images.map((image) => image.predictions.length));
  const firstTruth = countBefore(images.map((image) => image.truths.length));
  const groups = groupByCategory(dataset, detections, MOST_DETECTIONS);
  return new Map(
    [...groups].map(([id, own]) => [id, { groups: own, firstPrediction, firstTruth }]),
  );
}

/**
 * Returns what became of every prediction of a class at one IoU threshold, by decreasing score; equal scores stand in
 * the order of their images and, within one, in that of its predictions. Truths and lonely predictions outside
 * `areas` (square pixels) are ignored. Its right and wrong ones, in this order, are what `evaluateCoco` makes
 * its curve of.
 */
export function rankDetections(
  { groups, firstPrediction, firstTruth }: ClassDetections,
  iouThreshold: number,
  areas: AreaRange = COCO_AREAS.all,
): DetectionRanking {
  const assigned = new Int32Array(MOST_DETECTIONS);
  const found: RankedDetection[] = [];
  let truths = 0;
  for (const group of groups) {
    const offered = orderTruths(group, areas);
    for (const ignored of offered.ignored) truths += ignored ? 0 : 1;
    matchGroup(group, offered, iouThreshold, assigned);
    const image = group.imageId - 1;
    for (const [d, position] of group.detections.entries()) {
      const area = group.detectionAreas[d]!;
      const match = assigned[d]!;
      const isOutside = area < areas[0] || area > areas[1];
      const isIgnored = match >= 0 ? offered.ignored[match]! : isOutside;
      found.push({
        image,
        index: position - firstPrediction[image]!,
        score: group.scores[d]!,
        outcome: isIgnored ? 'ignored' : match >= 0 ? 'right' : 'wrong',
        truth: match < 0 ? -1 : group.truths[offered.order[match]!]! - firstTruth[image]!,
      });
    }
  }
  const order = byDecreasingScore(found.map(({ score }) => score));
  return { detections: Array.from(order, (place) => found[place]!), truths };
}

/** For each of some counts, the sum of those before it. */
function countBefore(counts: readonly number[]): number[] {
  let sum = 0;
  return counts.map((count) => {
    sum += count;
    return sum - count;
  });
}
