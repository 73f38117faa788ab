import { tenth } from '../../figures/path-data.ts';
import type { AxisView } from './axis-view.ts';

/** The sheet: plan above left, a section below it and one to its right. Units of the drawing. */
export const SHEET = { width: 760, height: 512, left: 36, top: 6, gap: 30, depth: 132 } as const;

/** What the plan and its margin fill at most. */
const PLAN = { width: 540, height: 330 } as const;

/** Share of the longer side that is shown beyond each border, and the least, in pixels. */
const MARGIN = 0.11;
const LEAST_MARGIN = 3;

/** One axis of the plan: from pixels to units. */
export interface Scale {
  /** Units per pixel, the same on both axes. */
  readonly unit: number;
  /** Units at the left end (top) of the plan, at pixel 0 and at the end of the picture, and at its right end. */
  readonly from: number;
  readonly zero: number;
  readonly end: number;
  readonly to: number;
  /** Returns the units of a place in pixels, where pixel i covers i to i + 1. */
  readonly at: (pixels: number) => number;
  /** The same, held within the plan. */
  readonly held: (pixels: number) => number;
}

/** Where everything stands for a picture of a size. */
export interface Layout {
  readonly x: Scale;
  readonly y: Scale;
}

/** Returns the layout of a picture of `width × height` pixels: as large as the sheet allows, in its middle. */
export function layout(width: number, height: number): Layout {
  const margin = Math.max(LEAST_MARGIN, MARGIN * Math.max(width, height));
  const [across, down] = [width + 2 * margin, height + 2 * margin];
  const unit = Math.min(PLAN.width / across, PLAN.height / down);
  const left = SHEET.left + (PLAN.width - unit * across) / 2;
  const top = SHEET.top + (PLAN.height - unit * down) / 2;
  return {
    x: scale(unit, left, margin, width),
    y: scale(unit, top, margin, height),
  };
}

function scale(unit: number, from: number, margin: number, pixels: number): Scale {
  const to = from + unit * (pixels + 2 * margin);
  const at = (place: number): number => from + (place + margin) * unit;
  return {
    unit,
    from,
    zero: at(0),
    end: at(pixels),
    to,
    at,
    held: (place) => Math.min(to, Math.max(from, at(place))),
  };
}

/** A rectangle of the drawing. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Returns the rectangle between two corners, to a tenth of a unit. */
export function framed(x1: number, y1: number, x2: number, y2: number): Frame {
  const [x, y] = [tenth(x1), tenth(y1)];
  return { x, y, width: tenth(x2 - x), height: tenth(y2 - y) };
}

/** So far beyond the plan, in units, a rectangle that leaves it ends: its edge is clipped away. */
const BEYOND = 20;

/** Returns a part of the picture, in pixels, as a rectangle; what lies far outside ends just beyond the plan. */
export function frameOf(
  { x, y }: Layout,
  left: number,
  top: number,
  width: number,
  height: number,
): Frame {
  const near = (scale: Scale, place: number): number =>
    Math.min(scale.to + BEYOND, Math.max(scale.from - BEYOND, scale.at(place)));
  return framed(near(x, left), near(y, top), near(x, left + width), near(y, top + height));
}

/** Returns the outline of a rectangle as path data. */
export function outline({ x, y, width, height }: Frame): string {
  return `M${x} ${y}h${width}v${height}h${-width}z`;
}

/** One level of a section, in units along the axis. */
export interface LevelLine {
  readonly level: number;
  /** From 0, the pixels, to 1, the last layer. */
  readonly depth: number;
  /** All cells of the level, each as long as its jump. */
  readonly from: number;
  readonly to: number;
  /** Length of a cell, or 0 where cells are too short to be told apart. */
  readonly cell: number;
  /** How far into a cell `from` lies, because the plan ends there. */
  readonly phase: number;
  /** The cells that the chosen one depends on; `undefined` above the chosen level. */
  readonly span: Part | undefined;
  /** The part of the span that lies in the level, and the parts that lie in its padding. */
  readonly real: Part | undefined;
  readonly padding: readonly Part[];
}

/** A piece of a line, in units. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** Shorter cells, in units, are drawn as one line. */
const SHORTEST_CELL = 3.5;

/** Returns the levels of a section through the chosen cell, from the pixels up. */
export function levelLines(view: AxisView, scale: Scale): LevelLine[] {
  const last = Math.max(1, view.fields.length - 1);
  return view.fields.map((field, level) => {
    // Cell j covers half a jump to both sides of the middle of its field.
    const edge = (index: number): number => field.center + 0.5 + (index - 0.5) * field.jump;
    const cells = view.sizes[level] ?? 0;
    const part = (first: number, last: number): Part => ({
      from: scale.held(edge(first)),
      to: scale.held(edge(last + 1)),
    });
    const { first, last: end } = view.cone[level] ?? { first: 0, last: -1 };
    const [low, high] = [Math.max(0, first), Math.min(cells - 1, end)];
    const before = part(first, Math.min(end, -1));
    const after = part(Math.max(first, cells), end);
    const cell = field.jump * scale.unit;
    const whole = part(0, cells - 1);
    return {
      level,
      depth: level / last,
      ...whole,
      phase: cell >= SHORTEST_CELL ? (whole.from - scale.at(edge(0))) % cell : 0,
      cell: cell >= SHORTEST_CELL ? cell : 0,
      span: first <= end ? part(first, end) : undefined,
      real: low <= high ? part(low, high) : undefined,
      padding: [before, after].filter(({ from, to }) => to > from),
    };
  });
}

/** Returns the weights of pixels as steps of at most `height` units, for the edge of a picture. */
export function profileSteps(view: AxisView, scale: Scale, height: number) {
  const { first, profile } = view.seen;
  const most = Math.max(...profile, Number.MIN_VALUE);
  return profile.map((weight, index) => ({
    from: scale.at(first + index),
    to: scale.at(first + index + 1),
    height: (weight / most) * height,
  }));
}
