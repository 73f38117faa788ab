import { COCO_RECALLS, sampleEnvelope } from '../../../vision/index.ts';
import type { RankedCurve } from './evaluation.ts';

/** The chart of the curve, in its own units. */
export const CHART = {
  width: 440,
  height: 330,
  left: 48,
  right: 430,
  top: 26,
  bottom: 286,
} as const;

export const xOf = (recall: number): number => CHART.left + recall * (CHART.right - CHART.left);
export const yOf = (precision: number): number =>
  CHART.bottom - precision * (CHART.bottom - CHART.top);

const short = (value: number): string => String(Math.round(value * 2) / 2);

interface Place {
  readonly recall: number;
  readonly precision: number;
}

/** Returns the line through some points; points that fall on one spot of the chart are drawn once. */
export function linePath(points: readonly Place[]): string {
  let path = '';
  let last = '';
  for (const { recall, precision } of points) {
    const spot = `${short(xOf(recall))} ${short(yOf(precision))}`;
    if (spot !== last) path += `${path === '' ? 'M' : 'L'}${spot}`;
    last = spot;
  }
  return path;
}

/** Returns the envelope as steps, down to zero where the curve ends. */
export function envelopePath({
  points,
  envelope,
}: Pick<RankedCurve, 'points' | 'envelope'>): string {
  const [start] = envelope;
  if (start === undefined) return '';
  let path = `M${short(xOf(0))} ${short(yOf(start))}`;
  let level = start;
  let recall = 0;
  for (const [index, point] of points.entries()) {
    const value = envelope[index] ?? 0;
    if (short(yOf(value)) !== short(yOf(level))) {
      path += `H${short(xOf(recall))}V${short(yOf(value))}`;
      level = value;
    }
    recall = point.recall;
  }
  return `${path}H${short(xOf(recall))}V${short(yOf(0))}`;
}

/** Returns one upright line for each recall at which a rule reads the envelope. */
export function combPath(curve: Pick<RankedCurve, 'points'>, recalls: readonly number[]): string {
  const values = sampleEnvelope(curve.points, recalls);
  return recalls
    .map((recall, index) => {
      const value = values[index] ?? 0;
      return value === 0 ? '' : `M${short(xOf(recall))} ${short(yOf(0))}V${short(yOf(value))}`;
    })
    .join('');
}

/** Returns the mean over curves of what COCO reads at each of its recalls. */
export function meanPath(curves: readonly Pick<RankedCurve, 'points'>[]): string {
  if (curves.length === 0) return '';
  const read = curves.map(({ points }) => sampleEnvelope(points, COCO_RECALLS));
  return linePath(
    COCO_RECALLS.map((recall, index) => ({
      recall,
      precision: read.reduce((sum, values) => sum + (values[index] ?? 0), 0) / read.length,
    })),
  );
}
