import { readFileSync } from 'node:fs';
import { truthsAtInput } from '../../../../src/components/explainers/anchors/scene.ts';
import type { AnchorsScene } from '../../../../src/components/explainers/anchors/settings.ts';
import { streetBoxes } from '../../../../src/components/explainers/anchors/street-boxes.ts';
import { streetStill } from '../../../../src/components/figures/street-still.ts';
import { asDetector, parseCard } from '../../../../src/runtime/card.ts';
import type { Shape } from '../../../../src/vision/index.ts';

const card = asDetector(
  parseCard(JSON.parse(readFileSync('public/models/detector/card.json', 'utf8'))),
);

/** The scene of the built page. */
export const SCENE: AnchorsScene = {
  picture: '',
  truths: truthsAtInput(streetStill('twins')),
  ...streetBoxes(),
  detector: {
    strides: card.anchors.levels.map(({ stride }) => stride),
    shapes: card.anchors.levels.map(({ cell }) =>
      cell.map(([x1, y1, x2, y2]): Shape => [x2 - x1, y2 - y1]),
    ),
  },
};
