import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assembleModel, readCard } from '../../../runtime/model-files.ts';
import { modelFile, modelFolder } from '../../figures/built-detector.ts';
import { learntKernels, type LearntKernels } from './learnt.ts';

/** Returns the first-layer kernels of the shipped classifier, dequantised; nothing without one. */
export function builtKernels(): LearntKernels | undefined {
  if (!existsSync(join(modelFolder(), 'classifier', 'card.json'))) return undefined;
  const card = readCard(modelFile('classifier/card.json'));
  const stem = assembleModel(card, modelFile('classifier/weights.bin')).tensors.get('stem.kernel');
  return stem && learntKernels(stem);
}
