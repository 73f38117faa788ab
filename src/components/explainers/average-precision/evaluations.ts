import { inTurn } from '../../figures/turns.ts';
import { CLASS_NUMBERS, Evaluation } from './evaluation.ts';
import { detectionsOf, survivorsOf, type Experiment } from './experiment.ts';
import type { HeldOutFrame } from './held-out.ts';
import { experimentOf, iouIndexOf, type ApState } from './state.ts';

/** So many evaluations are kept: going back to an earlier setting evaluates nothing again. */
const MOST = 8;

const kept = new Map<string, { frames: readonly HeldOutFrame[]; evaluation: Evaluation }>();

/** Returns the evaluation of some frames in an experiment, an earlier one where there is one. */
export function evaluationOf(frames: readonly HeldOutFrame[], experiment: Experiment): Evaluation {
  const key = JSON.stringify(experiment);
  const known = kept.get(key);
  // Set anew, so that the first key of the map is always the one used longest ago.
  kept.delete(key);
  const evaluation =
    known?.frames === frames ? known.evaluation : new Evaluation(detectionsOf(frames, experiment));
  kept.set(key, { frames, evaluation });
  const [oldest] = kept.keys();
  if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
  return evaluation;
}

/** Frames whose suppression is one turn. */
const AT_ONCE = 10;

/** Does in turns what the first change of a state will ask for, so that it is answered at once. */
export function prepareAnswers(frames: readonly HeldOutFrame[], state: ApState): void {
  const experiment = experimentOf(state);
  for (let first = 0; first < frames.length; first += AT_ONCE) {
    inTurn(() => {
      for (const frame of frames.slice(first, first + AT_ONCE)) survivorsOf(frame, experiment);
    });
  }
  for (const id of CLASS_NUMBERS) {
    inTurn(() => evaluationOf(frames, experiment).curve(id, iouIndexOf(state), state.size));
  }
}
