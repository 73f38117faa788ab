// Typed-array reads are in range by construction, hence `!`.
import { describe, expect, test } from 'vitest';
import { asDetector, parseCard } from '../../../src/runtime/card.ts';
import { decodePredictions } from '../../../src/runtime/decode.ts';
import { anchorBox, clipBox, decodeBox, encodeBox } from '../../../src/vision/index.ts';

const card = asDetector(
  parseCard({
    name: 'detector',
    task: 'object detection',
    classes: ['car', 'bus', 'person'],
    input: { width: 64, height: 32 },
    topDown: true,
    anchors: {
      strides: [8, 16],
      shapes: [
        [
          [6, 4],
          [4, 10],
        ],
        [
          [20, 12],
          [10, 24],
        ],
      ],
      coderWeights: [10, 10, 5, 5],
    },
    files: { 'weights.bin': { bytes: 1, sha256: '' } },
    tensors: [],
  }),
);

/** Levels full of numbers in −4 to 4 that depend on nothing else. */
const levels = card.anchors.levels.map(({ rows, columns, cell }, level) => {
  const count = rows * columns * cell.length;
  const wave = (length: number, step: number): Float32Array =>
    Float32Array.from({ length }, (_, i) => 4 * Math.sin(i * step + level));
  return { logits: wave(count * 3, 0.7), deltas: wave(count * 4, 1.3) };
});

describe('decoding', () => {
  test('equals the box coder of src/vision, anchor by anchor, in the order of the raw index', () => {
    const raw = decodePredictions(levels, card, { width: 64, height: 32 }, 0);
    let place = 0;
    let first = 0;
    for (const [index, grid] of card.anchors.levels.entries()) {
      const count = grid.rows * grid.columns * grid.cell.length;
      for (let anchor = 0; anchor < count; anchor += 1) {
        const [dx, dy, dw, dh] = levels[index]!.deltas.subarray(4 * anchor, 4 * anchor + 4);
        const decoded = decodeBox([dx!, dy!, dw!, dh!], anchorBox(grid, anchor), [10, 10, 5, 5]);
        for (let c = 0; c < 3; c += 1) {
          expect(raw.anchors[place]).toBe(first + anchor);
          expect(raw.classes[place]).toBe(c);
          expect(raw.strides[place]).toBe(grid.stride);
          expect(raw.logits[place]).toBe(levels[index]!.logits[3 * anchor + c]);
          expect(raw.boxes[place]).toEqual(clipBox(decoded, 64, 32));
          place += 1;
        }
      }
      first += count;
    }
    expect(raw.boxes).toHaveLength(place);
  });

  test('keeps exactly the scores that reach the floor', () => {
    const all = decodePredictions(levels, card, { width: 64, height: 32 }, 0);
    for (const floor of [0.05, 0.5, 0.9]) {
      const some = decodePredictions(levels, card, { width: 64, height: 32 }, floor);
      expect(some.scores).toEqual(all.scores.filter((score) => score >= floor));
    }
  });

  test('centres the anchors of a cell on the cell', () => {
    const grid = card.anchors.levels[1]!;
    expect(anchorBox(grid, 0)).toEqual([-2, 2, 18, 14]);
    expect(anchorBox(grid, 2 * 5 + 1)).toEqual([19, 12, 29, 36]);
  });

  test('puts boxes where they are in a picture of another size', () => {
    const grid = card.anchors.levels[0]!;
    const anchor = 2 * (grid.columns + 3);
    const wanted = [20, 5, 40, 18] as const;
    const deltas = new Float32Array(levels[0]!.deltas.length);
    deltas.set(encodeBox(wanted, anchorBox(grid, anchor), [10, 10, 5, 5]), 4 * anchor);
    const logits = new Float32Array(levels[0]!.logits.length).fill(-20);
    logits[3 * anchor] = 3;
    const nothing = { ...levels[1]!, logits: new Float32Array(levels[1]!.logits.length).fill(-20) };
    // Half the input's scale, and 8 rows of the input's 32 are border.
    const picture = { width: 128, height: 32 };
    const raw = decodePredictions([{ logits, deltas }, nothing], card, picture, 0.5);
    expect(raw.boxes).toHaveLength(1);
    for (const [i, value] of [40, 0, 80, 20].entries()) {
      expect(raw.boxes[0]![i]!).toBeCloseTo(value, 4);
    }
  });
});
