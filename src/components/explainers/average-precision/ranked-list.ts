import { byDecreasingScore, type RankedDetection } from '../../../vision/index.ts';
import type { RankedCurve } from './evaluation.ts';

/** A box of a ranked list that may hold several classes. */
export interface RankedBox extends RankedDetection {
  readonly classId: number;
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

/** Returns what the boxes of a list's top amount to, where `truths` things are to be found. */
export function cutAt(top: readonly RankedBox[], truths: number): Cut {
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

/** Lines shown before and after the operating point. */
const NEIGHBOURS = 5;

/** Returns the lines around a place of the list, from 1. */
export function rowsAround(ranked: readonly RankedBox[], rank: number): RankedRow[] {
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
