import type { Challenge } from '../../figures/challenge.ts';
import { fixed } from '../../figures/number-text.ts';
import { iou, type Box } from '../../../vision/index.ts';
import type { Measured } from './measure.ts';

function inside(inner: Box, outer: Box): boolean {
  return (
    inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3]
  );
}

/** The goals of the figure, in the order in which they stand. */
export const IOU_CHALLENGES: readonly Challenge<Measured>[] = [
  {
    slug: 'far-apart',
    solved: (now) => now.giou <= -0.6,
    progress: (now) => `Now GIoU is ${fixed(now.giou)}.`,
  },
  {
    slug: 'blind-to-place',
    solved: (now) => inside(now.prediction, now.truth) && now.iou - now.diou >= 0.08,
    progress: (now) =>
      inside(now.prediction, now.truth)
        ? `Now DIoU lies ${fixed(now.iou - now.diou)} below IoU.`
        : 'Now the prediction is not inside.',
  },
  {
    slug: 'centred-other-shape',
    solved: (now) => Math.abs(now.iou - 0.3) <= 0.01 && now.distance <= 1 && now.aspect >= 0.08,
    progress: (now) =>
      `Now IoU ${fixed(now.iou)}, centres ${fixed(now.distance, 1)} px apart, v = ${fixed(now.aspect, 3)}.`,
  },
  {
    slug: 'rescue',
    solved: (now) => now.step > 0 && iou(now.start, now.truth) === 0 && now.iou >= 0.9,
    progress: (now) =>
      iou(now.start, now.truth) === 0
        ? `Now IoU ${fixed(now.iou)} after ${now.step} steps.`
        : 'The start overlaps the truth: pull them apart first.',
  },
];
