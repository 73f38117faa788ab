import { measure } from '../../../../src/components/explainers/anchors/measure.ts';
import type { AnchorsState } from '../../../../src/components/explainers/anchors/settings.ts';
import { anchorsState } from '../../../../src/components/explainers/anchors/state.ts';
import { SCENE } from './scene.ts';

/** The state of the figure on the example scene, and its address. */
export const codec = anchorsState(SCENE);

/** What the figure measures when these settings differ from the defaults. */
export const at = (change: Partial<AnchorsState> = {}) =>
  measure({ ...codec.initial, ...change }, SCENE);
