// Array reads are in range by construction, hence `!`.
import type { RawPredictions } from '../../../runtime/index.ts';
import {
  anchorBox,
  anchorsOf,
  assignAnchors,
  countAnchors,
  IGNORED,
  type AnchorGrid,
  type Box,
} from '../../../vision/index.ts';
import { CLASS_IDS } from '../../figures/detector-classes.ts';
import { MODEL_WIDTH, type StreetTruth, type TruthItem } from '../../figures/street-truth.ts';
import { RULE } from './trained.ts';

/** Logits are rounded to this once, before anything is computed with them. */
export const GRID = 0.05;

/** How many logits lie at each place of the grid, from `first · GRID` on. */
export interface Histogram {
  readonly first: number;
  readonly counts: readonly number[];
}

/** One anchor with one class, and what the network said. */
export interface Sample {
  /** Index of the anchor, counted through all levels. */
  readonly anchor: number;
  /** Place in `CLASS_IDS`. */
  readonly classId: number;
  /** A multiple of `GRID`. */
  readonly logit: number;
}

/** Every logit of the detector on one frame, sorted by what training would want of it. */
export interface LogitSet {
  /** Size of the picture that the truth is in, pixels. */
  readonly width: number;
  readonly height: number;
  readonly truth: readonly TruthItem[];
  /** Target 1, hardest (lowest logit) first. */
  readonly positives: readonly Sample[];
  /** Target 0, all of them. */
  readonly negatives: Histogram;
  /** The hardest (highest) of the negatives, hardest first. */
  readonly hardest: readonly Sample[];
  /** No target: they cost nothing. */
  readonly ignored: Histogram;
}

/** How many of the hardest negatives are kept with their anchors. */
const HARDEST = 40;

/** Returns the logits of a frame with their targets, by the rule that the detector was trained with. */
export function sortLogits(
  { logits, classes, anchors }: Pick<RawPredictions, 'logits' | 'classes' | 'anchors'>,
  grids: readonly AnchorGrid[],
  { width, height, truth, uncounted }: StreetTruth & { width: number; height: number },
): LogitSet {
  const scale = MODEL_WIDTH / width;
  const inModel = ({ box }: TruthItem): Box => scaled(box, scale);
  const owners = assignAnchors(anchorsOf(grids), truth.map(inModel), uncounted.map(inModel), RULE);
  const positives: Sample[] = [];
  const negatives: Sample[] = [];
  const ignored: number[] = [];
  for (const [index, value] of logits.entries()) {
    const sample = { anchor: anchors[index]!, classId: classes[index]!, logit: onGrid(value) };
    const owner = owners[sample.anchor]!;
    if (owner === IGNORED) ignored.push(sample.logit);
    else if (owner >= 0 && truth[owner]!.classId === sample.classId) positives.push(sample);
    else negatives.push(sample);
  }
  return {
    width,
    height,
    truth,
    positives: positives.sort((a, b) => a.logit - b.logit),
    negatives: histogramOf(negatives.map(({ logit }) => logit)),
    hardest: negatives.sort((a, b) => b.logit - a.logit).slice(0, HARDEST),
    ignored: histogramOf(ignored),
  };
}

/** Returns the box of an anchor in pixels of a picture of this width. */
export function anchorIn(grids: readonly AnchorGrid[], anchor: number, width: number): Box {
  let index = anchor;
  for (const grid of grids) {
    const count = countAnchors(grid);
    if (index < count) return scaled(anchorBox(grid, index), width / MODEL_WIDTH);
    index -= count;
  }
  throw new RangeError(`There is no anchor ${anchor}.`);
}

/** Returns the logits at the places of a histogram with their counts, lowest first, without the empty ones. */
export function entriesOf({ first, counts }: Histogram): { logit: number; count: number }[] {
  return counts.flatMap((count, place) =>
    count === 0 ? [] : [{ logit: onGrid((first + place) * GRID), count }],
  );
}

/** Returns how many logits a histogram holds. */
export function sizeOf({ counts }: Histogram): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Returns a set as one compact line of text: an island's props cost less so. */
export function packLogits(set: LogitSet): string {
  const histogram = ({ first, counts }: Histogram): string => [first, ...counts].join(' ');
  const samples = (list: readonly Sample[]): string =>
    list
      .map(({ anchor, classId, logit }) => `${anchor} ${classId} ${Math.round(logit / GRID)}`)
      .join(';');
  return [
    `${set.width} ${set.height}`,
    set.truth.map(({ box, classId }) => [...box, classId].join(' ')).join(';'),
    samples(set.positives),
    histogram(set.negatives),
    samples(set.hardest),
    histogram(set.ignored),
  ].join('|');
}

/** The reverse of `packLogits`. */
export function unpackLogits(text: string): LogitSet {
  const [size = '', truth = '', positives = '', negatives = '', hardest = '', ignored = ''] =
    text.split('|');
  const [width = 0, height = 0] = numbers(size);
  const histogram = (line: string): Histogram => {
    const [first = 0, ...counts] = numbers(line);
    return { first, counts };
  };
  const samples = (list: string): Sample[] =>
    rows(list).map(([anchor = 0, classId = 0, place = 0]) => ({
      anchor,
      classId,
      logit: onGrid(place * GRID),
    }));
  return {
    width,
    height,
    truth: rows(truth).map(([x1 = 0, y1 = 0, x2 = 0, y2 = 0, classId = 0]) => ({
      box: [x1, y1, x2, y2],
      classId,
    })),
    positives: samples(positives),
    negatives: histogram(negatives),
    hardest: samples(hardest),
    ignored: histogram(ignored),
  };
}

/** Returns the class of a sample by name. */
export function classOfSample({ classId }: Sample): (typeof CLASS_IDS)[number] {
  return CLASS_IDS[classId]!;
}

function histogramOf(logits: readonly number[]): Histogram {
  const places = logits.map((logit) => Math.round(logit / GRID));
  const [first, last] = places.reduce(
    ([low, high], place) => [Math.min(low, place), Math.max(high, place)],
    [Infinity, -Infinity],
  );
  if (places.length === 0) return { first: 0, counts: [] };
  const counts = new Array<number>(last - first + 1).fill(0);
  for (const place of places) counts[place - first]! += 1;
  return { first, counts };
}

/** The multiple of `GRID` next to a logit, free of binary dust. */
function onGrid(logit: number): number {
  return Number((Math.round(logit / GRID) * GRID).toFixed(2)) + 0;
}

function scaled([x1, y1, x2, y2]: Box, scale: number): Box {
  return [x1 * scale, y1 * scale, x2 * scale, y2 * scale];
}

function rows(text: string): number[][] {
  return text === '' ? [] : text.split(';').map(numbers);
}

function numbers(text: string): number[] {
  return text.split(' ').map(Number);
}
