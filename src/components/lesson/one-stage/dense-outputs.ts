import { z } from 'astro/zod';

/** What a model's card says of its grid. */
const gridSchema = z.object({
  input: z.object({ width: z.number(), height: z.number() }),
  classes: z.array(z.string()),
  anchors: z.object({ strides: z.array(z.number()), perCell: z.number() }),
  evaluation: z.object({ frames: z.number(), truths: z.number() }),
});

/** One level of the grid: pixels from cell to cell, and what the network says there. */
export interface DenseLevel {
  readonly stride: number;
  readonly columns: number;
  readonly rows: number;
  readonly anchors: number;
  /** One for each class of each anchor. */
  readonly scores: number;
}

/** How much a detector says of one picture, and how little there is to be said. */
export interface DenseOutputs {
  readonly levels: readonly DenseLevel[];
  readonly anchors: number;
  readonly scores: number;
  /** Things that count in a held-out frame, on average. */
  readonly things: number;
  readonly scoresPerThing: number;
}

/** Returns the counts that a detector's `card.json` implies. @throws ZodError naming what the card lacks. */
export function denseOutputs(card: unknown): DenseOutputs {
  const { input, classes, anchors: grid, evaluation } = gridSchema.parse(card);
  const levels = grid.strides.map((stride): DenseLevel => {
    const [columns, rows] = [Math.floor(input.width / stride), Math.floor(input.height / stride)];
    const anchors = columns * rows * grid.perCell;
    return { stride, columns, rows, anchors, scores: anchors * classes.length };
  });
  const sum = (of: 'anchors' | 'scores') => levels.reduce((total, level) => total + level[of], 0);
  const [anchors, scores] = [sum('anchors'), sum('scores')];
  const things = evaluation.truths / evaluation.frames;
  return { levels, anchors, scores, things, scoresPerThing: scores / things };
}
