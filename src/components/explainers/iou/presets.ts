import type { Box } from '../../../vision/index.ts';
import type { IouScene } from './scene.ts';

/** A prediction worth looking at, made for a truth. */
export interface Preset {
  readonly name: string;
  readonly place: (truth: Box, scene: IouScene) => Box;
}

/** Half the area with the same shape has sides of √½. */
const HALF = Math.SQRT1_2;

/** A box of `w × h` times the truth's size whose centre lies `dx`, `dy` truth sizes away. */
function around(truth: Box, w: number, h: number, dx = 0, dy = 0): Box {
  const [width, height] = [truth[2] - truth[0], truth[3] - truth[1]];
  const x = (truth[0] + truth[2]) / 2 + dx * width;
  const y = (truth[1] + truth[3]) / 2 + dy * height;
  return [x - (w * width) / 2, y - (h * height) / 2, x + (w * width) / 2, y + (h * height) / 2];
}

/** Beside the truth, on the side with more room, `gap` truth widths away. */
function beside(truth: Box, scene: IouScene, gap: number): Box {
  const side = truth[0] > scene.width - truth[2] ? -1 : 1;
  return around(truth, 0.8, 0.8, side * (0.9 + gap));
}

/** The three in the middle have one IoU, 0.50, and one GIoU, but not one DIoU or CIoU. */
export const PRESETS: readonly Preset[] = [
  { name: 'No overlap', place: (truth, scene) => beside(truth, scene, 0.15) },
  { name: 'Far away', place: (truth, scene) => beside(truth, scene, 0.8) },
  { name: '½, centred', place: (truth) => around(truth, HALF, HALF) },
  {
    name: '½, in the corner',
    place: (truth) => around(truth, HALF, HALF, (1 - HALF) / 2, (1 - HALF) / 2),
  },
  { name: '½, other shape', place: (truth) => around(truth, 1, 0.5) },
  { name: 'Small inside', place: (truth) => around(truth, 0.35, 0.35, -0.2, -0.2) },
];

/** Returns the preset's box in tenths of a pixel, pushed into the picture. */
export function placePreset(preset: Preset, truth: Box, scene: IouScene): Box {
  const [x1, y1, x2, y2] = preset.place(truth, scene);
  const dx = Math.max(0, -x1) - Math.max(0, x2 - scene.width);
  const dy = Math.max(0, -y1) - Math.max(0, y2 - scene.height);
  const tenth = (value: number, most: number): number =>
    Math.round(Math.min(most, Math.max(0, value)) * 10) / 10;
  return [
    tenth(x1 + dx, scene.width),
    tenth(y1 + dy, scene.height),
    tenth(x2 + dx, scene.width),
    tenth(y2 + dy, scene.height),
  ];
}
