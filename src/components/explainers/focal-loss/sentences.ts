import { iou, sigmoid, type Box } from '../../../vision/index.ts';
import { CLASS_WORDS, classOf } from '../../figures/detector-classes.ts';
import { counted, fixed, grouped } from '../../figures/number-text.ts';
import type { LogitSet, Sample } from './logits.ts';
import { logitOf, type Measured, type Method, type Shares } from './measure.ts';
import type { Kind } from './state.ts';

export const METHOD_NAMES: Record<Method, string> = {
  'cross-entropy': 'Cross-entropy',
  balanced: 'Cross-entropy with α',
  focal: 'Focal loss',
  mining: 'Mining, 3 : 1',
};

/** Returns a probability with as many decimals as it needs to say something. */
export function probabilityText(value: number): string {
  if (value === 0) return '0';
  const digits = Math.min(7, Math.max(2, 1 - Math.floor(Math.log10(Math.min(value, 1 - value)))));
  return fixed(value, digits);
}

/** Returns a loss with three digits that say something, never as a power of ten. */
export function lossText(value: number): string {
  if (value === 0) return '0';
  return fixed(value, Math.min(9, Math.max(2, 2 - Math.floor(Math.log10(value)))));
}

/** Returns a fraction as percent, one decimal. */
export function percent(value: number): string {
  return fixed(100 * value, 1);
}

/** The three shares in words. */
function sharesText({ easy, hard, positive }: Shares): string {
  return `${percent(easy)}\u00a0% easy negatives, ${percent(hard)}\u00a0% hard ones and ${percent(positive)}\u00a0% positives`;
}

/** What is summed up, in words. */
export function quantityText({ state }: Measured): string {
  return state.quantity === 'loss' ? 'loss' : 'gradient';
}

/** The result in a sentence. */
export function resultSentence(now: Measured): string {
  const { counts, state, shares } = now;
  const what = quantityText(now);
  const when =
    state.logits === 'start'
      ? `Before the first step every logit is ${fixed(logitOf(state.prior))}`
      : 'On this frame';
  return (
    `${when}, ${counted(counts.positives, 'positive')} against ${grouped(counts.negatives)} negatives. ` +
    `The focal ${what} with γ = ${fixed(state.gamma, 1)} and α = ${fixed(state.alpha)} is ` +
    `${sharesText(shares.focal)}; that of cross-entropy ${sharesText(shares['cross-entropy'])}.`
  );
}

/** Why an anchor is what it is: what it overlaps, and by how much. */
export function storyOf(set: LogitSet, sample: Sample, box: Box, kind: Kind): string {
  const overlaps = set.truth.map((thing) => ({ ...thing, overlap: iou(thing.box, box) }));
  const best = (own: boolean) =>
    overlaps
      .filter(({ classId }) => (classId === sample.classId) === own)
      .reduce<(typeof overlaps)[number] | undefined>(
        (most, each) => (each.overlap > (most?.overlap ?? 0) ? each : most),
        undefined,
      );
  const [same, other] = [best(true), best(false)];
  const [one] = CLASS_WORDS[classOf(sample.classId)];
  if (kind === 'positive') {
    return `It overlaps the ${one} that it has to find by ${fixed(same?.overlap ?? 0)}.`;
  }
  if (other && other.overlap >= 0.2 && other.overlap >= (same?.overlap ?? 0)) {
    const [thing] = CLASS_WORDS[classOf(other.classId)];
    return `It overlaps a ${thing} by ${fixed(other.overlap)}, and that is no ${one}.`;
  }
  if (same && same.overlap >= 0.05) {
    return `It overlaps a ${one} by ${fixed(same.overlap)}, too little to learn it, so training calls it background.`;
  }
  return 'It overlaps nothing that counts by more than a sliver.';
}

/** One anchor of a list in a sentence. */
export function sampleSentence(kind: Kind, rank: number, of: number, sample: Sample): string {
  const [one] = CLASS_WORDS[classOf(sample.classId)];
  const place = `${kind === 'negative' ? 'Negative' : 'Positive'} ${rank + 1} of ${of}`;
  return `${place}, hardest first: anchor ${grouped(sample.anchor)} says “${one}” with p = ${probabilityText(sigmoid(sample.logit))}.`;
}
