import type { Box } from '../../vision/index.ts';

/** A place in a drawing, in its units. */
export type Point = readonly [x: number, y: number];

/** How far from the true line a shortened one may lie, in tenths of a unit: less than can be seen. */
const TOLERANCE = 1;

/** Returns a number rounded to a tenth of a unit, as exact as a drawing can show. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Returns the outline of a box as path data, spelled as `data-box` spells its corners. */
export function boxOutline([x1, y1, x2, y2]: Box): string {
  return `M${tenth(x1)},${tenth(y1)}H${tenth(x2)}V${tenth(y2)}H${tenth(x1)}Z`;
}

/**
 * Returns a line through points as short path data, empty without any: rounded to tenths of a unit, relative,
 * without points that lie within a tenth of it.
 */
export function polyline(points: readonly Point[]): string {
  const [start, ...rest] = thinned(
    points.map(([x, y]) => [Math.round(x * 10), Math.round(y * 10)]),
  );
  if (!start) return '';
  let [x, y] = start;
  let path = `M${x / 10} ${y / 10}`;
  for (const [nextX, nextY] of rest) {
    path += step(nextX - x, nextY - y);
    [x, y] = [nextX, nextY];
  }
  return path;
}

/** A step of a line, in tenths; a straight one across or down names one number. */
function step(across: number, down: number): string {
  if (down === 0) return `h${short(across)}`;
  if (across === 0) return `v${short(down)}`;
  return `l${short(across)}${down < 0 ? '' : ' '}${short(down)}`;
}

/** Tenths as the shortest decimal of units: `-.5`, `1.2`. */
function short(tenths: number): string {
  return String(tenths / 10).replace(/^(-?)0\./, '$1.');
}

/** Returns the points of a line without those that lie on it anyway (Douglas and Peucker, 1973). */
function thinned(points: readonly Point[]): readonly Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 3) return points;
  let [farthest, most] = [0, TOLERANCE];
  for (const [index, point] of points.entries()) {
    const off = distance(point, first, last);
    if (off > most) [farthest, most] = [index, off];
  }
  if (farthest === 0) return [first, last];
  return [...thinned(points.slice(0, farthest + 1)), ...thinned(points.slice(farthest)).slice(1)];
}

/** Returns how far a point lies from the line between two others. */
function distance([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = Math.hypot(dx, dy);
  if (length === 0) return Math.hypot(x - x1, y - y1);
  return Math.abs(dx * (y - y1) - dy * (x - x1)) / length;
}
