// Array reads are in range by construction, hence `!`.
import { sigmoid, softplus } from './activations.ts';
import { demand, inRange } from './errors.ts';
import { logSoftmax, type Matrix } from './matrix.ts';

/** A loss over a batch. Logarithms are natural: the unit is the nat. */
export interface BatchLoss {
  /** One loss per sample, as they are summed; 0 for a sample that is ignored. */
  readonly perSample: number[];
  readonly sum: number;
  /** The sum divided by the weights of the samples' classes, which are 1 unless given. */
  readonly mean: number;
  /** How the mean changes with each logit, in their shape. */
  readonly gradient: number[][];
}

/** Options of {@link crossEntropy}. */
export interface CrossEntropyOptions {
  /** Share of the target that all classes divide among themselves, 0 to 1. Default 0. */
  readonly labelSmoothing?: number;
  /** How much each class counts. Default 1 each. */
  readonly classWeights?: readonly number[];
  /** Samples with this label do not count. Default: all count. */
  readonly ignoreLabel?: number;
}

/**
 * Returns the cross entropy of a softmax over `logits[sample][class]` with a label per sample.
 * Matches `cross_entropy` of PyTorch: class weights also weigh the smoothed share, and the mean is
 * over the weights of the labels.
 *
 * @throws VisionError when a label names no class, or every sample is ignored.
 */
export function crossEntropy(
  logits: Matrix,
  labels: readonly number[],
  { labelSmoothing = 0, classWeights, ignoreLabel }: CrossEntropyOptions = {},
): BatchLoss {
  inRange(labelSmoothing, 0, 1, 'label smoothing');
  checkLengths(logits, labels);
  const weightOf = (label: number) => (classWeights ? classWeights[label]! : 1);
  let total = 0;
  const targets = logits.map((row, sample) => {
    const label = labels[sample]!;
    if (label === ignoreLabel) return row.map(() => 0);
    demand(
      Number.isInteger(label) && label >= 0 && label < row.length,
      `A label must be one of the ${row.length} classes, got ${label}.`,
    );
    demand(!classWeights || classWeights.length === row.length, 'Every class needs one weight.');
    total += weightOf(label);
    const shared = labelSmoothing / row.length;
    return row.map((_, k) => weightOf(k) * (shared + (k === label ? 1 - labelSmoothing : 0)));
  });
  demand(total > 0, 'A mean needs at least one sample that counts.');
  return entropyAgainst(logits, targets, total);
}

/**
 * Returns the cross entropy with a whole distribution per sample, such as those of MixUp; the mean
 * is over the samples.
 */
export function softCrossEntropy(logits: Matrix, targets: Matrix): BatchLoss {
  checkLengths(logits, targets);
  demand(
    targets.every((row, sample) => row.length === logits[sample]!.length),
    'Targets must have the shape of the logits.',
  );
  return entropyAgainst(logits, targets, logits.length);
}

/**
 * Returns the binary cross entropy of one logit with a target from 0 to 1. A positive counts
 * `positiveWeight` times. Matches `binary_cross_entropy_with_logits` of PyTorch.
 */
export function binaryCrossEntropy(logit: number, target: number, positiveWeight = 1): number {
  inRange(target, 0, 1, 'target');
  return positiveWeight * target * softplus(-logit) + (1 - target) * softplus(logit);
}

/** Options of {@link sigmoidFocalLoss}. */
export interface FocalOptions {
  /** Weight of positives, 0 to 1; negatives get the rest. Default: both weigh 1. */
  readonly alpha?: number;
  /** How strongly easy samples are turned down; 0 is cross entropy. Default 2. */
  readonly gamma?: number;
}

/** A loss of one logit, and how it changes with it. */
export interface LogitLoss {
  readonly loss: number;
  readonly gradient: number;
}

/**
 * Returns the focal loss of one logit: α(1 − p)^γ times the cross entropy, p being the probability
 * of what is true (Lin et al. 2017, equation 5). Matches `sigmoid_focal_loss` of torchvision.
 */
export function sigmoidFocalLoss(
  logit: number,
  target: number,
  { alpha, gamma = 2 }: FocalOptions = {},
): LogitLoss {
  demand(gamma >= 0, `The focal loss needs a gamma of at least 0, got ${gamma}.`);
  if (alpha !== undefined) inRange(alpha, 0, 1, 'alpha');
  const entropy = binaryCrossEntropy(logit, target);
  const [p, q] = [sigmoid(logit), sigmoid(-logit)];
  // The probability of what is not true: 1 − p of the paper, computed without cancellation.
  const wrong = p * (1 - target) + q * target;
  const weight = alpha === undefined ? 1 : alpha * target + (1 - alpha) * (1 - target);
  const turned = gamma === 0 ? 0 : gamma * wrong ** (gamma - 1) * (1 - 2 * target) * p * q;
  return {
    loss: weight * wrong ** gamma * entropy,
    gradient: weight * (wrong ** gamma * (p - target) + turned * entropy),
  };
}

function entropyAgainst(logits: Matrix, targets: Matrix, total: number): BatchLoss {
  const logs = logits.map(logSoftmax);
  const perSample = logs.map((row, sample) =>
    row.reduce((sum, log, k) => sum - (targets[sample]![k]! && targets[sample]![k]! * log), 0),
  );
  const sum = perSample.reduce((a, b) => a + b, 0);
  const gradient = logs.map((row, sample) => {
    const target = targets[sample]!;
    const mass = target.reduce((a, b) => a + b, 0);
    return row.map((log, k) => (mass * Math.exp(log) - target[k]!) / total);
  });
  return { perSample, sum, mean: sum / total, gradient };
}

function checkLengths(logits: Matrix, targets: readonly unknown[]): void {
  demand(
    logits.length > 0 && logits.length === targets.length,
    `There must be one target per sample: ${logits.length} samples came with ${targets.length}.`,
  );
}
