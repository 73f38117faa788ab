/** Indices are in range by construction, hence `!`. */
import type { MeshBuilder } from '../mesh-builder.ts';
import { addPanel } from '../shapes/flat.ts';
import type { Surface } from '../surface.ts';

/** Letters on a grid of 3 × 5, five rows from the top, each row three bits from the left. */
const LETTERS: Readonly<Record<string, readonly number[]>> = {
  A: [2, 5, 7, 5, 5],
  B: [6, 5, 6, 5, 6],
  C: [3, 4, 4, 4, 3],
  D: [6, 5, 5, 5, 6],
  E: [7, 4, 6, 4, 7],
  F: [7, 4, 6, 4, 4],
  G: [3, 4, 5, 5, 3],
  H: [5, 5, 7, 5, 5],
  I: [7, 2, 2, 2, 7],
  K: [5, 5, 6, 5, 5],
  L: [4, 4, 4, 4, 7],
  N: [5, 7, 7, 7, 5],
  O: [7, 5, 5, 5, 7],
  P: [6, 5, 6, 4, 4],
  R: [6, 5, 6, 5, 5],
  S: [3, 4, 2, 1, 6],
  T: [7, 2, 2, 2, 2],
  U: [5, 5, 5, 5, 7],
  Y: [5, 5, 2, 2, 2],
  '0': [7, 5, 5, 5, 7],
  '1': [2, 6, 2, 2, 7],
  '2': [6, 1, 2, 4, 7],
  '3': [6, 1, 2, 1, 6],
  '4': [5, 5, 7, 1, 1],
  '5': [7, 4, 6, 1, 6],
  '6': [3, 4, 7, 5, 7],
  '7': [7, 1, 2, 2, 2],
  '8': [7, 5, 7, 5, 7],
  '9': [7, 5, 7, 1, 6],
};

/** What the shops of the street sell. */
export const SHOP_NAMES = [
  'CAFE',
  'BOOKS',
  'BREAD',
  'TEA',
  'FLORA',
  'CHESS',
  'RADIO',
  'GLOBE',
  'PAPER',
  'FRUIT',
  'COFFEE',
  'SHOES',
  'PHOTO',
  'BIKES',
] as const;

/**
 * Adds a word on the plane z, centred at `x`, its foot at `y`, letters `height` metres tall, facing +z:
 * who reads it has +x on their left.
 * Letters that the font lacks stay blank.
 */
export function addLettering(
  mesh: MeshBuilder,
  word: string,
  x: number,
  y: number,
  z: number,
  height: number,
  colour: number,
  surface: Surface,
): void {
  const cell = height / 5;
  const pitch = cell * 4.1;
  let left = x + ((word.length - 1) * pitch + cell * 3) / 2;
  for (const letter of word) {
    const rows = LETTERS[letter];
    if (rows) addLetter(mesh, rows, left, y, z, cell, colour, surface);
    left -= pitch;
  }
}

/** One letter as few rectangles: long strokes downwards first, then what is left of each row. */
function addLetter(
  mesh: MeshBuilder,
  rows: readonly number[],
  left: number,
  y: number,
  z: number,
  cell: number,
  colour: number,
  surface: Surface,
): void {
  const done = [0, 0, 0, 0, 0];
  for (let column = 0; column < 3; column++) {
    const bit = 4 >> column;
    for (let from = 0; from < 5; from++) {
      let to = from;
      while (to < 5 && (rows[to]! & bit) !== 0) to++;
      if (to - from < 3) continue;
      const x = left - column * cell;
      addPanel(mesh, x - cell, y + (5 - to) * cell, x, y + (5 - from) * cell, z, colour, surface);
      for (let row = from; row < to; row++) done[row]! |= bit;
      break;
    }
  }
  rows.forEach((row, index) => {
    const rest = row & ~done[index]!;
    for (let column = 0; column < 3; column++) {
      if ((rest & (4 >> column)) === 0) continue;
      let end = column;
      while (end < 3 && (rest & (4 >> end)) !== 0) end++;
      const bottom = y + (4 - index) * cell;
      addPanel(
        mesh,
        left - end * cell,
        bottom,
        left - column * cell,
        bottom + cell,
        z,
        colour,
        surface,
      );
      column = end;
    }
  });
}
