import { detectScene } from './build-scene.ts';
import { packDetections } from './detections.ts';
import { nmsState } from './state.ts';

/** Predictions below this score are not there: lower ones, other light or time need the live model. */
export const BUILT_FLOOR = nmsState.initial.score;

/** What the shipped detector says about the scenes that pages show first, packed. */
export const builtDetections = {
  crossing: packDetections(detectScene('crossing'), BUILT_FLOOR),
  twins: packDetections(detectScene('twins'), BUILT_FLOOR),
};

export type BuiltScene = keyof typeof builtDetections;
