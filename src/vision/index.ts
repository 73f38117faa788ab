/** Everything public of `src/vision`: pure functions on numbers, no DOM and no Node. */
export * from './average-precision.ts';
export * from './box-coding.ts';
export * from './box-losses.ts';
export * from './boxes.ts';
export * from './coco-format.ts';
export * from './coco-matching.ts';
export * from './coco.ts';
export * from './detection-matching.ts';
export * from './errors.ts';
export * from './iou.ts';
export * from './nms.ts';
export * from './precision-recall.ts';
export * from './score-order.ts';
export * from './soft-nms.ts';
export * from './suppression-trace.ts';
export * from './voc.ts';
