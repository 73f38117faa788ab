import { CLASS_IDS } from '../../figures/detector-classes.ts';
import { choiceField, defineState, flagField, numberField } from '../../figures/state-codec.ts';
import { SIZES, type Size } from './evaluation.ts';
import { AS_DETECTED, type Experiment } from './experiment.ts';
import { RULES, type Rule } from './rules.ts';

export const CLASS_CHOICES = [...CLASS_IDS, 'all'] as const;
export type ClassChoice = (typeof CLASS_CHOICES)[number];

/** What the reader can set. */
export interface ApState {
  /** IoU from which a box finds a truth: one of COCO's ten. */
  readonly iou: number;
  /** The operating point: boxes from this score on. */
  readonly score: number;
  /** One class, or the mean over all. */
  readonly class: ClassChoice;
  /** How the curve is read. */
  readonly interpolation: Rule;
  readonly size: Size;
  /** Place of the chosen box in the ranked list, from 1; 0 follows the score. */
  readonly rank: number;
  /** The frame that is shown while no box is chosen, from 1. */
  readonly frame: number;
  readonly nms: number;
  readonly jitter: number;
  readonly seed: number;
  readonly copies: number;
  readonly 'copy-score': number;
  readonly 'equal-scores': boolean;
}

/** The frame that the page is built with, from 1. */
export const FIRST_FRAME = 42;

export const apState = defineState<ApState>({
  iou: numberField({ initial: 0.5, min: 0.5, max: 0.95, step: 0.05 }),
  score: numberField({ initial: 0.5, min: 0, max: 1, step: 0.01 }),
  class: choiceField<ClassChoice>('person', CLASS_CHOICES),
  interpolation: choiceField<Rule>('coco101', RULES),
  size: choiceField<Size>('all', SIZES),
  rank: numberField({ initial: 0, min: 0, max: 99_999, step: 1 }),
  frame: numberField({ initial: FIRST_FRAME, min: 1, max: 60, step: 1 }),
  nms: numberField({ initial: AS_DETECTED.nms, min: 0.1, max: 1, step: 0.05 }),
  jitter: numberField({ initial: 0, min: 0, max: 6, step: 0.1 }),
  seed: numberField({ initial: 1, min: 1, max: 9999, step: 1 }),
  copies: numberField({ initial: 0, min: 0, max: 3, step: 1 }),
  'copy-score': numberField({ initial: AS_DETECTED.copyScore, min: 0.1, max: 1, step: 0.05 }),
  'equal-scores': flagField(false),
});

/** Returns the part of a state that changes the detections themselves. */
export function experimentOf(state: ApState): Experiment {
  const { nms, jitter, seed, copies, 'copy-score': copyScore, 'equal-scores': equalScores } = state;
  return { nms, jitter, seed, copies, copyScore, equalScores };
}

/** Returns the place of a state's IoU threshold among COCO's ten. */
export function iouIndexOf({ iou }: Pick<ApState, 'iou'>): number {
  return Math.round((iou - 0.5) / 0.05);
}

/** Returns the number of a state's class, or `null` for all. */
export function classIdOf(state: Pick<ApState, 'class'>): number | null {
  const place = CLASS_CHOICES.indexOf(state.class);
  return place < CLASS_IDS.length ? place : null;
}
