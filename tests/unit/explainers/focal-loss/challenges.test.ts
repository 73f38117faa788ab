import { expect, test } from 'vitest';
import { builtSet } from '../../../../src/components/explainers/focal-loss/build-set.ts';
import { FOCAL_CHALLENGES } from '../../../../src/components/explainers/focal-loss/challenges.ts';
import {
  cumulative,
  hardestShare,
} from '../../../../src/components/explainers/focal-loss/cumulative.ts';
import { measure } from '../../../../src/components/explainers/focal-loss/measure.ts';
import {
  focalState,
  type FocalState,
} from '../../../../src/components/explainers/focal-loss/state.ts';
import { hasDetector } from '../../../../src/components/figures/built-detector.ts';

const initial = focalState.initial;
const SCENES = ['crossing', 'twins'] as const;

/** What is set beside α, which is then tried from one end to the other. */
const SETTINGS: Record<string, Partial<FocalState>> = {
  'alpha-alone': { gamma: 0 },
  'low-gamma': { gamma: 1 },
  'like-mining': { quantity: 'gradient' },
  'quiet-start': { logits: 'start', gamma: 0, prior: 0.005 },
};

test.runIf(hasDetector()).each(FOCAL_CHALLENGES)(
  'with the shipped detector $slug is open at the start and can be solved',
  { timeout: 120_000 },
  ({ slug, solved, progress }) => {
    for (const scene of SCENES) {
      const set = builtSet(scene);
      const start = measure(set, initial);
      expect(solved(start), `${slug} at the start of ${scene}`).toBe(false);
      expect(progress(start)).not.toMatch(/NaN|undefined|Infinity/);
      const states = Array.from({ length: 99 }, (_, i): FocalState => ({
        ...initial,
        ...SETTINGS[slug],
        alpha: Number(((i + 1) / 100).toFixed(2)),
      }));
      const solution = states.find((state) => solved(measure(set, state)));
      expect(solution, `${slug} on ${scene}`).toBeDefined();
    }
  },
);

test.runIf(hasDetector())(
  'what title, question and text say holds for the shipped detector',
  { timeout: 120_000 },
  () => {
    for (const scene of SCENES) {
      const { shares } = measure(builtSet(scene), initial);
      expect(shares['cross-entropy'].easy, 'most of cross-entropy').toBeGreaterThan(0.5);
      expect(shares.focal.easy, 'hardly any of the focal loss').toBeLessThan(0.05);
      // Figure 4 of the paper: γ changes the curve of the negatives far more than that of the positives.
      const { census } = measure(builtSet(scene), initial);
      const change = (entries: typeof census.negatives, target: 0 | 1): number =>
        hardestShare(cumulative(entries, target, { gamma: 2 }), 0.1) -
        hardestShare(cumulative(entries, target, { gamma: 0 }), 0.1);
      expect(change(census.negatives, 0)).toBeGreaterThan(2 * change(census.positives, 1));
    }
    const set = builtSet('crossing');
    const { counts } = measure(set, initial);
    expect(counts.negatives + counts.positives + counts.ignored).toBe(51_000);
    // The question: about 330 negatives for each positive, and positives ahead by less than twice.
    expect(Math.round(counts.negatives / counts.positives / 10)).toBe(33);
    const start = measure(set, { ...initial, logits: 'start', prior: 0.01 }).shares[
      'cross-entropy'
    ];
    const ahead = start.positive / (start.easy + start.hard);
    expect(ahead).toBeGreaterThan(1);
    expect(ahead).toBeLessThan(2);
    expect(Math.round(Math.log(0.01) / Math.log(0.99) / 10)).toBe(46);
    // At a bias of 0 negatives have nearly everything.
    const half = measure(set, { ...initial, logits: 'start' }).shares['cross-entropy'];
    expect(half.positive).toBeLessThan(0.01);
  },
);
