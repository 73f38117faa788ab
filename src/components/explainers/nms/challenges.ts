import type { Challenge } from '../../figures/challenge.ts';
import { CLASS_IDS } from '../../figures/detector-classes.ts';
import { counted, fixed } from '../../figures/number-text.ts';
import type { Analysis } from './analysis.ts';
import type { SceneName } from './state.ts';

/** What the challenges look at: the analysis, and which scene it is of (`null`: none of ours). */
export interface Reached {
  readonly now: Analysis;
  readonly scene: SceneName | null;
}

const PERSON = CLASS_IDS.indexOf('person');

function people(now: Analysis, indices: readonly number[]): number {
  return indices.filter((index) => now.detections.truth?.[index]?.classId === PERSON).length;
}

/** The goals of the figure. Their numbers were chosen on the shipped detector; tests solve each. */
export const NMS_CHALLENGES: readonly Challenge<Reached>[] = [
  {
    slug: 'lose-nobody',
    solved: ({ now, scene }) =>
      scene === 'twins' &&
      now.finished &&
      now.judgement !== null &&
      people(now, now.lost) === 0 &&
      now.judgement.recall >= 0.85,
    progress: ({ now, scene }) =>
      scene === 'twins'
        ? `Now ${counted(people(now, now.lost), 'person', 'people')} lost, recall ${fixed(now.judgement?.recall ?? 0)}.`
        : 'Choose the scene of the two people.',
  },
  {
    slug: 'no-duplicate',
    solved: ({ now, scene }) =>
      scene === 'crossing' &&
      now.finished &&
      now.judgement !== null &&
      now.judgement.duplicates.length === 0 &&
      now.judgement.recall >= 0.75,
    progress: ({ now, scene }) =>
      scene === 'crossing'
        ? `Now ${counted(now.judgement?.duplicates.length ?? 0, 'duplicate')}, recall ${fixed(now.judgement?.recall ?? 0)}.`
        : 'Choose the crossing at noon.',
  },
  {
    slug: 'raise-ap',
    solved: ({ now, scene }) =>
      scene === 'crossing' && now.finished && now.ap !== null && now.ap.ap >= 0.62,
    progress: ({ now, scene }) =>
      scene === 'crossing'
        ? `Now AP is ${fixed(now.ap?.ap ?? 0)}.`
        : 'Choose the crossing at noon.',
  },
];
