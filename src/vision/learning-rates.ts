import { demand, wholeNumber } from './errors.ts';

/**
 * Returns the learning rate at step 0, 1, 2, …. The schedules of this file match those of
 * `optim.lr_scheduler` of PyTorch.
 */
export type Schedule = (step: number) => number;

/** Multiplies the rate by `gamma` every `every` steps. */
export function stepDecay(rate: number, every: number, gamma = 0.1): Schedule {
  wholeNumber(every, 1, 'number of steps');
  return (step) => rate * gamma ** Math.floor(step / every);
}

/** Multiplies the rate by `gamma` at each of these steps. */
export function milestoneDecay(rate: number, milestones: readonly number[], gamma = 0.1): Schedule {
  return (step) => rate * gamma ** milestones.filter((milestone) => milestone <= step).length;
}

/** Multiplies the rate by `gamma` after every step. */
export function exponentialDecay(rate: number, gamma: number): Schedule {
  return (step) => rate * gamma ** step;
}

/**
 * Falls along half a cosine from `rate` to `least` in `steps` steps (Loshchilov and Hutter 2017,
 * without restarts); after them it rises again.
 */
export function cosineDecay(rate: number, steps: number, least = 0): Schedule {
  wholeNumber(steps, 1, 'number of steps');
  return (step) => least + ((rate - least) * (1 + Math.cos((Math.PI * step) / steps))) / 2;
}

/** Rises in a line from `start · rate` to `end · rate` in `steps` steps and stays there. */
export function linearWarmup(rate: number, steps: number, start: number, end = 1): Schedule {
  wholeNumber(steps, 1, 'number of steps');
  return (step) => rate * (start + ((end - start) * Math.min(step, steps)) / steps);
}

/** Options of {@link oneCycle}. */
export interface OneCycleOptions {
  /** Share of the steps in which the rate rises, above 0 and below 1. Default 0.3. */
  readonly rising?: number;
  /** The first rate is the highest divided by it. Default 25. */
  readonly startDivisor?: number;
  /** The last rate is the first divided by it. Default 1e4. */
  readonly endDivisor?: number;
  /** Shape of both halves. Default `cosine`. */
  readonly shape?: 'cosine' | 'linear';
}

/** Rises to `most` and falls far below the start, once, in `steps` steps (Smith and Topin 2018). */
export function oneCycle(
  most: number,
  steps: number,
  { rising = 0.3, startDivisor = 25, endDivisor = 1e4, shape = 'cosine' }: OneCycleOptions = {},
): Schedule {
  wholeNumber(steps, 1, 'number of steps');
  demand(rising > 0 && rising < 1, `The rising share must lie between 0 and 1, got ${rising}.`);
  const first = most / startDivisor;
  const top = rising * steps - 1;
  const blend = (from: number, to: number, share: number) =>
    shape === 'linear'
      ? from + (to - from) * share
      : to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;
  return (step) => {
    demand(step < steps, `This cycle ends after ${steps} steps, there is no step ${step}.`);
    return step <= top
      ? blend(first, most, step / top)
      : blend(most, first / endDivisor, (step - top) / (steps - 1 - top));
  };
}
