import { detectInNode } from '../../../runtime/node.ts';
import {
  bakeWorld,
  noiseOf,
  noiseSeedOf,
  renderFrame,
  sampleTrainingSpec,
  sampleTrainingViews,
} from '../../../world/index.ts';
import { modelFile } from '../../figures/built-detector.ts';
import { INPUT_SIZE, judgedFrame, SCORE_FLOOR, type HeldOutFrame } from './held-out.ts';

/** The first street that training never saw: those from here on are held out for evaluation. */
const FIRST_WORLD = 100_001;

/** Streets, and views of each: the first four of the eight that the card's evaluation takes. */
const WORLDS = 15;
const VIEWS = 4;

let built: readonly HeldOutFrame[] | undefined;

/**
 * Returns the first held-out frames in ordinary daylight with what the shipped detector says about them,
 * computed now, once for all pages being built.
 */
export function heldOutFrames(): readonly HeldOutFrame[] {
  built ??= detectAll();
  return built;
}

function detectAll(): readonly HeldOutFrame[] {
  const frames: HeldOutFrame[] = [];
  for (let seed = FIRST_WORLD; frames.length < WORLDS * VIEWS; seed += 1) {
    const { light, weather } = sampleTrainingSpec(seed);
    if (light !== 'day' || weather !== 'clear') continue;
    const { spec, world, cameras } = sampleTrainingViews(seed, VIEWS);
    const baked = bakeWorld(world);
    for (const [index, camera] of cameras.entries()) {
      const view = { spec, camera, noise: noiseOf(seed), noiseSeed: noiseSeedOf(seed, index) };
      const { noise, noiseSeed } = view;
      const frame = renderFrame(baked, camera, { ...INPUT_SIZE, noise, noiseSeed, samples: 2 });
      const raw = detectInNode(frame, modelFile, { floor: SCORE_FLOOR });
      frames.push(judgedFrame(view, frame, raw));
    }
  }
  return frames.slice(0, WORLDS * VIEWS);
}
