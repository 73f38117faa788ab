import { Evaluation } from './evaluation.ts';
import { detectionsOf, type Experiment } from './experiment.ts';
import type { HeldOutFrame } from './held-out.ts';

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
