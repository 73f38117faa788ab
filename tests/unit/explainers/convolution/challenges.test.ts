import { expect, test } from 'vitest';
import { CONVOLUTION_CHALLENGES } from '../../../../src/components/explainers/convolution/challenges.ts';
import { layerOf, type Layer } from '../../../../src/components/explainers/convolution/layer.ts';
import { PRESETS } from '../../../../src/components/explainers/convolution/presets.ts';
import type { ConvolutionState } from '../../../../src/components/explainers/convolution/settings.ts';
import { CONVOLUTION_STATE } from '../../../../src/components/explainers/convolution/state.ts';

const { initial } = CONVOLUTION_STATE;

/** Whether a challenge is solved by a change of the default. */
function solves(slug: string, part: Partial<ConvolutionState>): boolean {
  const challenge = CONVOLUTION_CHALLENGES.find((it) => it.slug === slug);
  if (!challenge) throw new Error(`There is no challenge ${slug}.`);
  return challenge.solved(layerAt(part));
}

/** The layer of a change that must be valid as it stands. */
function layerAt(part: Partial<ConvolutionState>): Layer {
  const state = { ...initial, ...part };
  expect(CONVOLUTION_STATE.complete(state)).toEqual(state);
  return layerOf(state);
}

const SOLUTIONS: Record<string, Partial<ConvolutionState>> = {
  'wide-view': { dilation: 2, padding: 2 },
  halve: { size: 8, stride: 2 },
  'few-weights': { 'in-channels': 4, 'out-channels': 4, groups: 4 },
  'even-coverage': {
    operation: 'transposed',
    'kernel-height': 2,
    'kernel-width': 2,
    stride: 2,
    'padding-mode': 'valid',
  },
};

test.each(CONVOLUTION_CHALLENGES)(
  '$slug is unsolved at the start, and in every preset but its own',
  (challenge) => {
    expect(challenge.solved(layerOf(initial))).toBe(false);
    expect(challenge.progress(layerOf(initial))).not.toMatch(/NaN|undefined|Infinity/);
    expect(PRESETS.every(({ part }) => challenge.solved(layerAt(part)))).toBe(false);
  },
);

test.each(CONVOLUTION_CHALLENGES)('$slug can be solved', ({ slug }) => {
  expect(solves(slug, SOLUTIONS[slug] ?? {})).toBe(true);
});

test('near misses do not count', () => {
  expect(solves('wide-view', { dilation: 2 })).toBe(false);
  expect(solves('wide-view', { 'kernel-height': 5, 'kernel-width': 5, padding: 2 })).toBe(false);
  const thin = { 'kernel-height': 1, 'kernel-width': 1, 'padding-mode': 'valid' } as const;
  expect(solves('halve', { size: 8, stride: 2, ...thin })).toBe(false);
  expect(solves('few-weights', { 'in-channels': 4, 'out-channels': 4, groups: 2 })).toBe(false);
  expect(
    solves('even-coverage', {
      operation: 'transposed',
      stride: 2,
      padding: 1,
      'output-padding': 1,
    }),
  ).toBe(false);
});
