import { fixed } from '../../figures/number-text.ts';
import { tenth } from '../../figures/path-data.ts';
import type { LogitBin } from './bins.ts';
import { BINS } from './state.ts';

/** The drawing: counts above (negatives upwards, positives downwards), shares of the loss below. */
export const CHART = {
  width: 520,
  height: 306,
  left: 44,
  right: 506,
  /** Where counts begin, upwards and downwards. */
  middle: 120,
  /** Height of a factor of ten. */
  decade: 19.5,
  shareTop: 196,
  shareBase: 264,
} as const;

const BAR = (CHART.right - CHART.left) / ((BINS.most - BINS.least) / BINS.width + 1);

/** The probabilities that are written at the axis. */
export const TICKS = [0.0001, 0.001, 0.01, 0.1, 0.5, 0.9] as const;

/** Returns where a logit lies. */
export function xOf(logit: number): number {
  return tenth(CHART.left + ((logit - BINS.least) / BINS.width + 0.5) * BAR);
}

/** Returns the logit of a place, within the ends. */
export function logitAt(x: number): number {
  const place = Math.floor((x - CHART.left) / BAR);
  return Math.min(BINS.most, Math.max(BINS.least, BINS.least + place * BINS.width));
}

/** Returns how long a bar of a count is: a single one can still be seen. */
export function heightOf(count: number): number {
  return count < 1 ? 0 : (Math.log10(count) + 0.3) * CHART.decade;
}

/** Returns the bars of one kind as a path; `direction` is −1 upwards and 1 downwards. */
export function countPath(
  bins: readonly LogitBin[],
  read: (bin: LogitBin) => number,
  direction: 1 | -1,
): string {
  return bins
    .filter((bin) => read(bin) > 0)
    .map((bin) => bar(bin.logit, CHART.middle, CHART.middle + direction * heightOf(read(bin))))
    .join('');
}

/** Returns the negatives in two parts that stand on each other: the easy ones below. */
export function hardPath(bins: readonly LogitBin[]): string {
  return bins
    .filter(({ hard }) => hard > 0)
    .map(({ logit, easy, hard }) => {
      const [low, high] = [heightOf(easy), heightOf(easy + hard)];
      return bar(logit, CHART.middle - low, CHART.middle - high);
    })
    .join('');
}

/** Returns the top of the scale of shares: a round number at or above every one of them. */
export function shareScale(bins: readonly LogitBin[]): number {
  const most = Math.max(...bins.map(({ share, plain }) => Math.max(sumOf(share), plain)));
  return [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5].find((top) => most <= top) ?? 1;
}

/** Returns where a share lies. */
export function yOfShare(share: number, top: number): number {
  return CHART.shareBase - (share / top) * (CHART.shareBase - CHART.shareTop);
}

/** Returns the shares of one part, each on what lies below it. */
export function sharePath(
  bins: readonly LogitBin[],
  part: keyof LogitBin['share'],
  top: number,
): string {
  return bins
    .filter(({ share }) => share[part] > 0)
    .map(({ logit, share }) => {
      const below = part === 'easy' ? 0 : part === 'hard' ? share.easy : share.easy + share.hard;
      return bar(logit, yOfShare(below, top), yOfShare(below + share[part], top));
    })
    .join('');
}

/** Returns a line of steps over all bins. */
export function stepPath(bins: readonly LogitBin[], yOf: (bin: LogitBin) => number): string {
  return bins
    .map((bin, place) => {
      const y = short(yOf(bin));
      const right = short(xOf(bin.logit) + BAR / 2);
      return place === 0 ? `M${CHART.left} ${y}H${right}` : `V${y}H${right}`;
    })
    .join('');
}

/** The band of one bin. */
export function bandOf(logit: number): { x: number; width: number } {
  return { x: Number(short(xOf(logit) - BAR / 2)), width: BAR };
}

function bar(logit: number, from: number, to: number): string {
  const x = xOf(logit) - BAR / 2 + 1;
  return `M${short(x)} ${short(from)}V${short(to)}h${BAR - 2}V${short(from)}z`;
}

function sumOf({ easy, hard, positive }: LogitBin['share']): number {
  return easy + hard + positive;
}

function short(value: number): string {
  return String(Number(value.toFixed(1)));
}

/** Returns the bins as rows of a table, without those where nothing is. */
export function binRows(bins: readonly LogitBin[]): string[][] {
  return bins
    .filter(({ easy, hard, positives, ignored }) => easy + hard + positives + ignored > 0)
    .map(({ logit, easy, hard, positives, ignored, share, plain }) => [
      fixed(logit, 1),
      ...[easy + hard, positives, ignored].map(String),
      ...[plain, sumOf(share)].map((part) => fixed(100 * part, 2)),
    ]);
}

export const BIN_COLUMNS = [
  { label: 'Logit ± 0.25', numeric: true },
  { label: 'Negatives', numeric: true },
  { label: 'Positives', numeric: true },
  { label: 'Left out', numeric: true },
  { label: 'Cross-entropy, %', numeric: true },
  { label: 'Focal loss, %', numeric: true },
] as const;
