import type { AssignmentRule } from '../../../vision/index.ts';

/** Which anchors learned what while the detector was trained: `training/detector/anchors.py`. */
export const RULE: AssignmentRule = { positive: 0.5, negative: 0.4, atLeast: 5, loosest: 0.3 };

/** The focal loss that the detector was trained with: `training/detector/losses.py`. */
export const TRAINED = { gamma: 2, alpha: 0.25 } as const;

/** The probability that every anchor and class began with: `training/detector/model.py`. */
export const PRIOR = 0.01;
