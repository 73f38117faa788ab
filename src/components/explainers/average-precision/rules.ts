import {
  averagePrecision,
  COCO_RECALLS,
  sampleEnvelope,
  VOC_RECALLS,
  type PrecisionRecallPoint,
} from '../../../vision/index.ts';

/** The three ways to read an area from a curve. */
export const RULES = ['coco101', 'all-points', 'voc11'] as const;
export type Rule = (typeof RULES)[number];

export const RULE_NAMES: Record<Rule, string> = {
  coco101: 'COCO, 101 points',
  'all-points': 'All points',
  voc11: 'VOC, 11 points',
};

/** The recalls at which a rule reads the envelope; none for the rule that takes all of it. */
export function recallsOf(rule: Rule): readonly number[] {
  if (rule === 'all-points') return [];
  return rule === 'voc11' ? VOC_RECALLS : COCO_RECALLS;
}

/** A curve, as far as a rule reads it. */
interface Readable {
  readonly points: readonly PrecisionRecallPoint[];
  readonly truths: number;
}

/** Returns AP by a rule; `null` where there is nothing to find. */
export function averageOf({ points, truths }: Readable, rule: Rule): number | null {
  if (truths === 0) return null;
  if (rule === 'all-points') return averagePrecision(points);
  const values = sampleEnvelope(points, recallsOf(rule));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A run of equal terms in the sum that a rule makes. */
export interface Summand {
  /** The recalls that it covers, or the first and last at which the envelope was read. */
  readonly from: number;
  readonly to: number;
  readonly precision: number;
  /** How much it adds: readings, or the width in recall. */
  readonly weight: number;
}

/** Returns what a rule adds up, equal neighbours together: Σ precision × weight, over the readings, is AP. */
export function summandsOf({ points, truths }: Readable, rule: Rule): Summand[] {
  if (truths === 0) return [];
  const recalls = rule === 'all-points' ? points.map(({ recall }) => recall) : recallsOf(rule);
  const values = sampleEnvelope(points, recalls);
  const summands: Summand[] = [];
  let before = 0;
  for (const [index, recall] of recalls.entries()) {
    const precision = values[index] ?? 0;
    const weight = rule === 'all-points' ? recall - before : 1;
    const from = rule === 'all-points' ? before : recall;
    before = recall;
    if (weight === 0) continue;
    const last = summands.at(-1);
    if (last?.precision === precision) {
      summands.splice(-1, 1, { ...last, to: recall, weight: last.weight + weight });
    } else summands.push({ from, to: recall, precision, weight });
  }
  return summands;
}
