import type { Shape } from '../../../vision/index.ts';

/** Sheet of the plot, its axes from `from` to `to`, in units of the drawing. */
export const PLOT = {
  width: 520,
  height: 330,
  x: { from: 46, to: 506, least: 2, most: 256 },
  y: { from: 288, to: 16, least: 4, most: 256 },
} as const;

/** Returns where a width stands on the logarithmic axis. */
export function plotX(width: number): number {
  return place(width, PLOT.x);
}

/** Returns where a height stands on the logarithmic axis. */
export function plotY(height: number): number {
  return place(height, PLOT.y);
}

interface Axis {
  readonly from: number;
  readonly to: number;
  readonly least: number;
  readonly most: number;
}

function place(value: number, { from, to, least, most }: Axis): number {
  return from + ((to - from) * Math.log(value / least)) / Math.log(most / least);
}

/** Whether a shape lies on the sheet. */
export function isOnPlot([width, height]: Shape): boolean {
  return (
    width >= PLOT.x.least && width <= PLOT.x.most && height >= PLOT.y.least && height <= PLOT.y.most
  );
}

/**
 * Returns the outline of all sizes whose IoU with a shape of 1 × 1 is exactly `threshold`, centres together, as
 * factors of its width and height. On logarithmic axes it is the same for every shape.
 */
export function coveredOutline(threshold: number, steps = 6): Shape[] {
  const t = threshold;
  const between = (from: number, to: number): number[] =>
    Array.from({ length: steps }, (_, index) => from * (to / from) ** (index / steps));
  return [
    ...between(t, 1).map((u): Shape => [u, t / u]),
    ...between(1, 1 / t).map((u): Shape => [u, t / (1 + t - t * u)]),
    ...between(1 / t, 1).map((u): Shape => [u, 1 / (t * u)]),
    ...between(1, t).map((u): Shape => [u, (u * (1 + t) - t) / (t * u)]),
  ];
}

/** Returns that outline as a path around the origin, in units of the drawing. */
export function outlinePath(threshold: number): string {
  const points = coveredOutline(threshold).map(
    ([u, v]) => `${(plotX(u) - plotX(1)).toFixed(1)} ${(plotY(v) - plotY(1)).toFixed(1)}`,
  );
  return `M${points.join('L')}z`;
}

/** Returns sizes as a path of dots, equal ones once; a round cap makes a dot of each. */
export function dots(sizes: readonly Shape[]): string {
  const places = sizes.map(
    ([width, height]) => `M${Math.round(plotX(width))} ${Math.round(plotY(height))}h0`,
  );
  return [...new Set(places)].join('');
}
