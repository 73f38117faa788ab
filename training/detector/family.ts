import type { Family } from '../family.ts';

export const family: Family = {
  models: ['detector', 'detector-no-fpn'],
  data: 'training',
  renderer: 'render/frames.ts',
  parts: [
    { file: 'train-0', firstWorld: 1, worlds: 550, views: 8 },
    { file: 'train-1', firstWorld: 551, worlds: 550, views: 8 },
    { file: 'test-0', firstWorld: 100_001, worlds: 268, views: 8 },
  ],
  smokeParts: [
    { file: 'train-0', firstWorld: 1, worlds: 3, views: 8 },
    { file: 'test-0', firstWorld: 100_001, worlds: 2, views: 4 },
  ],
  lossOf: ({ classLoss = NaN, boxLoss = NaN }) => classLoss + 2 * boxLoss,
};
