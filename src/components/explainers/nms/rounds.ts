import { iou } from '../../../vision/index.ts';
import { CLASS_WORDS, classOf } from '../../figures/detector-classes.ts';
import { counted } from '../../figures/number-text.ts';
import type { Analysis } from './analysis.ts';
import { MATCH_IOU } from './judge.ts';

/** One row of the table of rounds. */
export interface RoundRow {
  readonly round: number;
  readonly kept: number;
  readonly className: string;
  readonly score: number;
  /** Deleted in this round (greedy, DIoU) or pushed below the score threshold (soft). */
  readonly removed: number;
  /** Lowered but still in (soft). */
  readonly lowered: number;
  /** Of the removed: copies of the same thing, boxes of another thing, boxes of nothing. */
  readonly own: number;
  readonly others: number;
  /** `10 of itself, 3 of another person`; empty where nothing was removed or no truth is known. */
  readonly ofWhich: string;
}

/** Returns all rounds of the algorithm, with what each removed. */
export function roundRows(now: Analysis): RoundRow[] {
  const { predictions } = now.detections;
  const thing = thingsUnder(now);
  return now.run.rounds.map(({ kept, score, effects }, index) => {
    const removed = effects.filter((effect) => effect.removed);
    const id = classOf(predictions.classes[kept] ?? 0);
    const target = thing[kept] ?? -1;
    const own = removed.filter((it) => target !== -1 && thing[it.index] === target).length;
    const others = removed.filter((it) => {
      const under = thing[it.index] ?? -1;
      return under !== -1 && under !== target;
    }).length;
    const stray = removed.length - own - others;
    const ofWhich = now.detections.truth
      ? [
          own > 0 ? `${own} of itself` : '',
          others > 0 ? `${others} of ${others === 1 ? 'another thing' : 'other things'}` : '',
          stray > 0 ? `${counted(stray, 'stray box', 'stray boxes')}` : '',
        ]
          .filter((part) => part !== '')
          .join(', ')
      : '';
    return {
      round: index + 1,
      kept,
      className: CLASS_WORDS[id][0],
      score,
      removed: removed.length,
      lowered: effects.length - removed.length,
      own,
      others,
      ofWhich,
    };
  });
}

/** Per prediction: the truth of its class that it overlaps most, from `MATCH_IOU` on, or −1. */
function thingsUnder(now: Analysis): number[] {
  const { predictions, truth } = now.detections;
  return predictions.boxes.map((box, index) => {
    let best = -1;
    let most = MATCH_IOU;
    for (const [number, thing] of (truth ?? []).entries()) {
      if (thing.classId !== predictions.classes[index]) continue;
      const overlap = iou(thing.box, box);
      if (overlap < most) continue;
      most = overlap;
      best = number;
    }
    return best;
  });
}
