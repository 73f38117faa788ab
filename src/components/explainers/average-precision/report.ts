import { COCO_IOU_THRESHOLDS, type CocoSummary } from '../../../vision/index.ts';
import { chosenBox, type Chosen } from './chosen-box.ts';
import { drawnCurve, recallAt, type DrawnCurve } from './drawn-curve.ts';
import { drawnFrame, type DrawnFrame } from './drawn-frame.ts';
import { CLASS_NUMBERS, type Evaluation, type Size } from './evaluation.ts';
import { combPath, meanPath } from './paths.ts';
import { cutAt, rankTogether, rowsAround, type Cut, type RankedRow } from './ranked-list.ts';
import { recallsOf, summandsOf, type Rule, type Summand } from './rules.ts';
import { classIdOf, iouIndexOf, type ApState } from './state.ts';

/** What the figure shows of one evaluation in one state: only numbers and texts, so that a page can carry it. */
export interface Report extends DrawnFrame {
  readonly classId: number | null;
  readonly iouIndex: number;
  readonly size: Size;
  readonly rule: Rule;
  readonly truths: number;
  /** Boxes in the ranked list. */
  readonly count: number;
  readonly ap: number | null;
  /** AP of each class at the chosen threshold. */
  readonly classes: readonly (number | null)[];
  readonly curves: readonly DrawnCurve[];
  /** The mean of all curves, where all are shown. */
  readonly mean: string;
  /** Where a rule reads the curve of one class. */
  readonly comb: string;
  readonly summands: readonly Summand[];
  /** The most recall that the curve of one class reaches at a precision of at least 0.9. */
  readonly preciseRecall: number | null;
  readonly cut: Cut;
  readonly chosen: Chosen | null;
  /** The lines of the ranked list around the operating point. */
  readonly rows: readonly RankedRow[];
  /** The frame that is shown, from 0. */
  readonly frame: number;
}

/** What a page carries of its first state. */
export interface FirstState {
  readonly report: Report;
  readonly tens: readonly (number | null)[];
  /** The twelve numbers, and those of the detections as they are. */
  readonly summary: CocoSummary;
  readonly base: CocoSummary;
}

/** Returns what the figure shows of an evaluation in a state. */
export function reportOn(evaluation: Evaluation, state: ApState): Report {
  const { interpolation: rule, size } = state;
  const classId = classIdOf(state);
  const iouIndex = iouIndexOf(state);
  const shown = classId === null ? CLASS_NUMBERS : [classId];
  const curves = shown.map((id) => evaluation.curve(id, iouIndex, size));
  const ranked = rankTogether(curves);
  const truths = curves.reduce((sum, curve) => sum + curve.truths, 0);
  const rank =
    state.rank > 0
      ? Math.min(state.rank, ranked.length)
      : ranked.filter(({ score }) => score >= state.score).length;
  const top = ranked.slice(0, rank);
  const chosen = state.rank > 0 ? ranked[rank - 1] : undefined;
  const frame = chosen?.image ?? Math.min(state.frame, evaluation.images.length) - 1;
  const [only] = curves;
  return {
    classId,
    iouIndex,
    size,
    rule,
    truths,
    count: ranked.length,
    ap: evaluation.ap(classId, iouIndex, size, rule),
    classes: CLASS_NUMBERS.map((id) => evaluation.ap(id, iouIndex, size, rule)),
    curves: curves.map((curve) => drawnCurve(curve, top)),
    mean: classId === null ? meanPath(curves.filter((curve) => curve.truths > 0)) : '',
    comb: only && classId !== null ? combPath(only, recallsOf(rule)) : '',
    summands: only && classId !== null ? summandsOf(only, rule) : [],
    preciseRecall: only && classId !== null ? recallAt(only, 0.9) : null,
    cut: cutAt(top, truths),
    chosen: chosen ? chosenBox(chosen, rank, evaluation, ranked, iouIndex) : null,
    rows: rowsAround(ranked, rank),
    frame,
    ...drawnFrame(evaluation, frame, ranked, { rank, shown, size }),
  };
}

/** Returns AP of a state's class, size and rule at each of COCO's ten IoU thresholds. */
export function tensOf(
  evaluation: Evaluation,
  state: Pick<ApState, 'class' | 'size' | 'interpolation'>,
): (number | null)[] {
  return COCO_IOU_THRESHOLDS.map((_, index) =>
    evaluation.ap(classIdOf(state), index, state.size, state.interpolation),
  );
}
