// Array reads are in range by construction, hence `!`.
import { COCO_RECALLS } from './average-precision.ts';
import { matchGroup, orderTruths, type AreaRange, type CocoGroup } from './coco-matching.ts';
import { byDecreasingScore } from './score-order.ts';

/** 0.5 to 0.95 in ten steps, with the rounding of the reference: the ninth is 0.8999999999999999. */
export const COCO_IOU_THRESHOLDS: readonly number[] = Array.from({ length: 10 }, (_, i) =>
  i === 9 ? 0.95 : 0.5 + i * ((0.95 - 0.5) / 9),
);

/** COCO's size classes; an area on a border belongs to both neighbours. */
export const COCO_AREAS = {
  all: [0, 1e10],
  small: [0, 32 ** 2],
  medium: [32 ** 2, 96 ** 2],
  large: [96 ** 2, 1e10],
} as const satisfies Record<string, AreaRange>;

/** Only this many detections of a category count on one image. */
export const MOST_DETECTIONS = 100;

/** One ranked list at one IoU threshold. */
export interface Curve {
  readonly ap: number;
  readonly recall: number;
  readonly precisions: readonly number[];
}

/** What became of a detection at one threshold. */
const WRONG = 0;
const RIGHT = 1;
const IGNORED = 2;

/**
 * Returns the curves of one category, one per IoU threshold, for each combination of size class and
 * limit of detections per image that the twelve numbers read; `null` where no truth counts.
 */
export function measureCategory(groups: readonly CocoGroup[]) {
  const scores = groups.flatMap((group) => group.scores);
  const ranking = byDecreasingScore(scores);
  const rankOnImage = Int32Array.from(
    groups.flatMap((group) => group.scores.map((_, rank) => rank)),
  );
  const curves = (range: AreaRange, limits: readonly number[]): (Curve[] | null)[] => {
    const { outcomes, truths } = judge(groups, scores.length, range);
    if (truths === 0) return limits.map(() => null);
    return limits.map((limit) =>
      outcomes.map((outcome) => readCurve(outcome, ranking, rankOnImage, limit, truths)),
    );
  };
  const [first = null, ten = null, all = null] = curves(COCO_AREAS.all, [1, 10, MOST_DETECTIONS]);
  const [small = null] = curves(COCO_AREAS.small, [MOST_DETECTIONS]);
  const [medium = null] = curves(COCO_AREAS.medium, [MOST_DETECTIONS]);
  const [large = null] = curves(COCO_AREAS.large, [MOST_DETECTIONS]);
  return { first, ten, all, small, medium, large };
}

/** The outcome of every detection at every IoU threshold, and how many truths count. */
function judge(groups: readonly CocoGroup[], count: number, range: AreaRange) {
  const outcomes = COCO_IOU_THRESHOLDS.map(() => new Uint8Array(count));
  const assigned = new Int32Array(MOST_DETECTIONS);
  let truths = 0;
  let start = 0;
  for (const group of groups) {
    const offered = orderTruths(group, range);
    for (const ignored of offered.ignored) truths += ignored ? 0 : 1;
    for (let t = 0; t < outcomes.length; t += 1) {
      const outcome = outcomes[t]!;
      matchGroup(group, offered, COCO_IOU_THRESHOLDS[t]!, assigned);
      for (let d = 0; d < group.detections.length; d += 1) {
        const area = group.detectionAreas[d]!;
        const outside = area < range[0] || area > range[1];
        const match = assigned[d]!;
        if (match >= 0) outcome[start + d] = offered.ignored[match]! ? IGNORED : RIGHT;
        else outcome[start + d] = outside ? IGNORED : WRONG;
      }
    }
    start += group.detections.length;
  }
  return { outcomes, truths };
}

/** The curve of the detections that are among the best `limit` of their image. */
function readCurve(
  outcome: Uint8Array,
  ranking: Int32Array,
  rankOnImage: Int32Array,
  limit: number,
  truths: number,
): Curve {
  // Precision at each true positive is enough: between them recall stands still.
  const atHit: number[] = [];
  let wrong = 0;
  for (const index of ranking) {
    if (rankOnImage[index]! >= limit) continue;
    if (outcome[index] === WRONG) wrong += 1;
    else if (outcome[index] === RIGHT) atHit.push((atHit.length + 1) / (atHit.length + 1 + wrong));
  }
  for (let hit = atHit.length - 2; hit >= 0; hit -= 1) {
    atHit[hit] = Math.max(atHit[hit]!, atHit[hit + 1]!);
  }
  let hit = 0;
  const precisions = COCO_RECALLS.map((recall) => {
    while (hit < atHit.length && (hit + 1) / truths < recall) hit += 1;
    return atHit[hit] ?? 0;
  });
  const ap = precisions.reduce((sum, value) => sum + value, 0) / precisions.length;
  return { ap, recall: atHit.length / truths, precisions };
}
