import { CLASS_WORDS, classOf } from '../../figures/detector-classes.ts';
import { counted, fixed, grouped } from '../../figures/number-text.ts';
import type { TruthItem } from '../../figures/street-truth.ts';
import { fateOf, type Fate, type Measured, type Pair } from './measure.ts';

/** Returns what a truth is called: `person, 34 × 66 px`. */
export function thingText({ classId, box: [x1, y1, x2, y2] }: TruthItem): string {
  return `${CLASS_WORDS[classOf(classId)][0]}, ${fixed(x2 - x1, 0)} × ${fixed(y2 - y1, 0)} px`;
}

/** How many truths have at least one positive under the chosen rule. */
export function taught({ now }: Pick<Measured, 'now'>): number {
  return now.perTruth.filter((count) => count > 0).length;
}

/** Who learns from whom, in words. */
export function assignmentSentence(measured: Measured): string {
  const { now, state, candidates, set } = measured;
  const things = state.truths.length;
  if (things === 0) {
    return `There is no truth: all ${grouped(candidates)} ${candidatesOf(measured)} are background.`;
  }
  if (set.anchors.length === 0) return 'These settings leave no anchor.';
  const all = things === 1 ? 'The only thing' : `${taught(measured)} of ${things} things`;
  const has = things === 1 ? (taught(measured) === 1 ? 'has' : 'does not have') : 'have';
  const positives = `${all} ${has} a positive: ${grouped(now.positives)} of ${grouped(candidates)} ${candidatesOf(measured)}`;
  if (state.method === 'iou') {
    return `${positives}. ${grouped(now.ignored)} ${now.ignored === 1 ? 'is' : 'are'} ignored, ${grouped(now.negatives)} background.`;
  }
  return state.method === 'fcos'
    ? `${positives}, the rest is background.`
    : `${positives}, one for each thing, at the least total cost.`;
}

function candidatesOf({ state }: Measured): string {
  return state.method === 'fcos' ? 'cells' : 'anchors';
}

const FATES: Record<Fate, string> = {
  positive: 'is positive',
  forced: 'is positive by force, as the best there is',
  ignored: 'is ignored',
  background: 'is background',
};

/** What the looked-at anchor is, in words; empty without any. */
export function pairSentence(measured: Measured, pair: Pair | undefined): string {
  const truth = pair && measured.state.truths[pair.thing];
  if (!truth) return '';
  const thing = thingText(truth).replace(/,.*/, '');
  const count = measured.now.perTruth[pair.thing] ?? 0;
  const has = `The chosen ${thing} has ${counted(count, 'positive')}`;
  if (measured.state.method === 'fcos') return `${has}.`;
  return `${has}; the anchor looked at overlaps it by ${fixed(pair.iou)} and ${FATES[fateOf(measured, pair.anchor)]}.`;
}

/** What the set covers on other streets, in words. */
export function coverageSentence({ coverage }: Pick<Measured, 'coverage'>): string {
  return `${percent(coverage.recall)} of the boxes have an anchor at IoU 0.5 or more where they stand. If an anchor of every shape stood exactly on every box, it would be ${percent(coverage.recallOfShapes)}: the difference is what the grid costs.`;
}

/** Returns a share in per cent with one decimal; only all is 100 %. */
export function percent(share: number): string {
  const text = fixed(Math.min(100 * share, share < 1 ? 99.9 : 100), 1);
  return `${text}\u00a0%`;
}
