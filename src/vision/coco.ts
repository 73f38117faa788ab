import {
  COCO_IOU_THRESHOLDS,
  measureCategory,
  MOST_DETECTIONS,
  type Curve,
} from './coco-curves.ts';
import {
  toCoco,
  type CocoDataset,
  type CocoDetection,
  type DetectionImage,
} from './coco-format.ts';
import { groupByCategory } from './coco-matching.ts';

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

/** The curves of one IoU threshold from a list that holds ten per category. */
function atThreshold(curves: readonly Curve[], index: number): Curve[] {
  return curves.filter((_, i) => i % COCO_IOU_THRESHOLDS.length === index);
}

function meanOf(curves: readonly Curve[], pick: (curve: Curve) => number): number | null {
  if (curves.length === 0) return null;
  return curves.reduce((sum, curve) => sum + pick(curve), 0) / curves.length;
}
