import {
  adaGrad,
  adam,
  adamW,
  batchNormGradients,
  batchStatistics,
  cosineDecay,
  exponentialDecay,
  groupNorm,
  initialStatistics,
  layerNorm,
  linearWarmup,
  localResponseNorm,
  milestoneDecay,
  normalizeChannels,
  oneCycle,
  planesOf,
  rmsProp,
  sgd,
  stepDecay,
  trackStatistics,
  VisionError,
  type Optimizer,
  type OptimizerMemory,
  type Schedule,
} from '../../src/vision/index.ts';
import { mapsOf } from './adapters-maps.ts';
import type { Adapter } from './adapters.ts';
import type { Reader } from './reader.ts';

/** Normalisation, optimisers and learning rates. */
export const trainingAdapters: Readonly<Record<string, Adapter>> = {
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
