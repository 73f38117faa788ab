import { expect, test } from 'vitest';
import { analyse, type Analysis } from '../../../../src/components/explainers/nms/analysis.ts';
import { detectScene } from '../../../../src/components/explainers/nms/build-scene.ts';
import { NMS_CHALLENGES } from '../../../../src/components/explainers/nms/challenges.ts';
import {
  METHODS,
  nmsState,
  type SceneName,
} from '../../../../src/components/explainers/nms/state.ts';
import type { Settings } from '../../../../src/components/explainers/nms/suppression.ts';
import { hasDetector } from '../../../../src/components/figures/built-detector.ts';

const initial = nmsState.initial;
const defaults: Settings = {
  iou: initial.iou,
  score: initial.score,
  method: initial.method,
  classAware: initial['class-aware'],
};

/** The first setting of a coarse grid over both thresholds and all methods that solves a challenge. */
function solve(scene: SceneName, solved: (now: Analysis) => boolean): Settings | undefined {
  const detections = detectScene(scene);
  for (const method of METHODS) {
    for (let score = 20; score <= 50; score += 10) {
      for (let iou = 35; iou <= 90; iou += 5) {
        const settings = { ...defaults, method, iou: iou / 100, score: score / 100 };
        if (solved(analyse(detections, settings, Infinity))) return settings;
      }
    }
  }
  return undefined;
}

const SCENE_OF: Record<string, SceneName> = {
  'lose-nobody': 'twins',
  'no-duplicate': 'crossing',
  'raise-ap': 'crossing',
};

test.runIf(hasDetector()).each(NMS_CHALLENGES)(
  'with the shipped detector $slug is open at the start and can be solved',
  { timeout: 120_000 },
  ({ slug, solved, progress }) => {
    for (const scene of ['crossing', 'twins'] as const) {
      const now = analyse(detectScene(scene), defaults, Infinity);
      expect(solved({ now, scene }), `${slug} at the start of ${scene}`).toBe(false);
      expect(progress({ now, scene })).not.toMatch(/NaN|undefined/);
    }
    const scene = SCENE_OF[slug] ?? 'crossing';
    expect(solve(scene, (now) => solved({ now, scene }))).toBeDefined();
  },
);
