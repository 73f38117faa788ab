import {
  area,
  byDecreasingScore,
  COCO_AREAS,
  COCO_IOU_THRESHOLDS,
  type Box,
  type CocoSummary,
  type RankedDetection,
} from '../../../vision/index.ts';
import { CLASS_NUMBERS, type Evaluation, type RankedCurve, type Size } from './evaluation.ts';
import { combPath, envelopePath, linePath, meanPath } from './paths.ts';
import { findingOf, type Finding } from './reasons.ts';
import { recallsOf, summandsOf, type Rule, type Summand } from './rules.ts';
import { classIdOf, iouIndexOf, type ApState } from './state.ts';

/** A box of a ranked list that may hold several classes. */
export interface RankedBox extends RankedDetection {
  readonly classId: number;
}

/** Everything down to one box of the list: the operating point. */
export interface Cut {
  /** Boxes counted so far, those that count neither way included. */
  readonly rank: number;
  /** The lowest score among them; `null` where there is none. */
  readonly score: number | null;
  readonly right: number;
  readonly wrong: number;
  readonly ignored: number;
  /** `null` where nothing was judged, or nothing is there to find. */
  readonly precision: number | null;
  readonly recall: number | null;
}

/** The box that the reader chose. */
export interface Chosen {
  readonly rank: number;
  readonly box: Box;
  readonly classId: number;
  readonly score: number;
  readonly finding: Finding;
  /** The class and the corners of the truth that decides, if one does. */
  readonly thing: { readonly box: Box; readonly classId: number } | null;
}

/** One box as it is drawn on its frame. */
export interface DrawnBox {
  readonly box: Box;
  readonly classId: number;
  readonly score: number;
  readonly outcome: RankedDetection['outcome'];
  /** Place in the ranked list, from 1. */
  readonly rank: number;
  /** Whether it is above the operating point. */
  readonly kept: boolean;
}

/** One line of the ranked list: what is counted down to this box. */
export interface RankedRow {
  readonly rank: number;
  /** From 0. */
  readonly frame: number;
  readonly classId: number;
  readonly score: number;
  readonly outcome: RankedDetection['outcome'];
  readonly right: number;
  readonly wrong: number;
}

/** A class on the chart. */
export interface DrawnCurve {
  readonly classId: number;
  readonly line: string;
  readonly envelope: string;
  /** The operating point on this curve; `null` before its first judged box. */
  readonly mark: { readonly recall: number; readonly precision: number } | null;
}

/** What the figure shows of one evaluation in one state: only numbers and texts, so that a page can carry it. */
export interface Report {
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
  readonly boxes: readonly DrawnBox[];
  readonly things: readonly {
    readonly box: Box;
    readonly classId: number;
    readonly found: boolean;
  }[];
}

/** What a page carries of its first state. */
export interface FirstState {
  readonly report: Report;
  readonly tens: readonly (number | null)[];
  /** The twelve numbers, and those of the detections as they are. */
  readonly summary: CocoSummary;
  readonly base: CocoSummary;
}

/** Returns the boxes of some curves in one list, by decreasing score. */
export function rankTogether(curves: readonly RankedCurve[]): RankedBox[] {
  const all = curves.flatMap(({ classId, detections }) =>
    detections.map((detection) => ({ ...detection, classId })),
  );
  if (curves.length === 1) return all;
  const order = byDecreasingScore(all.map(({ score }) => score));
  return Array.from(order, (place) => all[place]).filter((box) => box !== undefined);
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
    curves: curves.map((curve) => ({
      classId: curve.classId,
      line: curve.truths === 0 ? '' : linePath(curve.points),
      envelope: curve.truths === 0 ? '' : envelopePath(curve),
      mark: markOn(curve, top),
    })),
    mean: classId === null ? meanPath(curves.filter((curve) => curve.truths > 0)) : '',
    comb: only && classId !== null ? combPath(only, recallsOf(rule)) : '',
    summands: only && classId !== null ? summandsOf(only, rule) : [],
    preciseRecall: only && classId !== null ? recallAt(only, 0.9) : null,
    cut: cutAt(top, truths),
    chosen: chosen ? describe(chosen, rank, evaluation, ranked, iouIndex) : null,
    rows: rowsAround(ranked, rank),
    frame,
    ...frameOf(evaluation, frame, ranked, { rank, shown, size }),
  };
}

/** The most recall that a curve reaches at a precision of at least `precision`; `null` if it never does. */
function recallAt({ points }: RankedCurve, precision: number): number | null {
  return points.findLast((point) => point.precision >= precision)?.recall ?? null;
}

function cutAt(top: readonly RankedBox[], truths: number): Cut {
  const count = (outcome: RankedBox['outcome']): number =>
    top.filter((box) => box.outcome === outcome).length;
  const right = count('right');
  const wrong = count('wrong');
  return {
    rank: top.length,
    score: top.at(-1)?.score ?? null,
    right,
    wrong,
    ignored: count('ignored'),
    precision: right + wrong === 0 ? null : right / (right + wrong),
    recall: truths === 0 ? null : right / truths,
  };
}

/** Lines shown before and after the operating point. */
const NEIGHBOURS = 5;

function rowsAround(ranked: readonly RankedBox[], rank: number): RankedRow[] {
  const first = Math.max(0, Math.min(rank - 1 - NEIGHBOURS, ranked.length - 2 * NEIGHBOURS - 1));
  const before = cutAt(ranked.slice(0, first), 0);
  let { right, wrong } = before;
  return ranked.slice(first, first + 2 * NEIGHBOURS + 1).map((box, offset) => {
    if (box.outcome === 'right') right += 1;
    if (box.outcome === 'wrong') wrong += 1;
    const { image: frame, classId, score, outcome } = box;
    return { rank: first + offset + 1, frame, classId, score, outcome, right, wrong };
  });
}

function markOn(curve: RankedCurve, top: readonly RankedBox[]): DrawnCurve['mark'] {
  const judged = top.filter(
    ({ classId, outcome }) => classId === curve.classId && outcome !== 'ignored',
  ).length;
  const point = curve.points[judged - 1];
  if (!point || curve.truths === 0) return null;
  return { recall: point.recall, precision: point.precision };
}

function describe(
  box: RankedBox,
  rank: number,
  { images }: Evaluation,
  ranked: readonly RankedBox[],
  iouIndex: number,
): Chosen | null {
  const image = images[box.image];
  const prediction = image?.predictions[box.index];
  if (!image || !prediction) return null;
  const own = ranked.filter(({ classId }) => classId === box.classId);
  const finding = findingOf(box, image, own, COCO_IOU_THRESHOLDS[iouIndex] ?? 0.5);
  const thing = image.truths[finding.truth];
  return {
    rank,
    box: prediction.box,
    classId: box.classId,
    score: box.score,
    finding,
    thing: thing ? { box: thing.box, classId: thing.classId } : null,
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

function frameOf(
  { images }: Evaluation,
  frame: number,
  ranked: readonly RankedBox[],
  { rank, shown, size }: { rank: number; shown: readonly number[]; size: Size },
): Pick<Report, 'boxes' | 'things'> {
  const image = images[frame];
  if (!image) return { boxes: [], things: [] };
  const here = ranked.flatMap((box, place) =>
    box.image === frame ? [{ ...box, rank: place + 1, kept: place < rank }] : [],
  );
  const found = new Set(
    here.flatMap(({ outcome, kept, truth }) => (outcome === 'right' && kept ? [truth] : [])),
  );
  const [least, most] = COCO_AREAS[size];
  return {
    boxes: here
      .toSorted((a, b) => a.index - b.index)
      .flatMap(({ index, classId, score, outcome, rank: own, kept }) => {
        const box = image.predictions[index]?.box;
        return box ? [{ box, classId, score, outcome, rank: own, kept }] : [];
      }),
    things: image.truths.flatMap(({ box, classId, crowd }, place) => {
      const counts = crowd !== true && area(box) >= least && area(box) <= most;
      return counts && shown.includes(classId) ? [{ box, classId, found: found.has(place) }] : [];
    }),
  };
}
