import type { Challenge } from '../../figures/challenge.ts';
import { counted } from '../../figures/number-text.ts';
import type { Analysis } from './analysis.ts';
import { CLASS_IDS } from './classes.ts';
import type { SceneName } from './state.ts';

/** What the challenges look at: the analysis, and which scene it is of (`null`: none of ours). */
export interface Reached {
  readonly now: Analysis;
  readonly scene: SceneName | null;
}

const PERSON = CLASS_IDS.indexOf('person');

/** Shares below this of the predictions count as "half the work". */
const HALF = 0.5;

function people(now: Analysis, indices: readonly number[]): number {
  return indices.filter((index) => now.detections.truth?.[index]?.classId === PERSON).length;
}

function state(now: Analysis): string {
  const missed = now.judgement?.missed.length ?? 0;
  const copies = now.judgement?.duplicates.length ?? 0;
  return `Now ${counted(copies, 'duplicate')}, ${counted(missed, 'thing')} missed.`;
}

/** The goals of the figure. Thresholds were chosen on the shipped detector; tests solve each. */
export const NMS_CHALLENGES: readonly Challenge<Reached>[] = [
  {
    slug: 'lose-nobody',
    solved: ({ now, scene }) =>
      scene === 'twins' && now.finished && now.judgement !== null && people(now, now.lost) === 0,
    progress: ({ now, scene }) =>
      scene === 'twins'
        ? `Now ${counted(people(now, now.lost), 'person', 'people')} lost.`
        : 'Choose the scene of the two people.',
  },
  {
    slug: 'nobody-and-no-duplicate',
    solved: ({ now, scene }) =>
      scene === 'twins' &&
      now.finished &&
      now.judgement !== null &&
      people(now, now.lost) === 0 &&
      now.judgement.duplicates.length === 0,
    progress: ({ now, scene }) =>
      scene === 'twins' ? state(now) : 'Choose the scene of the two people.',
  },
  {
    slug: 'half-the-work',
    solved: ({ now, scene }) =>
      scene === 'crossing' &&
      now.finished &&
      now.judgement !== null &&
      now.shown <= HALF * now.detections.predictions.scores.length &&
      now.judgement.recall >= 0.8 &&
      now.judgement.duplicates.length === 0,
    progress: ({ now }) =>
      `Now ${now.shown} of ${now.detections.predictions.scores.length} take part. ${state(now)}`,
  },
];
