import { convOutputSize, receptiveField, type Link } from '../../../../vision/index.ts';

/** One convolution of the network, in the order of the run. Sums with earlier layers see no more. */
export interface UnitLayer {
  readonly name: string;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/** Pixels of the frames that gradients are taken on. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A row or a column of a layer, 0 for the first; `middle` is half the count, rounded down. */
export type Place = number | 'middle';

/** Where the chosen unit stands, as the figure's state names it. */
export interface UnitPlace {
  readonly 'unit-row': Place;
  readonly 'unit-column': Place;
}

/** A unit of a layer, and the pixels that it can depend on at all. */
export interface UnitField {
  readonly layer: string;
  /** Counted from 0. */
  readonly row: number;
  readonly column: number;
  /** How many of them the layer has. */
  readonly rows: number;
  readonly columns: number;
  /** Pixels from one unit's field to the next. */
  readonly jump: number;
  /** Middle of the field, pixels. */
  readonly x: number;
  readonly y: number;
  /** Side of the theoretical receptive field, pixels; a part may lie outside the frame. */
  readonly size: number;
}

export const MIDDLE: UnitPlace = { 'unit-row': 'middle', 'unit-column': 'middle' };

/**
 * Returns a unit of the layer with this number, 1 for the first. A row or column that the layer does
 * not have becomes its last one.
 *
 * @throws VisionError when the frame is too small for the stack.
 */
export function unitField(
  layers: readonly UnitLayer[],
  number: number,
  size: Size,
  place: UnitPlace = MIDDLE,
): UnitField {
  const chain: Link[] = layers.slice(0, number);
  const { size: side, jump, center } = receptiveField(chain);
  const count = (pixels: number): number =>
    chain.reduce((length, window) => convOutputSize(length, window), pixels);
  const [rows, columns] = [count(size.height), count(size.width)];
  const [row, column] = [index(place['unit-row'], rows), index(place['unit-column'], columns)];
  return {
    layer: layers[number - 1]?.name ?? '',
    row,
    column,
    rows,
    columns,
    jump,
    x: center + column * jump,
    y: center + row * jump,
    size: side,
  };
}

const middleOf = (count: number): number => count >> 1;

function index(place: Place, count: number): number {
  return place === 'middle' ? middleOf(count) : held(place, count);
}

function held(at: number, count: number): number {
  return Math.min(count - 1, Math.max(0, at));
}

/** Returns the state's name of a row or column, the nearest one where there is no such. */
export function placeOf(at: number, count: number): Place {
  const there = held(at, count);
  return there === middleOf(count) ? 'middle' : there;
}

/** Returns the unit of the same layer whose field has its middle nearest to a pixel. */
export function unitNear(unit: UnitField, x: number, y: number): UnitPlace {
  const { jump } = unit;
  return unitBeside(unit, Math.round((x - unit.x) / jump), Math.round((y - unit.y) / jump));
}

/** Returns the unit of the same layer so many columns and rows away, as far as there are any. */
export function unitBeside(unit: UnitField, columns: number, rows: number): UnitPlace {
  return {
    'unit-row': placeOf(unit.row + rows, unit.rows),
    'unit-column': placeOf(unit.column + columns, unit.columns),
  };
}

/** Returns the unit of another layer over the same pixels; what stood in the middle stays there. */
export function unitAbove(from: UnitField, place: UnitPlace, to: UnitField): UnitPlace {
  const near = unitNear(to, from.x, from.y);
  return {
    'unit-row': place['unit-row'] === 'middle' ? 'middle' : near['unit-row'],
    'unit-column': place['unit-column'] === 'middle' ? 'middle' : near['unit-column'],
  };
}

/** A rectangle in pixels: from its first edge to its last, so pixel i covers i to i + 1. */
export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Returns the edges of a square of an odd side around a unit, wherever the frame ends. */
export function squareAround(unit: UnitField, side: number): Edges {
  const [left, top] = [unit.x, unit.y].map((at) => Math.round(at) + 0.5 - side / 2);
  const [x, y] = [left ?? 0, top ?? 0];
  return { left: x, top: y, right: x + side, bottom: y + side };
}

/** Returns the part of a rectangle that lies within `margin` pixels of the frame. */
export function cutTo({ width, height }: Size, edges: Edges, margin = 0): Edges {
  return {
    left: Math.max(0 - margin, edges.left),
    top: Math.max(0 - margin, edges.top),
    right: Math.min(width + margin, edges.right),
    bottom: Math.min(height + margin, edges.bottom),
  };
}

/** Returns how many pixels of the frame a square around a unit holds. */
export function pixelsWithin(unit: UnitField, side: number, size: Size): number {
  const { left, top, right, bottom } = cutTo(size, squareAround(unit, side));
  return (right - left) * (bottom - top);
}

/** Returns how many pixels of its field's width and height lie outside the frame. */
export function outsideOf(unit: UnitField, size: Size): Size {
  const { left, top, right, bottom } = cutTo(size, squareAround(unit, unit.size));
  return { width: unit.size - (right - left), height: unit.size - (bottom - top) };
}
