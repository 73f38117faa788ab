// Array reads are in range by construction, hence `!`.
import { COCO_RECALLS } from './average-precision.ts';
import {
  toCoco,
  type CocoDataset,
  type CocoDetection,
  type DetectionImage,
} from './coco-format.ts';
import {
  groupByCategory,
  matchGroup,
  orderTruths,
  type AreaRange,
  type CocoGroup,
} from './coco-matching.ts';
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

/**
 * The twelve COCO numbers, each in `[0, 1]` or `null` where there was nothing to find (pycocotools
 * writes −1). `ap` is the mean over ten IoU thresholds; `ar10` allows ten detections an image.
 */
export interface CocoSummary {
  readonly ap: number | null;
  readonly ap50: number | null;
  readonly ap75: number | null;
  readonly apSmall: number | null;
  readonly apMedium: number | null;
  readonly apLarge: number | null;
  readonly ar1: number | null;
  readonly ar10: number | null;
  readonly ar100: number | null;
  readonly arSmall: number | null;
  readonly arMedium: number | null;
  readonly arLarge: number | null;
}

/** The same for one category. */
export interface CocoCategory {
  readonly categoryId: number;
  readonly ap: number | null;
  readonly ap50: number | null;
  readonly ap75: number | null;
  readonly ar100: number | null;
  /** Envelope precision at IoU 0.5 at the 101 recalls of `COCO_RECALLS`. */
  readonly precision50: readonly number[] | null;
}

/** A whole evaluation. */
export interface CocoEvaluation {
  readonly summary: CocoSummary;
  /** By category id. */
  readonly categories: readonly CocoCategory[];
}

/**
 * Returns the COCO evaluation of box detections, equal to pycocotools: ten IoU thresholds, 101
 * recalls, at most 100 detections per image and category, crowds and sizes out of range ignored.
 *
 * @throws VisionError for a NaN score, a negative size, or a detection on an unknown image.
 */
export function evaluateCoco(
  dataset: CocoDataset,
  detections: readonly CocoDetection[],
): CocoEvaluation {
  const groups = groupByCategory(dataset, detections, MOST_DETECTIONS);
  const perCategory = [...groups].map(([id, members]) => ({ id, ...measureCategory(members) }));
  const over = (pick: (category: (typeof perCategory)[number]) => Curve[] | null) =>
    perCategory.flatMap((category) => pick(category) ?? []);
  const all = over((category) => category.all);
  return {
    summary: {
      ap: meanOf(all, (curve) => curve.ap),
      ap50: meanOf(atThreshold(all, 0), (curve) => curve.ap),
      ap75: meanOf(atThreshold(all, 5), (curve) => curve.ap),
      apSmall: meanOf(
        over((category) => category.small),
        (curve) => curve.ap,
      ),
      apMedium: meanOf(
        over((category) => category.medium),
        (curve) => curve.ap,
      ),
      apLarge: meanOf(
        over((category) => category.large),
        (curve) => curve.ap,
      ),
      ar1: meanOf(
        over((category) => category.first),
        (curve) => curve.recall,
      ),
      ar10: meanOf(
        over((category) => category.ten),
        (curve) => curve.recall,
      ),
      ar100: meanOf(all, (curve) => curve.recall),
      arSmall: meanOf(
        over((category) => category.small),
        (curve) => curve.recall,
      ),
      arMedium: meanOf(
        over((category) => category.medium),
        (curve) => curve.recall,
      ),
      arLarge: meanOf(
        over((category) => category.large),
        (curve) => curve.recall,
      ),
    },
    categories: perCategory.map(({ id, all: curves }) => ({
      categoryId: id,
      ap: meanOf(curves ?? [], (curve) => curve.ap),
      ap50: curves?.[0]?.ap ?? null,
      ap75: curves?.[5]?.ap ?? null,
      ar100: meanOf(curves ?? [], (curve) => curve.recall),
      precision50: curves?.[0]?.precisions ?? null,
    })),
  };
}

/** Returns {@link evaluateCoco} of images whose boxes are given by their corners. */
export function evaluateDetections(
  images: readonly DetectionImage[],
  classIds: readonly number[],
): CocoEvaluation {
  const { dataset, detections } = toCoco(images, classIds);
  return evaluateCoco(dataset, detections);
}

/** Only this many detections of a category count on one image. */
const MOST_DETECTIONS = 100;

/** One ranked list at one IoU threshold. */
interface Curve {
  readonly ap: number;
  readonly recall: number;
  readonly precisions: readonly number[];
}

/** What became of a detection at one threshold. */
const WRONG = 0;
const RIGHT = 1;
const IGNORED = 2;

/** Curves per IoU threshold for each combination that the twelve numbers read. */
function measureCategory(groups: readonly CocoGroup[]) {
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

/** The curves of one IoU threshold from a list that holds ten per category. */
function atThreshold(curves: readonly Curve[], index: number): Curve[] {
  return curves.filter((_, i) => i % COCO_IOU_THRESHOLDS.length === index);
}

function meanOf(curves: readonly Curve[], pick: (curve: Curve) => number): number | null {
  if (curves.length === 0) return null;
  return curves.reduce((sum, curve) => sum + pick(curve), 0) / curves.length;
}
