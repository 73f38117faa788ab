import { environmentFor } from './environments.ts';
import { createLampLight } from './lamp-light.ts';
import { drawMirror } from './mirror.ts';
import { addRain } from './rain.ts';
import { addStars } from './stars.ts';

/**
 * What light other than that of a clear day needs beside the rest (evening, night, fog, rain): pages fetch it when
 * one is asked for.
 */
export const OTHER_LIGHT = {
  addRain,
  addStars,
  createLampLight,
  drawMirror,
  environmentFor,
} as const;

export type OtherLight = typeof OTHER_LIGHT;
