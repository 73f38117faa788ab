import {
  costOf,
  countOf,
  isEasy,
  setUp,
  type Entry,
  type Measured,
  type Method,
} from './measure.ts';
import { BINS } from './state.ts';

/** The logits of one bar, and which share of the whole they have. */
export interface LogitBin {
  /** The logit in its middle. */
  readonly logit: number;
  readonly easy: number;
  readonly hard: number;
  readonly positives: number;
  readonly ignored: number;
  /** Fractions of the whole focal loss (or of its gradient). */
  readonly share: { readonly easy: number; readonly hard: number; readonly positive: number };
  /** Fraction of the whole cross-entropy. */
  readonly plain: number;
}

/** Returns the middle of the bin that a logit falls into; what lies beyond the ends is in the last ones. */
export function binOf(logit: number): number {
  const { least, most, width } = BINS;
  return Math.min(most, Math.max(least, Math.round(logit / width) * width)) + 0;
}

/** Returns all bins, lowest first, empty ones too. */
export function binsOf(now: Measured): LogitBin[] {
  const { census } = now;
  const easy = byBin(census.negatives.filter(isEasy));
  const hard = byBin(census.negatives.filter((entry) => !isEasy(entry)));
  const positives = byBin(census.positives);
  const ignored = byBin(census.ignored);
  const costs = (entries: readonly Entry[] | undefined, target: 0 | 1, method: Method): number => {
    const { options } = setUp(census, method, now.options);
    const whole = now.shares[method].total * Math.max(1, now.counts.positives);
    const sum = (entries ?? []).reduce(
      (total, { logit, count }) =>
        total + count * costOf(logit, target, options, now.state.quantity),
      0,
    );
    return whole > 0 ? sum / whole : 0;
  };
  const { least, most, width } = BINS;
  return Array.from({ length: Math.round((most - least) / width) + 1 }, (_, place) => {
    const logit = least + place * width;
    const [mild, severe, wanted] = [easy.get(logit), hard.get(logit), positives.get(logit)];
    return {
      logit,
      easy: countOf(mild ?? []),
      hard: countOf(severe ?? []),
      positives: countOf(wanted ?? []),
      ignored: countOf(ignored.get(logit) ?? []),
      share: {
        easy: costs(mild, 0, 'focal'),
        hard: costs(severe, 0, 'focal'),
        positive: costs(wanted, 1, 'focal'),
      },
      plain:
        costs(mild, 0, 'cross-entropy') +
        costs(severe, 0, 'cross-entropy') +
        costs(wanted, 1, 'cross-entropy'),
    };
  });
}

function byBin(entries: readonly Entry[]): Map<number, Entry[]> {
  const bins = new Map<number, Entry[]>();
  for (const entry of entries) {
    const bin = binOf(entry.logit);
    bins.set(bin, [...(bins.get(bin) ?? []), entry]);
  }
  return bins;
}
