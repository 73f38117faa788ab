import { describe, expect, test } from 'vitest';
import { heldOutFrames } from '../../../../src/components/explainers/average-precision/built-set.ts';
import {
  AP_CHALLENGES,
  type Reached,
} from '../../../../src/components/explainers/average-precision/challenges.ts';
import { SIZES } from '../../../../src/components/explainers/average-precision/evaluation.ts';
import { evaluationOf } from '../../../../src/components/explainers/average-precision/evaluations.ts';
import {
  AS_DETECTED,
  detectionsOf,
} from '../../../../src/components/explainers/average-precision/experiment.ts';
import {
  packFrames,
  unpackFrames,
} from '../../../../src/components/explainers/average-precision/held-out.ts';
import {
  reportOn,
  tensOf,
} from '../../../../src/components/explainers/average-precision/report.ts';
import {
  apState,
  experimentOf,
  type ApState,
} from '../../../../src/components/explainers/average-precision/state.ts';
import { hasDetector } from '../../../../src/components/figures/built-detector.ts';
import { evaluateDetections } from '../../../../src/vision/index.ts';

const frames = hasDetector() ? heldOutFrames() : [];

function reach(change: Partial<ApState>): Reached {
  const state = { ...apState.initial, ...change };
  const experiment = experimentOf(state);
  const evaluation = evaluationOf(frames, experiment);
  return {
    report: reportOn(evaluation, state),
    summary: evaluation.coco.summary,
    experiment,
  };
}

describe.runIf(hasDetector())(
  'the shipped detector on its held-out frames',
  { timeout: 60_000 },
  () => {
    const start = hasDetector() ? reach({}) : undefined;

    test('there are sixty frames of ordinary daylight, each with something to find', () => {
      expect(frames).toHaveLength(60);
      expect(new Set(frames.map(({ view }) => view.spec)).size).toBe(15);
      for (const { view, truth, boxes } of frames) {
        expect(view.spec).toMatchObject({ light: 'day', weather: 'clear' });
        expect(view.spec.seed).toBeGreaterThan(100_000);
        expect(truth.length).toBeGreaterThan(0);
        expect(boxes.length).toBeGreaterThan(0);
      }
    });

    test('the data file gives them back number by number', () => {
      expect(unpackFrames(packFrames(frames))).toEqual(frames);
    });

    test('the ten areas of all classes are COCO’s, at every threshold and in every size class', () => {
      const { summary } = evaluateDetections(detectionsOf(frames, AS_DETECTED), [0, 1, 2, 3, 4]);
      const keys = { all: 'ap', small: 'apSmall', medium: 'apMedium', large: 'apLarge' } as const;
      for (const size of SIZES) {
        const { classes } = reach({ class: 'all', size }).report;
        const tens = tensOf(evaluationOf(frames, AS_DETECTED), {
          ...apState.initial,
          class: 'all',
          size,
        });
        const known = tens.flatMap((ap) => ap ?? []);
        expect(known).toHaveLength(10);
        // The mean of means is the mean over all only where every class has something to find.
        if (classes.every((ap) => ap !== null))
          expect(known.reduce((sum, ap) => sum + ap, 0) / 10).toBeCloseTo(
            summary[keys[size]] ?? NaN,
            10,
          );
      }
      expect(start?.summary).toEqual(summary);
    });

    test.each([1, 2, 3])('its prediction holds: shifts of 1.5 px, drawn with seed %i', (seed) => {
      const base = start?.summary;
      const { summary } = reach({ jitter: 1.5, seed });
      const left = (summary.ap75 ?? NaN) / (base?.ap75 ?? NaN);
      expect(left).toBeGreaterThan(0.58);
      expect(left).toBeLessThan(0.72);
      expect(summary.ap50 ?? 0).toBeGreaterThan((base?.ap50 ?? 1) - 0.05);
    });

    test('what the text says of the experiments holds', () => {
      const { ap50, ap75, ar100 } = start?.summary ?? {};
      const higher = reach({ nms: 0.65 }).summary;
      expect(higher.ap75).toBeGreaterThan(ap75 ?? 1);
      expect(higher.ap50).toBeLessThan(ap50 ?? 0);
      expect(reach({ nms: 0.3 }).summary.ar100).toBeLessThan(ar100 ?? 0);
      const half = (reach({ 'equal-scores': true }).summary.ap50 ?? NaN) / (ap50 ?? NaN);
      expect(half).toBeGreaterThan(0.4);
      expect(half).toBeLessThan(0.6);
      const close = reach({ copies: 1, 'copy-score': 0.95 }).summary.ap50 ?? 1;
      const far = reach({ copies: 1, 'copy-score': 0.3 }).summary.ap50 ?? 0;
      expect(close).toBeLessThan(0.75 * (ap50 ?? 0));
      expect(far).toBeGreaterThan(0.98 * (ap50 ?? 1));
    });

    const solutions: Record<string, Partial<ApState>> = {
      'spoil-ap75': { jitter: 1.5 },
      'raise-ap': { nms: 0.65 },
      'free-duplicates': { copies: 1, 'copy-score': 0.4 },
    };

    test.each(AP_CHALLENGES)('$slug is open at the start and can be solved', (challenge) => {
      if (!start) return;
      expect(challenge.solved(start)).toBe(false);
      expect(challenge.progress(start)).not.toMatch(/NaN|undefined/);
      const known = solutions[challenge.slug];
      const tried = known
        ? [known]
        : Array.from({ length: 61 }, (_, step) => ({ score: (30 + step) / 100 }));
      expect(tried.some((change) => challenge.solved(reach(change)))).toBe(true);
    });

    test('a challenge is not won by doing everything at once', () => {
      const all = reach({ jitter: 1.5, nms: 0.65, copies: 1, 'copy-score': 0.4 });
      const won = AP_CHALLENGES.filter((challenge) => challenge.solved(all));
      expect(won.map(({ slug }) => slug)).not.toContain('raise-ap');
    });
  },
);
