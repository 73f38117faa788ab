import { CLASS_IDS, CLASS_WORDS, classOf } from '../../figures/detector-classes.ts';
import { counted } from '../../figures/number-text.ts';
import type { TruthItem } from '../../figures/street-truth.ts';
import type { Analysis } from './analysis.ts';

/** Returns `2 people and 1 car` for a list of things. */
export function listThings(things: readonly TruthItem[]): string {
  const parts = CLASS_IDS.flatMap((id, classId) => {
    const count = things.filter((thing) => thing.classId === classId).length;
    return count === 0 ? [] : [counted(count, ...CLASS_WORDS[id])];
  });
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** What went wrong, in parts that can be emphasised; empty strings where nothing did. */
export interface Outcome {
  /** Lost to suppression: a good prediction was there. */
  readonly lost: string;
  /** Never found: no prediction above the score threshold fits. */
  readonly unseen: string;
  readonly duplicates: string;
}

/** Returns the outcome of a finished or unfinished run, in words. */
export function outcome(now: Analysis): Outcome {
  const { judgement, lost } = now;
  const truth = now.detections.truth;
  if (!judgement || !truth) return { lost: '', unseen: '', duplicates: '' };
  const pick = (indices: readonly number[]): TruthItem[] =>
    indices.flatMap((index) => truth[index] ?? []);
  const unseen = judgement.missed.filter((index) => !lost.includes(index));
  return {
    lost: lost.length > 0 ? `${listThings(pick(lost))} lost.` : '',
    unseen: unseen.length > 0 && now.finished ? `${listThings(pick(unseen))} never proposed.` : '',
    duplicates:
      judgement.duplicates.length > 0
        ? `${counted(judgement.duplicates.length, 'duplicate')} kept.`
        : '',
  };
}

/** What is said in place of three zeros where no prediction reaches the score threshold. */
export function nothingSentence({ settings }: Analysis): string {
  return `No prediction has a score of at least ${settings.score.toFixed(2)}: there is nothing to suppress.`;
}

/** The result as one plain sentence, for announcing. */
export function resultSentence(now: Analysis): string {
  const { lost, unseen, duplicates } = outcome(now);
  const progress = now.finished ? '' : ` after ${counted(now.step, 'round')}`;
  return [
    now.shown === 0
      ? nothingSentence(now)
      : `${now.kept.indices.length} kept of ${now.shown}, ${now.suppressed} suppressed${progress}.`,
    lost,
    unseen,
    duplicates,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** `person 0.94`, with the prediction's raw index. */
export function nameOf(now: Analysis, index: number): string {
  const { classes, scores } = now.detections.predictions;
  const word = CLASS_WORDS[classOf(classes[index] ?? 0)][0];
  return `${word} #${index}, score ${(scores[index] ?? 0).toFixed(2)}`;
}
