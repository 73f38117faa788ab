import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FRAME_SIZE } from '../../../../src/components/explainers/receptive-field/effective/frame-size.ts';
import {
  fieldSentence,
  fitSentence,
  problemSentence,
} from '../../../../src/components/explainers/receptive-field/effective/sentences.ts';
import {
  cutTo,
  MIDDLE,
  outsideOf,
  pixelsWithin,
  placeOf,
  squareAround,
  unitAbove,
  unitBeside,
  unitField,
  unitNear,
} from '../../../../src/components/explainers/receptive-field/effective/unit.ts';
import { receptiveFieldState } from '../../../../src/components/explainers/receptive-field/state.ts';
import { asClassifier } from '../../../../src/runtime/card.ts';
import { readCard } from '../../../../src/runtime/model-files.ts';
import { influence, receptiveField } from '../../../../src/vision/index.ts';

const { layers } = asClassifier(readCard(readFileSync('public/models/classifier/card.json')));
const { initial, decode, encode, complete } = receptiveFieldState;

const at = (row: number, column: number) => ({ 'unit-row': row, 'unit-column': column });

describe('the chosen unit in the address', () => {
  test('is the middle one when nothing is said, as in links from before there was a choice', () => {
    expect(initial).toMatchObject(MIDDLE);
    const old = decode('v=1&unit=20&weights=random');
    expect(old).toMatchObject({ outcome: 'read', state: { unit: 20, ...MIDDLE } });
    expect(encode(old.state)).toBe('v=1&unit=20&weights=random');
  });

  test('survives the way there and back', () => {
    const hash = encode({ ...initial, ...at(0, 47) });
    expect(hash).toBe('v=1&unit-column=47&unit-row=0');
    expect(decode(hash)).toMatchObject({ outcome: 'read', state: at(0, 47) });
    expect(complete({ 'unit-row': 3 })).toMatchObject({ 'unit-row': 3, 'unit-column': 'middle' });
  });

  test('that a smaller layer does not have becomes its last', () => {
    const { state } = decode('v=1&unit=25&unit-row=59&unit-column=191');
    const unit = unitField(layers, state.unit, FRAME_SIZE, state);
    expect(unit).toMatchObject({ row: 14, column: 23, rows: 15, columns: 24 });
  });

  test.each(['-1', '120', '1e3', '2.5', '', 'NaN', 'Middle', '9999999999', '%00', '0x1', '1,2'])(
    'falls back to all defaults for "%s"',
    (text) => {
      expect(decode(`v=1&weights=random&unit-row=${text}`)).toMatchObject({
        outcome: 'invalid',
        state: initial,
      });
    },
  );
});

describe('units of a layer', () => {
  const unit = unitField(layers, 12, FRAME_SIZE);

  test('the middle has a name of its own, wherever it is reached from', () => {
    expect(unit).toMatchObject({ row: 15, column: 24, rows: 30, columns: 48 });
    expect(placeOf(15, 30)).toBe('middle');
    const left = unitField(layers, 12, FRAME_SIZE, unitBeside(unit, -1, 0));
    expect(left).toMatchObject({ row: 15, column: 23 });
    expect(unitBeside(left, 1, 0)).toEqual(MIDDLE);
  });

  test('end at the border', () => {
    expect(unitBeside(unit, -99, -99)).toEqual(at(0, 0));
    expect(unitBeside(unit, 99, 99)).toEqual(at(29, 47));
  });

  test('are found by the pixel that they stand over', () => {
    const { x, y } = unitField(layers, 12, FRAME_SIZE, at(3, 40));
    expect(unitNear(unit, x + 1.9, y - 1.9)).toEqual(at(3, 40));
    expect(unitNear(unit, -50, 500)).toEqual(at(29, 0));
  });

  test('stay over the same pixels in another layer, and the middle stays the middle', () => {
    const corner = unitField(layers, 12, FRAME_SIZE, at(2, 46));
    const deep = unitField(layers, 25, FRAME_SIZE);
    expect(unitAbove(corner, at(2, 46), deep)).toEqual(at(1, 23));
    expect(unitAbove(unit, MIDDLE, deep)).toEqual(MIDDLE);
  });
});

describe.each([1, 2, 12, 13, 25, 26])('the box in layer %i', (number) => {
  const chain = layers.slice(0, number);
  const { rows, columns } = unitField(layers, number, FRAME_SIZE);
  const corners = [0, 1, rows >> 1, rows - 1].flatMap((row) =>
    [0, 2, columns >> 1, columns - 1].map((column) => [row, column] as const),
  );

  test.each(corners)(
    'of the unit in row %i, column %i is what tracing back finds',
    (row, column) => {
      const unit = unitField(layers, number, FRAME_SIZE, at(row, column));
      const box = squareAround(unit, unit.size);
      const seen = cutTo(FRAME_SIZE, box);
      const outside = outsideOf(unit, FRAME_SIZE);
      const field = receptiveField(chain);
      for (const [from, to, seenFrom, seenTo, cell, pixels, out] of [
        [box.left, box.right, seen.left, seen.right, column, FRAME_SIZE.width, outside.width],
        [box.top, box.bottom, seen.top, seen.bottom, row, FRAME_SIZE.height, outside.height],
      ] as const) {
        expect(from).toBe(field.start + cell * field.jump);
        expect(to - from).toBe(field.size);
        const { first, last, outputSize } = influence(chain, pixels, cell);
        expect(cell).toBeLessThan(outputSize);
        expect([seenFrom, seenTo]).toEqual([first, last + 1]);
        expect(out).toBe(field.size - (last + 1 - first));
      }
      const [wide, high] = [unit.size - outside.width, unit.size - outside.height];
      expect(pixelsWithin(unit, unit.size, FRAME_SIZE)).toBe(wide * high);
      const said = fieldSentence(unit);
      expect(said).toContain(`row ${row}, column ${column} of ${rows} × ${columns}`);
      if (outside.width) expect(said).toContain(`${outside.width} px of the width`);
      if (outside.height) expect(said).toContain(`${outside.height} px of the height`);
      expect(said.includes('all of them in the picture')).toBe(!outside.width && !outside.height);
    },
  );
});

test('the text says how much of a corner’s field lies outside', () => {
  const text = readFileSync('src/content/explainers/receptive-field.mdx', 'utf8');
  const corner = unitField(layers, initial.unit, FRAME_SIZE, at(0, 0));
  const { width, height } = outsideOf(corner, FRAME_SIZE);
  expect(width).toBe(height);
  expect(text).toContain(`layer ${width} of ${corner.size} px lie outside along each axis`);
});

describe('a picture of the reader’s', () => {
  const own = (width: number, height: number) => ({
    name: 'mine.png',
    pixels: { width, height, data: new Uint8ClampedArray(), colorSpace: 'srgb' } as const,
  });

  test('of the frame’s shape needs no words', () => {
    expect(fitSentence(own(640, 400))).toBe('');
    expect(problemSentence(own(640, 400))).toBe('');
  });

  test('of one pixel fills what it can', () => {
    expect(fitSentence(own(1, 1))).toContain('120 × 120 of the 192 × 120 px');
    expect(problemSentence(own(1, 1))).toBe('');
  });

  test('of which nothing would be left is told so', () => {
    expect(problemSentence(own(640, 1))).toMatch(/less than a pixel high/);
    expect(problemSentence(own(3, 640))).toMatch(/less than a pixel wide/);
    expect(problemSentence(own(640, 4))).toBe('');
  });
});
