import type { Box, Quad } from './boxes.ts';
import { checkBox } from './boxes.ts';
import { demand, VisionError } from './errors.ts';

/**
 * The parts of COCO's JSON that box evaluation reads, under COCO's own names. A `bbox` is
 * `[x, y, width, height]`.
 */
export interface CocoDataset {
  readonly images: readonly { readonly id: number }[];
  readonly categories: readonly { readonly id: number }[];
  readonly annotations: readonly CocoAnnotation[];
}

/** A true object. */
export interface CocoAnnotation {
  readonly id: number;
  readonly image_id: number;
  readonly category_id: number;
  readonly bbox: Quad;
  /** Decides its size class: of its mask where it has one, else width × height. */
  readonly area: number;
  /** 1 for a region with many objects: it may absorb any number of detections. */
  readonly iscrowd?: number;
}

/** A detection. */
export interface CocoDetection {
  readonly image_id: number;
  readonly category_id: number;
  readonly bbox: Quad;
  readonly score: number;
}

/** One image's truth and predictions, with boxes as corners. */
export interface DetectionImage {
  readonly truths: readonly TruthBox[];
  readonly predictions: readonly PredictedBox[];
}

/** A true object on an image. */
export interface TruthBox {
  readonly box: Box;
  readonly classId: number;
  /** Defaults to the area of the box. */
  readonly area?: number;
  /** Neither right nor wrong to detect. Default false. */
  readonly crowd?: boolean;
}

/** A predicted object on an image. */
export interface PredictedBox {
  readonly box: Box;
  readonly classId: number;
  readonly score: number;
}

/** Returns images with corner boxes in COCO's form; image ids are 1, 2, 3 … */
export function toCoco(
  images: readonly DetectionImage[],
  classIds: readonly number[],
): { dataset: CocoDataset; detections: CocoDetection[] } {
  const annotations: CocoAnnotation[] = [];
  const detections: CocoDetection[] = [];
  for (const [index, image] of images.entries()) {
    for (const { box, classId, area, crowd } of image.truths) {
      const bbox = sized(box);
      annotations.push({
        id: annotations.length + 1,
        image_id: index + 1,
        category_id: classId,
        bbox,
        area: area ?? bbox[2] * bbox[3],
        iscrowd: crowd === true ? 1 : 0,
      });
    }
    for (const { box, classId, score } of image.predictions) {
      detections.push({ image_id: index + 1, category_id: classId, bbox: sized(box), score });
    }
  }
  return {
    dataset: {
      images: images.map((_, index) => ({ id: index + 1 })),
      categories: classIds.map((id) => ({ id })),
      annotations,
    },
    detections,
  };
}

function sized(box: Box): Quad {
  checkBox(box);
  return [box[0], box[1], box[2] - box[0], box[3] - box[1]];
}

/** Throws a sentence about the first thing in a data set or detection list that has no meaning. */
export function checkCoco(dataset: CocoDataset, detections: readonly CocoDetection[]): void {
  const images = new Set(dataset.images.map((image) => image.id));
  for (const annotation of dataset.annotations) {
    checkSized(annotation.bbox, `Annotation ${annotation.id}`);
    demand(
      annotation.area >= 0,
      `Annotation ${annotation.id} must have an area of at least 0, got ${annotation.area}.`,
    );
  }
  for (const [index, detection] of detections.entries()) {
    checkSized(detection.bbox, `Detection ${index + 1}`);
    if (Number.isNaN(detection.score)) {
      throw new VisionError(`Detection ${index + 1} has the score NaN, which cannot be ranked.`);
    }
    if (!images.has(detection.image_id)) {
      throw new VisionError(
        `Detection ${index + 1} belongs to image ${detection.image_id}, which is not in the data set.`,
      );
    }
  }
}

function checkSized(bbox: Quad, name: string): void {
  const [x, y, width, height] = bbox;
  if (width >= 0 && height >= 0 && Number.isFinite(x + width) && Number.isFinite(y + height))
    return;
  throw new VisionError(
    `${name} must have a bbox [x, y, width, height] of finite numbers with sizes of at least 0, ` +
      `got [${bbox.join(', ')}].`,
  );
}
