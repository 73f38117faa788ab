import {
  assign,
  averagePrecision,
  averagePrecision101,
  averagePrecision11,
  COCO_AREAS,
  evaluateCoco,
  evaluateVoc,
  groupByCategory,
  matchAnchors,
  matchGroup,
  matchSets,
  matchSsd,
  orderTruths,
  pairwiseIou,
  type CocoDataset,
  type CocoDetection,
} from '../../src/vision/index.ts';
import type { Adapter } from './adapters.ts';
import type { Reader } from './reader.ts';

/** Assignment and average precision. Where pycocotools writes −1, our functions say null. */
export const evaluationAdapters: Readonly<Record<string, Adapter>> = {
  matcher: (input) => bothMatches(input.matrix('iou'), input),
  matcher_from_boxes: (input) =>
    bothMatches(pairwiseIou(input.boxes('gt'), input.boxes('anchors')), input),
  ssd_matcher: (input) => matchSsd(input.matrix('iou'), input.number('threshold')),
  linear_sum_assignment: (input) => {
    const { rows, columns, total } = assign(input.matrix('cost'));
    return { rows, cols: columns, total };
  },
  detr_matcher: (input) => {
    const { rows, columns } = matchSets(
      {
        logits: input.matrix('pred_logits'),
        boxes: input.boxes('pred_boxes_cxcywh'),
        targetLabels: input.numbers('target_labels'),
        targetBoxes: input.boxes('target_boxes_cxcywh'),
      },
      {
        class: input.number('w_class'),
        l1: input.number('w_bbox'),
        giou: input.number('w_giou'),
      },
    );
    return { pred_idx: rows, target_idx: columns };
  },
  voc_ap: (input) => {
    const precisions = input.numbers('precision');
    const curve = input
      .numbers('recall')
      .map((recall, i) => ({ recall, precision: precisions[i] ?? NaN }));
    return { ap_11point: averagePrecision11(curve), ap_all_point: averagePrecision(curve) };
  },
  voc_eval: (input) => {
    const result = evaluateVoc(
      input.readers('gts').map((truth) => ({
        image: truth.text('image'),
        box: truth.quad('box'),
        difficult: truth.flag('difficult'),
      })),
      input.readers('dets').map((detection) => ({
        image: detection.text('image'),
        box: detection.quad('box'),
        score: detection.number('score'),
      })),
      input.number('iou_threshold', 0.5),
    );
    return {
      ap_11point: result.ap11 ?? 0,
      ap_all_point: result.ap ?? 0,
      recall: result.recall,
      precision: result.precision,
    };
  },
  coco_ap_101: (input) => {
    const flags = input.numbers('tp_flags_sorted_by_score');
    const { ap, precisions } = averagePrecision101(flags, input.number('npos'));
    return { ap_101point: ap ?? -1, precision_at_101_recalls: precisions ?? undefinedCurve };
  },
  coco_eval_bbox: (input) => {
    const dataset = datasetOf(input);
    const detections = detectionsOf(input);
    const { summary, categories } = evaluateCoco(dataset, detections);
    return {
      stats: Object.values(summary).map((value) => value ?? -1),
      per_category: Object.fromEntries(
        categories.map(({ categoryId, ap, ap50, ap75, ar100 }) => [
          categoryId,
          { ap: ap ?? -1, ap50: ap50 ?? -1, ap75: ap75 ?? -1, ar100: ar100 ?? -1 },
        ]),
      ),
      precision50: Object.fromEntries(
        categories.map(({ categoryId, precision50 }) => [
          categoryId,
          precision50 ?? undefinedCurve,
        ]),
      ),
      matches50: matchesAtHalf(dataset, detections),
    };
  },
};

const undefinedCurve = new Array<number>(101).fill(-1);

function bothMatches(ious: readonly (readonly number[])[], input: Reader) {
  const [high, low] = [input.number('high_threshold'), input.number('low_threshold')];
  return {
    allow_low_quality_false: matchAnchors(ious, { high, low }),
    allow_low_quality_true: matchAnchors(ious, { high, low, allowLowQuality: true }),
  };
}

function datasetOf(input: Reader): CocoDataset {
  return {
    images: input.readers('images').map((image) => ({ id: image.number('id') })),
    categories: input.readers('categories').map((category) => ({ id: category.number('id') })),
    annotations: input.readers('annotations').map((annotation) => ({
      id: annotation.number('id'),
      image_id: annotation.number('image_id'),
      category_id: annotation.number('category_id'),
      bbox: annotation.quad('bbox'),
      area: annotation.number('area'),
      iscrowd: annotation.number('iscrowd', 0),
    })),
  };
}

function detectionsOf(input: Reader): CocoDetection[] {
  return input.readers('detections').map((detection) => ({
    image_id: detection.number('image_id'),
    category_id: detection.number('category_id'),
    bbox: detection.quad('bbox'),
    score: detection.number('score'),
  }));
}

/** Who matched whom at IoU 0.5, under the reference's names: ids count from 1, 0 is nobody. */
function matchesAtHalf(dataset: CocoDataset, detections: readonly CocoDetection[]) {
  return [...groupByCategory(dataset, detections, 100).values()].flat().map((group) => {
    const offered = orderTruths(group, COCO_AREAS.all);
    const assigned = new Int32Array(group.detections.length);
    matchGroup(group, offered, 0.5, assigned);
    const ids = offered.order.map((g) => dataset.annotations[group.truths[g] ?? -1]?.id ?? 0);
    return {
      image_id: group.imageId,
      category_id: group.categoryId,
      dt_ids: group.detections.map((position) => position + 1),
      dt_matched_gt: Array.from(assigned, (match) => ids[match] ?? 0),
      dt_ignore: Array.from(assigned, (match) => (offered.ignored[match] === true ? 1 : 0)),
      gt_ids: ids,
      gt_ignore: offered.ignored.map(Number),
    };
  });
}
