import {
  COCO_AREAS,
  COCO_IOU_THRESHOLDS,
  evaluateDetections,
  precisionEnvelope,
  precisionRecall,
  prepareDetections,
  rankDetections,
  type ClassDetections,
  type CocoEvaluation,
  type DetectionImage,
  type DetectionRanking,
  type PrecisionRecallPoint,
} from '../../../vision/index.ts';
import { CLASS_IDS } from '../../figures/detector-classes.ts';
import { averageOf, type Rule } from './rules.ts';

export const SIZES = [
  'all',
  'small',
  'medium',
  'large',
] as const satisfies readonly (keyof typeof COCO_AREAS)[];
export type Size = (typeof SIZES)[number];

export const CLASS_NUMBERS: readonly number[] = CLASS_IDS.map((_, index) => index);

/** The curve of one class at one IoU threshold and in one size class. */
export interface RankedCurve extends DetectionRanking {
  readonly classId: number;
  /** One point for each detection that is right or wrong, in order. */
  readonly points: readonly PrecisionRecallPoint[];
  /** The best precision at each point or beyond. */
  readonly envelope: readonly number[];
}

/**
 * One set of detections held against its truth. Everything is computed when it is first asked for, then
 * kept: moving a threshold evaluates nothing twice.
 */
export class Evaluation {
  readonly images: readonly DetectionImage[];
  readonly #prepared = new Map<number, ClassDetections>();
  #coco: CocoEvaluation | undefined;
  readonly #curves = new Map<string, RankedCurve>();

  constructor(images: readonly DetectionImage[]) {
    this.images = images;
  }

  /** The twelve numbers, and those of each class, by COCO's own evaluation. */
  get coco(): CocoEvaluation {
    this.#coco ??= evaluateDetections(this.images, CLASS_NUMBERS);
    return this.#coco;
  }

  /** The curve of a class at the IoU threshold of that place in COCO's ten. */
  curve(classId: number, iouIndex: number, size: Size): RankedCurve {
    const key = `${classId} ${iouIndex} ${size}`;
    let curve = this.#curves.get(key);
    if (!curve) {
      const ranking = rankDetections(
        this.#detectionsOf(classId),
        COCO_IOU_THRESHOLDS[iouIndex] ?? 0.5,
        COCO_AREAS[size],
      );
      const right = ranking.detections.flatMap(({ outcome }) =>
        outcome === 'ignored' ? [] : [outcome === 'right'],
      );
      const points = precisionRecall(right, ranking.truths);
      curve = { ...ranking, classId, points, envelope: precisionEnvelope(points) };
      this.#curves.set(key, curve);
    }
    return curve;
  }

  #detectionsOf(classId: number): ClassDetections {
    const own =
      this.#prepared.get(classId) ?? prepareDetections(this.images, [classId]).get(classId);
    if (!own) throw new RangeError(`There is no class ${classId}.`);
    this.#prepared.set(classId, own);
    return own;
  }

  /** AP of a class, or the mean over the classes that have something to find; `null` where there is nothing. */
  ap(classId: number | null, iouIndex: number, size: Size, rule: Rule): number | null {
    const classes = classId === null ? CLASS_NUMBERS : [classId];
    const aps = classes.flatMap((id) => averageOf(this.curve(id, iouIndex, size), rule) ?? []);
    return aps.length === 0 ? null : aps.reduce((sum, ap) => sum + ap, 0) / aps.length;
  }
}
