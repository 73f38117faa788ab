import { asDetector, parseCard } from '../../../runtime/card.ts';
import type { Shape } from '../../../vision/index.ts';
import { modelFile } from '../../figures/built-detector.ts';
import { stillAddress, streetStill } from '../../figures/street-still.ts';
import { truthsAtInput } from './scene.ts';
import type { AnchorsScene } from './settings.ts';
import { streetBoxes } from './street-boxes.ts';

/** Returns what the figure stands on: a street, the boxes of others, and the anchors of the shipped detector. */
export function buildScene(): AnchorsScene {
  const card: unknown = JSON.parse(new TextDecoder().decode(modelFile('detector/card.json')));
  const { levels } = asDetector(parseCard(card)).anchors;
  return {
    picture: stillAddress('twins'),
    truths: truthsAtInput(streetStill('twins')),
    ...streetBoxes(),
    detector: {
      strides: levels.map(({ stride }) => stride),
      shapes: levels.map(({ cell }) => cell.map(([x1, y1, x2, y2]): Shape => [x2 - x1, y2 - y1])),
    },
  };
}
