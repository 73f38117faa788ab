import type { CocoSummary } from '../../../vision/index.ts';
import type { Challenge } from '../../figures/challenge.ts';
import { fixed } from '../../figures/number-text.ts';
import { AS_DETECTED, type Experiment } from './experiment.ts';
import type { Report } from './report.ts';

/** What the challenges look at. */
export interface Reached {
  readonly report: Report;
  /** The twelve numbers, and the experiment that they belong to. */
  readonly summary: CocoSummary;
  readonly experiment: Experiment;
}

/** Whether nothing but the named parts of an experiment was changed. */
function onlyChanged(experiment: Experiment, ...parts: readonly (keyof Experiment)[]): boolean {
  const others = (['nms', 'jitter', 'copies', 'copyScore', 'equalScores'] as const).filter(
    (part) => !parts.includes(part),
  );
  return others.every((part) => experiment[part] === AS_DETECTED[part]);
}

/** The goals of the figure. Their numbers were chosen on the shipped detector; tests solve each. */
export const AP_CHALLENGES: readonly Challenge<Reached>[] = [
  {
    slug: 'spoil-ap75',
    solved: ({ summary, experiment }) =>
      onlyChanged(experiment, 'jitter', 'seed') &&
      (summary.ap75 ?? 1) <= 0.24 &&
      (summary.ap50 ?? 0) >= 0.7,
    progress: ({ summary }) =>
      `Now AP75 is ${fixed(summary.ap75 ?? 0, 3)} and AP50 ${fixed(summary.ap50 ?? 0, 3)}.`,
  },
  {
    slug: 'raise-ap',
    solved: ({ summary, experiment }) =>
      onlyChanged(experiment, 'nms') && (summary.ap ?? 0) >= 0.385,
    progress: ({ summary, experiment }) =>
      onlyChanged(experiment, 'nms')
        ? `Now AP is ${fixed(summary.ap ?? 0, 3)}.`
        : 'Undo the other changes first.',
  },
  {
    slug: 'free-duplicates',
    solved: ({ summary, experiment }) =>
      experiment.copies >= 1 &&
      onlyChanged(experiment, 'copies', 'copyScore') &&
      (summary.ap50 ?? 0) >= 0.73,
    progress: ({ summary, experiment }) =>
      experiment.copies === 0
        ? 'Now no box has a copy.'
        : `Now AP50 is ${fixed(summary.ap50 ?? 0, 3)}.`,
  },
  {
    slug: 'precise-point',
    solved: ({ report: { cut, preciseRecall } }) =>
      preciseRecall !== null &&
      (cut.precision ?? 0) >= 0.9 &&
      (cut.recall ?? 0) >= preciseRecall - 0.01,
    progress: ({ report: { cut, classId } }) =>
      classId === null
        ? 'Choose one class.'
        : `Now precision is ${fixed(cut.precision ?? 0, 3)} and recall ${fixed(cut.recall ?? 0, 3)}.`,
  },
];
