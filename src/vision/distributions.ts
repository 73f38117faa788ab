// Array reads are in range by construction, hence `!`.
import { demand } from './errors.ts';
import { logSoftmax, type Matrix } from './matrix.ts';

/**
 * Returns the logarithms of the softmax of `logits / temperature`: above 1 the distribution is
 * softer, towards 0 it becomes the maximum.
 */
export function logSoftmaxAt(logits: readonly number[], temperature: number): number[] {
  demand(temperature > 0, `A temperature must be greater than 0, got ${temperature}.`);
  return logSoftmax(logits.map((logit) => logit / temperature));
}

/** Returns the entropy −Σ p ln p of a distribution, in nats. */
export function entropy(probabilities: readonly number[]): number {
  return probabilities.reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0);
}

/** Returns Σ p (ln p − ln q) in nats, from the logarithms of both distributions. */
export function klDivergence(logP: readonly number[], logQ: readonly number[]): number {
  demand(logP.length === logQ.length, 'Distributions must have the same number of outcomes.');
  return logP.reduce(
    (sum, log, i) => sum + (log === -Infinity ? 0 : Math.exp(log) * (log - logQ[i]!)),
    0,
  );
}

/**
 * Returns the distillation loss: the mean over samples of the divergence of the student from the
 * teacher, both at this temperature (Hinton et al. 2015). Multiply by `temperature²` to keep its
 * gradients as large as those of a cross entropy.
 */
export function distillationLoss(student: Matrix, teacher: Matrix, temperature: number): number {
  demand(
    student.length > 0 && student.length === teacher.length,
    'A student needs the logits of its teacher for every sample.',
  );
  const sum = student.reduce((total, logits, sample) => {
    const target = logSoftmaxAt(teacher[sample]!, temperature);
    return total + klDivergence(target, logSoftmaxAt(logits, temperature));
  }, 0);
  return sum / student.length;
}
