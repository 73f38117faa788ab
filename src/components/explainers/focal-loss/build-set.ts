import { asDetector } from '../../../runtime/card.ts';
import { readCard } from '../../../runtime/model-files.ts';
import { detectInNode } from '../../../runtime/node.ts';
import type { AnchorGrid } from '../../../vision/index.ts';
import { modelFile } from '../../figures/built-detector.ts';
import { streetStill, type StreetScene } from '../../figures/street-still.ts';
import { truthOf } from '../../figures/street-truth.ts';
import { sortLogits, type LogitSet } from './logits.ts';

const sets = new Map<StreetScene, LogitSet>();

/** Returns the anchors of the shipped detector, level by level. */
export function builtGrids(): readonly AnchorGrid[] {
  return asDetector(readCard(modelFile('detector/card.json'))).anchors.levels;
}

/** Returns every logit of the shipped detector on a scene of the street, computed now, and kept. */
export function builtSet(scene: StreetScene): LogitSet {
  const known = sets.get(scene);
  if (known) return known;
  const frame = streetStill(scene);
  const { width, height } = frame;
  const raw = detectInNode(frame, modelFile, { floor: 0 });
  const set = sortLogits(raw, builtGrids(), { width, height, ...truthOf(frame) });
  sets.set(scene, set);
  return set;
}
