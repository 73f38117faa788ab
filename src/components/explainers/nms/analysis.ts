import { iou, type Suppression } from '../../../vision/index.ts';
import { once } from '../../figures/once.ts';
import type { Detections } from './detections.ts';
import { judge, MATCH_IOU, pictureAp, type Judgement, type PictureAp } from './judge.ts';
import { trace, type Kept, type Settings } from './suppression.ts';

/** Where one prediction stands: below the score threshold, still waiting, kept, or suppressed. */
export type Fate = 'hidden' | 'waiting' | 'kept' | 'gone';

/** What the figure knows about one picture at one setting and one step. */
export interface Analysis {
  readonly settings: Settings;
  readonly detections: Detections;
  readonly run: Suppression;
  /** Rounds that are shown; `run.rounds.length` when the algorithm is finished. */
  readonly step: number;
  readonly finished: boolean;
  /** Per prediction. */
  readonly fates: readonly Fate[];
  readonly kept: Kept;
  /** Counts: at or above the score threshold, and suppressed so far. */
  readonly shown: number;
  readonly suppressed: number;
  /** `null` where no truth is known. */
  readonly judgement: Judgement | null;
  readonly ap: PictureAp | null;
  /** Missed truths for which a good prediction was there and was suppressed. */
  readonly lost: readonly number[];
  /**
   * The prediction whose end is worth a look: one that a truth misses, else the closest call, else
   * the best of those kept; −1 if nothing scores enough.
   */
  readonly telling: number;
}

/** Returns the analysis; `step` beyond the last round means finished. */
export function analyse(detections: Detections, settings: Settings, step: number): Analysis {
  const { predictions, truth, uncounted } = detections;
  const run = trace(predictions, settings);
  const rounds = Math.min(step, run.rounds.length);
  const fates = predictions.scores.map((_, index): Fate => {
    const round = run.decidedIn[index] ?? -1;
    if (round === -1) return 'hidden';
    if (round >= rounds) return 'waiting';
    return (run.removedBy[index] ?? -1) >= 0 ? 'gone' : 'kept';
  });
  const indices = run.kept.slice(0, rounds);
  const kept = { indices, scores: run.rounds.slice(0, rounds).map((round) => round.score) };
  const judgement = truth && judge(predictions, kept, truth, uncounted);
  const suppressed = fates.filter((fate) => fate === 'gone').length;
  const lost = (judgement?.missed ?? []).filter(
    (thing) => bestGone(detections, fates, thing) !== -1,
  );
  const first = lost[0];
  // Not every figure shows it.
  const ap = once(() => truth && pictureAp(predictions, kept, truth, uncounted));
  return {
    settings,
    detections,
    run,
    step: rounds,
    finished: rounds === run.rounds.length,
    fates,
    kept,
    shown: fates.filter((fate) => fate !== 'hidden').length,
    suppressed,
    judgement,
    get ap() {
      return ap();
    },
    lost,
    telling: first === undefined ? closestOrBest(run, fates) : bestGone(detections, fates, first),
  };
}

/** The suppressed prediction of best score that would have found a truth, or −1. */
function bestGone(detections: Detections, fates: readonly Fate[], thing: number): number {
  const target = detections.truth?.[thing];
  const { boxes, scores, classes } = detections.predictions;
  let best = -1;
  for (const [index, box] of boxes.entries()) {
    if (!target || fates[index] !== 'gone' || classes[index] !== target.classId) continue;
    if (iou(box, target.box) < MATCH_IOU) continue;
    if (best === -1 || (scores[index] ?? 0) > (scores[best] ?? 0)) best = index;
  }
  return best;
}

/** The suppressed prediction of the smallest overlap; if none is, the best that is kept, or −1. */
function closestOrBest(run: Suppression, fates: readonly Fate[]): number {
  let closest = run.kept[0] ?? -1;
  let least = Infinity;
  for (const { effects } of run.rounds) {
    for (const { index, overlap, removed } of effects) {
      if (!removed || fates[index] !== 'gone' || overlap >= least) continue;
      least = overlap;
      closest = index;
    }
  }
  return closest;
}
