import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { denseOutputs } from '../../../src/components/lesson/one-stage/dense-outputs.ts';
import { asDetector, parseCard } from '../../../src/runtime/card.ts';

const detector: unknown = JSON.parse(readFileSync('public/models/detector/card.json', 'utf8'));

describe('the outputs of a detector, counted from its card', () => {
  it('are cells times anchors times classes, level by level', () => {
    const card = {
      input: { width: 64, height: 32 },
      classes: ['car', 'bus'],
      anchors: { strides: [8, 16], perCell: 3 },
      evaluation: { frames: 10, truths: 40 },
    };
    const counted = denseOutputs(card);
    expect(counted.levels.map(({ anchors }) => anchors)).toEqual([96, 24]);
    expect(counted).toMatchObject({ anchors: 120, scores: 240, things: 4, scoresPerThing: 60 });
  });

  it('are as many as the anchors that the runtime decodes', () => {
    const { anchors, classes } = asDetector(parseCard(detector));
    const decoded = anchors.levels.reduce(
      (sum, level) => sum + level.rows * level.columns * level.cell.length,
      0,
    );
    expect(denseOutputs(detector)).toMatchObject({
      anchors: decoded,
      scores: decoded * classes.length,
    });
  });

  it('are refused when the card lacks the grid', () => {
    expect(() => denseOutputs({ input: { width: 1, height: 1 } })).toThrow('anchors');
  });
});
