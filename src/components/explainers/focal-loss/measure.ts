import { sigmoid, sigmoidFocalLoss, type FocalOptions } from '../../../vision/index.ts';
import { entriesOf, type LogitSet } from './logits.ts';
import type { FocalState, Quantity } from './state.ts';

/** So many anchors with this logit and one target. */
export interface Entry {
  readonly logit: number;
  readonly count: number;
}

/** All logits of a frame by their target, lowest first. */
export interface Census {
  readonly positives: readonly Entry[];
  readonly negatives: readonly Entry[];
  readonly ignored: readonly Entry[];
}

/** A negative with a smaller probability than this is easy. */
export const EASY = 0.1;

/** Negatives per positive that hard negative mining keeps, as SSD does. */
const MINED = 3;

export const METHODS = ['cross-entropy', 'balanced', 'focal', 'mining'] as const;
export type Method = (typeof METHODS)[number];

/** How three kinds of logits divide something among them, as fractions of 1. */
export interface Shares {
  readonly easy: number;
  readonly hard: number;
  readonly positive: number;
  /** The whole, per positive anchor. */
  readonly total: number;
}

/** What the figure knows at one setting. */
export interface Measured {
  readonly census: Census;
  /** Numbers of anchors and classes. */
  readonly counts: {
    readonly positives: number;
    readonly negatives: number;
    readonly ignored: number;
  };
  readonly easy: number;
  readonly state: FocalState;
  readonly options: Required<FocalOptions>;
  readonly shares: Readonly<Record<Method, Shares>>;
}

/** The logit of a probability. */
export function logitOf(probability: number): number {
  return Math.log(probability / (1 - probability));
}

/** Returns the logits as the network gave them, or as it starts: every one at its bias. */
export function censusOf(
  set: LogitSet,
  { logits, prior }: Pick<FocalState, 'logits' | 'prior'>,
): Census {
  const trained: Census = {
    positives: set.positives.map(({ logit }) => ({ logit, count: 1 })),
    negatives: entriesOf(set.negatives),
    ignored: entriesOf(set.ignored),
  };
  if (logits === 'trained') return trained;
  const start = (entries: readonly Entry[]): Entry[] =>
    entries.length === 0 ? [] : [{ logit: logitOf(prior), count: countOf(entries) }];
  return {
    positives: start(trained.positives),
    negatives: start(trained.negatives),
    ignored: start(trained.ignored),
  };
}

/** Returns everything that the figure shows as a share. */
export function measure(set: LogitSet, state: FocalState): Measured {
  const census = censusOf(set, state);
  const { gamma, alpha, quantity } = state;
  const options = { gamma, alpha };
  const sharesOf = (method: Method): Shares => methodShares(census, method, options, quantity);
  return {
    census,
    counts: {
      positives: countOf(census.positives),
      negatives: countOf(census.negatives),
      ignored: countOf(census.ignored),
    },
    easy: countOf(census.negatives.filter(isEasy)),
    state,
    options,
    shares: {
      'cross-entropy': sharesOf('cross-entropy'),
      balanced: sharesOf('balanced'),
      focal: sharesOf('focal'),
      mining: sharesOf('mining'),
    },
  };
}

/** Returns what one logit adds to the loss, or the size of its gradient. */
export function costOf(
  logit: number,
  target: 0 | 1,
  options: FocalOptions,
  quantity: Quantity = 'loss',
): number {
  const { loss, gradient } = sigmoidFocalLoss(logit, target, options);
  return quantity === 'loss' ? loss : Math.abs(gradient);
}

/** Returns the settings of the focal loss that make a method, and the negatives it looks at. */
export function setUp(
  { negatives, positives }: Census,
  method: Method,
  options: Required<FocalOptions>,
): { readonly options: FocalOptions; readonly negatives: readonly Entry[] } {
  const { alpha } = options;
  if (method === 'focal') return { options, negatives };
  if (method === 'balanced') return { options: { gamma: 0, alpha }, negatives };
  if (method === 'cross-entropy') return { options: { gamma: 0 }, negatives };
  return { options: { gamma: 0 }, negatives: hardestOf(negatives, MINED * countOf(positives)) };
}

/** Returns the `count` entries of highest logit: the negatives of largest loss, whatever the method. */
export function hardestOf(entries: readonly Entry[], count: number): Entry[] {
  const kept: Entry[] = [];
  let left = count;
  for (const entry of [...entries].reverse()) {
    if (left <= 0) break;
    kept.unshift({ logit: entry.logit, count: Math.min(left, entry.count) });
    left -= entry.count;
  }
  return kept;
}

/** Returns how many logits some entries stand for. */
export function countOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { count }) => sum + count, 0);
}

/** Whether a negative is easy. */
export function isEasy({ logit }: Pick<Entry, 'logit'>): boolean {
  return sigmoid(logit) < EASY;
}

function methodShares(
  census: Census,
  method: Method,
  focal: Required<FocalOptions>,
  quantity: Quantity,
): Shares {
  const { options, negatives } = setUp(census, method, focal);
  const sum = (entries: readonly Entry[], target: 0 | 1): number =>
    entries.reduce(
      (total, { logit, count }) => total + count * costOf(logit, target, options, quantity),
      0,
    );
  const easy = sum(negatives.filter(isEasy), 0);
  const hard = sum(
    negatives.filter((entry) => !isEasy(entry)),
    0,
  );
  const positive = sum(census.positives, 1);
  const whole = easy + hard + positive;
  // A frame without any loss has no shares: it then shows zeros.
  const share = (part: number): number => (whole > 0 ? part / whole : 0);
  return {
    easy: share(easy),
    hard: share(hard),
    positive: share(positive),
    total: whole / Math.max(1, countOf(census.positives)),
  };
}
