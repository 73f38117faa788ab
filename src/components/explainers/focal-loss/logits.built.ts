import { builtGrids, builtSet } from './build-set.ts';
import { packLogits } from './logits.ts';
import { BUILT_SCENE } from './state.ts';

/** Every logit of the shipped detector on the scene that pages are built with, packed. */
export const builtLogits = packLogits(builtSet(BUILT_SCENE));

/** The anchors of the shipped detector, level by level. */
export const grids = builtGrids();
