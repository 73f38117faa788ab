import type { AxisView } from './axis-view.ts';

/** The sheet: plan above left, a section below it and one to its right. Units of the drawing. */
export const SHEET = { width: 800, height: 540, left: 44, top: 8, gap: 30, depth: 140 } as const;

/** What the plan and its margin fill at most. */
const PLAN = { width: 560, height: 324 } as const;

/** Share of each side that is shown beyond the picture, and the least, in pixels. */
const MARGIN = 0.12;
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
  const marginX = Math.max(LEAST_MARGIN, MARGIN * width);
  const marginY = Math.max(LEAST_MARGIN, MARGIN * height);
  const unit = Math.min(PLAN.width / (width + 2 * marginX), PLAN.height / (height + 2 * marginY));
  const across = unit * (width + 2 * marginX);
  const down = unit * (height + 2 * marginY);
  const left = SHEET.left + (PLAN.width - across) / 2;
  const top = SHEET.top + (PLAN.height - down) / 2;
  return {
    x: scale(unit, left, marginX, width),
    y: scale(unit, top, marginY, height),
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
  readonly span: { readonly from: number; readonly to: number } | undefined;
  /** The part of the span that lies in the level, not in its padding. */
  readonly real: { readonly from: number; readonly to: number } | undefined;
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
    const part = (first: number, end: number) => ({
      from: scale.held(edge(first)),
      to: scale.held(edge(end + 1)),
    });
    const span = view.cone[level];
    const [low, high] = [Math.max(0, span?.first ?? 0), Math.min(cells - 1, span?.last ?? -1)];
    const cell = field.jump * scale.unit;
    const whole = part(0, cells - 1);
    return {
      level,
      depth: level / last,
      ...whole,
      phase: cell >= SHORTEST_CELL ? (whole.from - scale.at(edge(0))) % cell : 0,
      cell: cell >= SHORTEST_CELL ? cell : 0,
      span: span && part(span.first, span.last),
      real: span && low <= high ? part(low, high) : undefined,
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
