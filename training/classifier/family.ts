import type { Family } from '../family.ts';

export const family: Family = {
  models: ['classifier', 'classifier-plain', 'classifier-no-bn'],
  data: 'training-crops',
  renderer: 'classifier/render-crops.ts',
  parts: [
    { file: 'train-0', firstWorld: 1, worlds: 460, views: 4 },
    { file: 'test-0', firstWorld: 100_001, worlds: 80, views: 4 },
  ],
  smokeParts: [
    { file: 'train-0', firstWorld: 1, worlds: 4, views: 3 },
    { file: 'test-0', firstWorld: 100_001, worlds: 2, views: 3 },
  ],
  lossOf: ({ loss = NaN }) => loss,
};
