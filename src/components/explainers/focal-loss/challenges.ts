import type { Challenge } from '../../figures/challenge.ts';
import { fixed } from '../../figures/number-text.ts';
import type { Measured } from './measure.ts';
import { percent } from './sentences.ts';

const near = (value: number, wanted: number, by: number): boolean => Math.abs(value - wanted) <= by;

/** The goals of the figure. Their numbers were chosen on the shipped detector; tests solve each. */
export const FOCAL_CHALLENGES: readonly Challenge<Measured>[] = [
  {
    slug: 'alpha-alone',
    solved: ({ state, shares }) =>
      state.logits === 'trained' &&
      state.quantity === 'loss' &&
      state.gamma === 0 &&
      near(shares.focal.positive, 0.5, 0.01),
    progress: ({ state, shares }) =>
      state.logits === 'trained' && state.quantity === 'loss' && state.gamma === 0
        ? `Now positives have ${percent(shares.focal.positive)}\u00a0%, and easy negatives ${fixed(shares.focal.easy / shares.focal.hard, 1)} times what hard ones have.`
        : 'Set γ to 0 and look at the loss of the trained network.',
  },
  {
    slug: 'low-gamma',
    solved: ({ state, shares }) =>
      state.logits === 'trained' &&
      state.quantity === 'loss' &&
      state.gamma <= 1 &&
      shares.focal.easy <= 0.05 &&
      shares.focal.hard >= 0.1,
    progress: ({ state, shares }) =>
      state.logits === 'trained' && state.quantity === 'loss'
        ? `Now γ = ${fixed(state.gamma, 1)}: easy negatives ${percent(shares.focal.easy)}\u00a0%, hard ones ${percent(shares.focal.hard)}\u00a0%.`
        : 'Look at the loss of the trained network.',
  },
  {
    slug: 'like-mining',
    solved: ({ state, shares }) =>
      state.logits === 'trained' &&
      state.quantity === 'gradient' &&
      shares.focal.easy <= 0.05 &&
      near(shares.focal.positive, shares.mining.positive, 0.01),
    progress: ({ state, shares }) =>
      state.logits === 'trained' && state.quantity === 'gradient'
        ? `Now positives have ${percent(shares.focal.positive)}\u00a0% of the gradient, with mining ${percent(shares.mining.positive)}\u00a0%; easy negatives ${percent(shares.focal.easy)}\u00a0%.`
        : 'Look at the gradient of the trained network.',
  },
  {
    slug: 'quiet-start',
    solved: ({ state, shares }) =>
      state.logits === 'start' &&
      state.quantity === 'loss' &&
      state.gamma === 0 &&
      state.alpha === 0.5 &&
      shares.focal.positive > 0.5,
    progress: ({ state, shares }) =>
      state.logits === 'start' &&
      state.quantity === 'loss' &&
      state.gamma === 0 &&
      state.alpha === 0.5
        ? `Now π = ${fixed(state.prior)}, and negatives have ${percent(1 - shares.focal.positive)}\u00a0%.`
        : 'Go to the start of training, with γ = 0 and α = 0.5.',
  },
];
