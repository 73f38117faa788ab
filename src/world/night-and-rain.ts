import { createLampLight } from './lamp-light.ts';
import { drawMirror } from './mirror.ts';
import { addRain } from './rain.ts';
import { addStars } from './stars.ts';

/** What pictures after dark, in fog and in rain need beside the rest: pages fetch it when one is asked for. */
export const NIGHT_AND_RAIN = { addRain, addStars, createLampLight, drawMirror } as const;

export type NightAndRain = typeof NIGHT_AND_RAIN;
