/** Everything public of `src/vision`: pure functions on numbers, no DOM and no Node. */
export * from './boxes.ts';
export * from './box-coding.ts';
export * from './box-losses.ts';
export * from './errors.ts';
export * from './iou.ts';
export * from './nms.ts';
export * from './score-order.ts';
export * from './soft-nms.ts';
export * from './suppression-trace.ts';
