import { detectScene } from './build-scene.ts';
import { nmsState } from './state.ts';
import { packSweep, sweep } from './sweep.ts';

const { iou, score, method, 'class-aware': classAware } = nmsState.initial;

/** Every IoU threshold at the defaults, packed: a page that wakes would take long over it. */
export const builtSweep = packSweep(
  sweep(detectScene('crossing'), { iou, score, method, classAware }),
);
