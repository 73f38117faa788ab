/**
 * Confidence intervals of average precision by resampling whole worlds: frames of one street are alike, so that
 * resampling frames would promise too much. Every detection is matched once; a resampling only weighs.
 */
import {
  byDecreasingScore,
  COCO_IOU_THRESHOLDS,
  COCO_RECALLS,
  matchDetections,
  type DetectionImage,
} from '../../src/vision/index.ts';
import { resamplings } from '../resampling.ts';

/** The detections of one class in all frames, best first. */
interface Ranking {
  readonly worldOf: Int32Array;
  /** Per IoU threshold and detection: 1 right, 0 wrong, 2 neither. */
  readonly outcomes: readonly Uint8Array[];
  readonly truthsOfWorld: Float64Array;
}

const WRONG = 0;
const RIGHT = 1;
const NEITHER = 2;

/** A frame with the world that it shows; worlds are numbered from 0 without gaps. */
export interface WorldImage extends DetectionImage {
  readonly world: number;
}

/** Returns the matched and ranked detections, one entry per class. */
export function rankAll(images: readonly WorldImage[], classIds: readonly number[]): Ranking[] {
  const worlds = Math.max(0, ...images.map(({ world }) => world + 1));
  const rows = classIds.map(() => ({
    scores: [] as number[],
    worlds: [] as number[],
    outcomes: COCO_IOU_THRESHOLDS.map(() => [] as number[]),
    truths: new Float64Array(worlds),
  }));
  for (const { world, truths, predictions } of images) {
    for (const { classId, crowd } of truths) {
      const row = rows[classIds.indexOf(classId)];
      if (row && crowd !== true) row.truths[world] = (row.truths[world] ?? 0) + 1;
    }
    for (const { classId, score } of predictions) {
      const row = rows[classIds.indexOf(classId)];
      row?.scores.push(score);
      row?.worlds.push(world);
    }
    for (const [t, threshold] of COCO_IOU_THRESHOLDS.entries()) {
      const { truthOf, ignored } = matchDetections(predictions, truths, threshold);
      for (const [index, { classId }] of predictions.entries()) {
        const outcome = ignored[index] ? NEITHER : (truthOf[index] ?? -1) >= 0 ? RIGHT : WRONG;
        rows[classIds.indexOf(classId)]?.outcomes[t]?.push(outcome);
      }
    }
  }
  return rows.map(({ scores, worlds: worldOf, outcomes, truths }) => {
    const order = byDecreasingScore(scores);
    return {
      worldOf: Int32Array.from(order, (index) => worldOf[index] ?? 0),
      outcomes: outcomes.map((list) => Uint8Array.from(order, (index) => list[index] ?? WRONG)),
      truthsOfWorld: truths,
    };
  });
}

/**
 * Returns COCO's AP of one class at one IoU threshold when world w counts `weights[w]` times; `null` without
 * truths. With weights of 1 it is the AP of `evaluateCoco`.
 */
function weightedAp(
  { worldOf, truthsOfWorld }: Ranking,
  outcome: Uint8Array,
  weights: Float64Array,
): number | null {
  const truths = truthsOfWorld.reduce(
    (sum, count, world) => sum + count * (weights[world] ?? 0),
    0,
  );
  if (truths === 0) return null;
  const recalls: number[] = [];
  const precisions: number[] = [];
  let right = 0;
  let all = 0;
  for (let rank = 0; rank < outcome.length; rank += 1) {
    if (outcome[rank] === NEITHER) continue;
    const weight = weights[worldOf[rank] ?? 0] ?? 0;
    all += weight;
    if (outcome[rank] !== RIGHT || weight === 0) continue;
    right += weight;
    recalls.push(right / truths);
    precisions.push(right / all);
  }
  for (let hit = precisions.length - 2; hit >= 0; hit -= 1) {
    precisions[hit] = Math.max(precisions[hit] ?? 0, precisions[hit + 1] ?? 0);
  }
  let hit = 0;
  let sum = 0;
  for (const recall of COCO_RECALLS) {
    while (hit < recalls.length && (recalls[hit] ?? 0) < recall) hit += 1;
    sum += precisions[hit] ?? 0;
  }
  return sum / COCO_RECALLS.length;
}

/** AP over ten IoU thresholds, at 0.50 and at 0.75. */
export interface Aps {
  readonly ap: number;
  readonly ap50: number;
  readonly ap75: number;
}

/** Returns the APs, averaged over the classes that have truths, under weights of the worlds. */
export function weightedAps(rankings: readonly Ranking[], weights: Float64Array): Aps {
  const byThreshold = COCO_IOU_THRESHOLDS.map((_, t) => {
    const values = rankings.flatMap((ranking) => {
      const value = weightedAp(ranking, ranking.outcomes[t] ?? new Uint8Array(0), weights);
      return value === null ? [] : [value];
    });
    return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  });
  return {
    ap: byThreshold.reduce((sum, value) => sum + value, 0) / byThreshold.length,
    ap50: byThreshold[0] ?? 0,
    ap75: byThreshold[5] ?? 0,
  };
}

/** Returns the APs of `count` resamplings of the worlds that `present` lists. */
export function resample(
  rankings: readonly Ranking[],
  present: readonly number[],
  count: number,
): Aps[] {
  const worlds = rankings[0]?.truthsOfWorld.length ?? 0;
  return drawWorlds(present, worlds, count).map((weights) => weightedAps(rankings, weights));
}

/** Returns how often each of `worlds` worlds counts when `present` is drawn with replacement, `count` times, from a seed. */
export function drawWorlds(
  present: readonly number[],
  worlds: number,
  count: number,
): Float64Array[] {
  return resamplings(present, count).map((drawn) => {
    const weights = new Float64Array(worlds);
    for (const world of drawn) weights[world] = (weights[world] ?? 0) + 1;
    return weights;
  });
}
