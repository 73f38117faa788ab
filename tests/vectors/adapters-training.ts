import {
  adaGrad,
  adam,
  adamW,
  batchNormGradients,
  binaryCrossEntropy,
  cosineDecay,
  cosineSimilarity,
  crossEntropy,
  diceLoss,
  distillationLoss,
  elu,
  entropy,
  euclideanDistance,
  exponentialDecay,
  gelu,
  geluTanh,
  groupNorm,
  hardSigmoid,
  hardSwish,
  initialStatistics,
  batchStatistics,
  layerNorm,
  leakyRelu,
  linearWarmup,
  localResponseNorm,
  logSoftmaxAt,
  milestoneDecay,
  mish,
  normalizeChannels,
  oneCycle,
  planesOf,
  relu,
  relu6,
  rmsProp,
  selu,
  sgd,
  sigmoid,
  sigmoidFocalLoss,
  silu,
  softCrossEntropy,
  softplus,
  stepDecay,
  trackStatistics,
  tripletLosses,
  unitVector,
  VisionError,
  type BatchLoss,
  type Optimizer,
  type OptimizerMemory,
  type Schedule,
} from '../../src/vision/index.ts';
import { mapsOf } from './adapters-maps.ts';
import type { Adapter } from './adapters.ts';
import type { Reader } from './reader.ts';

/** Losses, activations, normalisation, optimisers and learning rates. */
export const trainingAdapters: Readonly<Record<string, Adapter>> = {
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
  batch_norm: (input) => {
    const momentum = input.has('momentum') ? input.number('momentum') : null;
    const affine = affineOf(input);
    let running = initialStatistics(input.numbers('weight').length);
    const steps = input.lists('batches').map((list) => {
      const batch = mapsOf(list, 'entries');
      running = trackStatistics(running, batch, momentum);
      const statistics = batchStatistics(batch);
      return {
        output: batch.map((map) => planesOf(normalizeChannels(map, statistics, affine))),
        running_mean: running.mean,
        running_var: running.variance,
      };
    });
    return {
      train_steps: steps,
      eval_output: mapsOf(input, 'eval_input').map((map) =>
        planesOf(normalizeChannels(map, running, affine)),
      ),
      num_batches_tracked: running.batches,
    };
  },
  batch_norm_backward: (input) => {
    const { inputs, scale, shift } = batchNormGradients(
      mapsOf(input, 'x'),
      mapsOf(input, 'grad_output'),
      affineOf(input),
    );
    return { grad_x: inputs.map(planesOf), grad_weight: scale, grad_bias: shift };
  },
  other_norms: (input) => {
    const maps = mapsOf(input, 'x');
    const affine = affineOf(input);
    const { epsilon } = affine;
    return {
      group_norm: maps.map((map) => planesOf(groupNorm(map, input.number('groups'), affine))),
      instance_norm: maps.map((map) => planesOf(groupNorm(map, map.channels, affine))),
      layer_norm_over_C_channels_last: maps.map((map) => planesOf(layerNorm(map, affine))),
      layer_norm_over_CHW_no_affine: maps.map((map) => planesOf(groupNorm(map, 1, { epsilon }))),
      'local_response_norm_size3_alpha1e-4_beta.75_k1': maps.map((map) =>
        planesOf(localResponseNorm(map, { size: 3, alpha: 1e-4, beta: 0.75, bias: 1 })),
      ),
    };
  },
  optimizer: (input) => {
    const step = optimizerOf(input);
    let parameters = input.numbers('params');
    let memory: OptimizerMemory | undefined;
    return {
      params_after_step: input.matrix('grads').map((gradients) => {
        ({ parameters, memory } = step(parameters, gradients, memory));
        return parameters;
      }),
    };
  },
  lr_schedule: (input, { length }) => Array.from({ length }, (_, step) => scheduleOf(input)(step)),
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

function affineOf(input: Reader) {
  return {
    scale: input.numbers('weight'),
    shift: input.numbers('bias'),
    epsilon: input.number('eps'),
  };
}

function optimizerOf(input: Reader): Optimizer {
  const name = input.text('optimizer');
  const options = {
    learningRate: input.number('lr'),
    ...(input.has('weight_decay') ? { weightDecay: input.number('weight_decay') } : {}),
    ...(input.has('eps') ? { epsilon: input.number('eps') } : {}),
    ...(input.has('betas') ? { betas: input.pair('betas') } : {}),
    ...(input.has('alpha') ? { decay: input.number('alpha') } : {}),
  };
  const make = { SGD: undefined, Adam: adam, AdamW: adamW, RMSprop: rmsProp, Adagrad: adaGrad };
  if (name === 'SGD') {
    const momentum = input.number('momentum', 0);
    return sgd({ ...options, momentum, nesterov: input.flag('nesterov') });
  }
  const factory = new Map(Object.entries(make)).get(name);
  if (!factory) throw new VisionError(`There is no optimiser ${name}.`);
  return factory(options);
}

function scheduleOf(input: Reader): Schedule {
  const rate = input.number('base_lr');
  const name = input.text('schedule');
  switch (name) {
    case 'step':
      return stepDecay(rate, input.number('step_size'), input.number('gamma'));
    case 'multistep':
      return milestoneDecay(rate, input.numbers('milestones'), input.number('gamma'));
    case 'cosine':
      return cosineDecay(rate, input.number('T_max'), input.number('eta_min', 0));
    case 'exponential':
      return exponentialDecay(rate, input.number('gamma'));
    case 'linear_warmup': {
      const [start, end] = [input.number('start_factor'), input.number('end_factor')];
      return linearWarmup(rate, input.number('total_iters'), start, end);
    }
    case 'onecycle':
      return oneCycle(input.number('max_lr'), input.number('total_steps'), {
        rising: input.number('pct_start'),
        startDivisor: input.number('div_factor'),
        endDivisor: input.number('final_div_factor'),
        shape: input.text('anneal') === 'cos' ? 'cosine' : 'linear',
      });
    default:
      throw new VisionError(`There is no schedule ${name}.`);
  }
}
