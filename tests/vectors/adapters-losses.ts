import {
  binaryCrossEntropy,
  cosineSimilarity,
  crossEntropy,
  diceLoss,
  distillationLoss,
  elu,
  entropy,
  euclideanDistance,
  gelu,
  geluTanh,
  hardSigmoid,
  hardSwish,
  leakyRelu,
  logSoftmaxAt,
  mish,
  relu,
  relu6,
  selu,
  sigmoid,
  sigmoidFocalLoss,
  silu,
  softCrossEntropy,
  softplus,
  tripletLosses,
  unitVector,
  type BatchLoss,
} from '../../src/vision/index.ts';
import type { Adapter } from './adapters.ts';
import type { Reader } from './reader.ts';

/** Losses and activations. */
export const lossAdapters: Readonly<Record<string, Adapter>> = {
  sigmoid_focal_loss: (input) => reduced(input, focalOf(input, 'loss')),
  sigmoid_focal_loss_grad_sum: (input) => asGiven(input, focalOf(input, 'gradient')),
  cross_entropy: (input) => batchLoss(crossEntropyOf(input)),
  cross_entropy_grad_mean: (input) => crossEntropyOf(input).gradient,
  cross_entropy_soft: (input) =>
    batchLoss(softCrossEntropy(input.matrix('logits'), input.matrix('target_probs'))),
  bce_with_logits: (input, { wanted }) => {
    const weights = wanted.includes('pos_weight_mean') ? input.numbers('pos_weight') : [];
    const losses = (positiveWeights: readonly number[]) =>
      eachLogit(input, (logit, target, column) =>
        binaryCrossEntropy(logit, target, positiveWeights[column]),
      );
    return {
      plain_none: asGiven(input, losses([])),
      pos_weight_mean: reduced(input, losses(weights)).mean,
    };
  },
  softmax_temperature: (input) => {
    const logs = input
      .matrix('logits')
      .map((row) => logSoftmaxAt(row, input.number('temperature')));
    const softmax = logs.map((row) => row.map(Math.exp));
    return { softmax, log_softmax: logs, entropy_nats: softmax.map(entropy) };
  },
  distillation_kl: (input) => {
    const temperature = input.number('temperature');
    const loss = distillationLoss(
      input.matrix('student_logits'),
      input.matrix('teacher_logits'),
      temperature,
    );
    return { kl_batchmean_teacher_given_student: loss, times_T2: loss * temperature ** 2 };
  },
  dice: (input) => {
    const masks = input.cube('mask');
    const items = (smooth: number) =>
      input
        .cube('logits')
        .map((rows, i) => diceLoss(rows.flat().map(sigmoid), masks[i]?.flat() ?? [], smooth));
    return {
      dice_plain_smooth_0_per_item: items(0),
      dice_plain_smooth_1_per_item: items(1),
      dice_detr_smooth_1_mean: mean(items(1)),
    };
  },
  triplet_margin_loss: (input) => {
    const losses = tripletLosses(
      input.matrix('anchor'),
      input.matrix('positive'),
      input.matrix('negative'),
      input.number('margin'),
    );
    return { none: losses, mean: mean(losses) };
  },
  cosine: (input) => {
    const [a, b] = [input.matrix('a'), input.matrix('b')];
    return {
      cosine_similarity_rows: a.map((row, i) => cosineSimilarity(row, b[i] ?? [])),
      l2_normalised_a: a.map(unitVector),
      euclidean_cdist: a.map((row) => b.map((other) => euclideanDistance(row, other))),
    };
  },
  activations: (input, { wanted }) =>
    Object.fromEntries(
      wanted.map((name) => [name, input.numbers('x').map((x) => activations[name]?.(x))]),
    ),
};

const activations: Readonly<Record<string, (x: number) => number>> = {
  relu,
  relu6,
  'leaky_relu_0.01': (x) => leakyRelu(x, 0.01),
  elu: (x) => elu(x),
  selu,
  gelu_erf: gelu,
  gelu_tanh: geluTanh,
  silu,
  mish,
  hardswish: hardSwish,
  hardsigmoid: hardSigmoid,
  sigmoid,
  softplus,
  tanh: Math.tanh,
};

/** Applies a function to every logit, its target and its column. */
function eachLogit(
  input: Reader,
  apply: (logit: number, target: number, column: number) => number,
): number[][] {
  const targets = input.rows('targets');
  return input
    .rows('logits')
    .map((row, i) => row.map((logit, j) => apply(logit, targets[i]?.[j] ?? NaN, j)));
}

function focalOf(input: Reader, part: 'loss' | 'gradient'): number[][] {
  const [alpha, gamma] = [input.number('alpha'), input.number('gamma')];
  // The reference says −1 where no alpha is wanted.
  const options = { gamma, ...(alpha >= 0 ? { alpha } : {}) };
  return eachLogit(input, (logit, target) => sigmoidFocalLoss(logit, target, options)[part]);
}

/** Rows in the nesting of the logits: a plain list where those are one. */
function asGiven(input: Reader, rows: number[][]): number[][] | number[] {
  return input.isMatrix('logits') ? rows : rows.flat();
}

function crossEntropyOf(input: Reader): BatchLoss {
  return crossEntropy(input.matrix('logits'), input.numbers('labels'), {
    labelSmoothing: input.number('label_smoothing', 0),
    ...(input.has('class_weights') ? { classWeights: input.numbers('class_weights') } : {}),
    ...(input.has('ignore_index') ? { ignoreLabel: input.number('ignore_index') } : {}),
  });
}

function batchLoss({ perSample, sum, mean: average }: BatchLoss) {
  return { none: perSample, mean: average, sum };
}

/** Losses of single logits, and their mean and sum. */
function reduced(input: Reader, losses: number[][]) {
  const all = losses.flat();
  return {
    none: asGiven(input, losses),
    mean: mean(all),
    sum: all.reduce((a, b) => a + b, 0),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
