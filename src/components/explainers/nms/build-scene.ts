import { detectInNode } from '../../../runtime/node.ts';
import { modelFile } from '../../figures/built-detector.ts';
import { streetStill, type StreetScene } from '../../figures/street-still.ts';
import { truthOf } from '../../figures/street-truth.ts';
import { SCORE_FLOOR, tidy, type Detections } from './detections.ts';

/** Returns what the shipped detector says about a scene of the street, computed now, and the truth. */
export function detectScene(scene: StreetScene, floor = SCORE_FLOOR): Detections {
  const frame = streetStill(scene);
  const raw = detectInNode(frame, modelFile, { floor });
  return {
    width: frame.width,
    height: frame.height,
    predictions: tidy(raw),
    ...truthOf(frame),
  };
}
