// Array reads are in range by construction, hence `!`.
import { demand, inRange } from './errors.ts';

/** What an optimiser remembers from step to step. */
export interface OptimizerMemory {
  readonly steps: number;
  /** One running number per parameter: velocity or mean gradient. */
  readonly first: readonly number[];
  /** One running number per parameter: squared gradients. */
  readonly second: readonly number[];
}

/** Parameters and memory after a step. */
export interface OptimizerStep {
  readonly parameters: number[];
  readonly memory: OptimizerMemory;
}

/** Takes one step from parameters along their gradients; changes neither. */
export type Optimizer = (
  parameters: readonly number[],
  gradients: readonly number[],
  memory?: OptimizerMemory,
) => OptimizerStep;

/** What every optimiser takes. */
export interface OptimizerOptions {
  /** Greater than 0 or equal. */
  readonly learningRate: number;
  /** Default 0. Added to the gradient as L2 penalty, except by {@link adamW}. */
  readonly weightDecay?: number;
}

/** Options of {@link sgd}. */
export interface SgdOptions extends OptimizerOptions {
  /** Share of the velocity that is kept, 0 to 1. Default 0: no velocity. */
  readonly momentum?: number;
  /** Whether to look ahead along the velocity. Default false. */
  readonly nesterov?: boolean;
}

/** Options of {@link adam} and {@link adamW}. */
export interface AdamOptions extends OptimizerOptions {
  /** Shares kept of the mean gradient and of its mean square. Default 0.9 and 0.999. */
  readonly betas?: readonly [number, number];
  /** Keeps the division defined. Default 1e-8. */
  readonly epsilon?: number;
}

/** Options of {@link rmsProp}. */
export interface RmsPropOptions extends OptimizerOptions {
  /** Share kept of the mean square. Default 0.99. */
  readonly decay?: number;
  readonly epsilon?: number;
}

/**
 * Returns stochastic gradient descent with momentum v ← μv + g, θ ← θ − ηv, as `SGD` of PyTorch
 * has it: the learning rate is outside the velocity.
 */
export function sgd({ momentum = 0, nesterov = false, ...options }: SgdOptions): Optimizer {
  inRange(momentum, 0, 1, 'momentum');
  return elementwise(options, (gradient, { first }) => {
    const velocity = momentum * first + gradient;
    const direction = nesterov ? gradient + momentum * velocity : velocity;
    return { change: direction, first: velocity, second: 0 };
  });
}

/** Returns Adam (Kingma and Ba 2015, algorithm 1); weight decay joins the gradient. */
export function adam({ betas = [0.9, 0.999], epsilon = 1e-8, ...options }: AdamOptions): Optimizer {
  return elementwise(options, adamRule(betas, epsilon));
}

/**
 * Returns AdamW: the decay shrinks the parameters directly, by `learningRate · weightDecay` of
 * themselves, and does not pass through Adam's scaling (Loshchilov and Hutter 2019). Default decay
 * 0.01, as in PyTorch.
 */
export function adamW({
  betas = [0.9, 0.999],
  epsilon = 1e-8,
  weightDecay = 0.01,
  learningRate,
}: AdamOptions): Optimizer {
  const step = elementwise({ learningRate }, adamRule(betas, epsilon));
  return (parameters, gradients, memory) => {
    const shrunk = parameters.map((value) => value * (1 - learningRate * weightDecay));
    return step(shrunk, gradients, memory);
  };
}

/** Returns RMSProp: each gradient is divided by the root of its running mean square. */
export function rmsProp({ decay = 0.99, epsilon = 1e-8, ...options }: RmsPropOptions): Optimizer {
  inRange(decay, 0, 1, 'decay');
  return elementwise(options, (gradient, { second }) => {
    const square = decay * second + (1 - decay) * gradient ** 2;
    return { change: gradient / (Math.sqrt(square) + epsilon), first: 0, second: square };
  });
}

/** Returns AdaGrad: each gradient is divided by the root of the sum of its squares so far. */
export function adaGrad({
  epsilon = 1e-10,
  ...options
}: OptimizerOptions & { readonly epsilon?: number }): Optimizer {
  return elementwise(options, (gradient, { second }) => {
    const square = second + gradient ** 2;
    return { change: gradient / (Math.sqrt(square) + epsilon), first: 0, second: square };
  });
}

/** What is remembered of one parameter, and which step this is, from 1. */
interface Running {
  readonly step: number;
  readonly first: number;
  readonly second: number;
}

/** How far to move against one gradient, in learning rates, and what to remember. */
type Rule = (
  gradient: number,
  running: Running,
) => { readonly change: number; readonly first: number; readonly second: number };

function adamRule([keep, keepSquare]: readonly [number, number], epsilon: number): Rule {
  for (const beta of [keep, keepSquare]) inRange(beta, 0, 1, 'beta');
  return (gradient, running) => {
    const first = keep * running.first + (1 - keep) * gradient;
    const second = keepSquare * running.second + (1 - keepSquare) * gradient ** 2;
    // Both start from 0 and are too small at first.
    const mean = first / (1 - keep ** running.step);
    const square = second / (1 - keepSquare ** running.step);
    return { change: mean / (Math.sqrt(square) + epsilon), first, second };
  };
}

function elementwise({ learningRate, weightDecay = 0 }: OptimizerOptions, rule: Rule): Optimizer {
  demand(learningRate >= 0, `A learning rate must be at least 0, got ${learningRate}.`);
  demand(weightDecay >= 0, `Weight decay must be at least 0, got ${weightDecay}.`);
  return (parameters, gradients, memory = fresh(parameters.length)) => {
    demand(
      gradients.length === parameters.length && memory.first.length === parameters.length,
      `${parameters.length} parameters need as many gradients, got ${gradients.length}.`,
    );
    const step = memory.steps + 1;
    const results = parameters.map((value, i) =>
      rule(gradients[i]! + weightDecay * value, {
        step,
        first: memory.first[i]!,
        second: memory.second[i]!,
      }),
    );
    return {
      parameters: parameters.map((value, i) => value - learningRate * results[i]!.change),
      memory: {
        steps: step,
        first: results.map((result) => result.first),
        second: results.map((result) => result.second),
      },
    };
  };
}

function fresh(count: number): OptimizerMemory {
  const zeros = new Array<number>(count).fill(0);
  return { steps: 0, first: zeros, second: zeros };
}
