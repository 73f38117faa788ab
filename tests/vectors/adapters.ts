import { boxAdapters } from './adapters-boxes.ts';
import { evaluationAdapters } from './adapters-evaluation.ts';
import { filterAdapters } from './adapters-filters.ts';
import { geometryAdapters } from './adapters-geometry.ts';
import { lossAdapters } from './adapters-losses.ts';
import { mapAdapters } from './adapters-maps.ts';
import { metricAdapters } from './adapters-metrics.ts';
import { resamplingAdapters } from './adapters-resampling.ts';
import { tokenAdapters } from './adapters-tokens.ts';
import { trainingAdapters } from './adapters-training.ts';
import { Reader } from './reader.ts';

/** What an adapter may know of a case beside its input. */
export interface CaseContext {
  /** The keys of the expected result: some name a parameter, such as `…_beta_0.5`. */
  readonly wanted: readonly string[];
  /** The number of entries where the expected result is a list, else 0. */
  readonly length: number;
  readonly tags: readonly string[];
}

/** Calls our function with the input of a reference case; returns what is compared. */
export type Adapter = (input: Reader, context: CaseContext) => unknown;

/** Where mathematics leaves a choice and ours differs from the reference's. */
export interface Convention {
  /** Our choice, in a sentence. */
  readonly choice: string;
  /** Whether `got` is that choice where the reference answers `expected`. */
  readonly accepts: (got: number, expected: number) => boolean;
}

const mapped: Readonly<Record<string, Adapter>> = {
  ...boxAdapters,
  ...evaluationAdapters,
  ...filterAdapters,
  ...geometryAdapters,
  ...lossAdapters,
  ...mapAdapters,
  ...metricAdapters,
  ...resamplingAdapters,
  ...tokenAdapters,
  ...trainingAdapters,
};

/** The function that each `fn` of the reference files is mapped to. */
export const adapters: Readonly<Record<string, (input: unknown, context: CaseContext) => unknown>> =
  Object.fromEntries(
    Object.entries(mapped).map(([fn, adapter]) => [
      fn,
      (input: unknown, context: CaseContext) => adapter(new Reader(input), context),
    ]),
  );

/** By `fn`: consulted for cases tagged `convention` only. */
export const conventions: Readonly<Record<string, Convention>> = {
  pairwise_iou: {
    choice:
      'Two boxes without area have IoU 0; a penalty over an extent of 0 is 0; a point has no ' +
      'aspect ratio to differ from another. The reference divides 0 by 0.',
    accepts: (got, expected) => Number.isNaN(expected) && got >= -1 && got <= 0,
  },
  box_losses: {
    choice: 'A point has no aspect ratio, so its CIoU loss is its DIoU loss.',
    accepts: (got, expected) => Number.isNaN(expected) && Number.isFinite(got),
  },
  voc_eval: {
    choice: 'Without a truth recall is 0, and so is AP. The reference divides 0 by 0.',
    accepts: (got, expected) => Number.isNaN(expected) && got === 0,
  },
};

/**
 * Returns what of a case's expected result can be asked of our functions. A network's case may
 * carry the tag `path_formula_gives_[size, jump, start]`: its parallel branches, which are not among
 * the layers of the case, see something else than the listed path, and the tag says what the path
 * itself gives.
 */
export function answerable(expected: unknown, tags: readonly string[]): unknown {
  for (const tag of tags) {
    const [, numbers] = /^path_formula_gives_\[(.+)\]$/.exec(tag) ?? [];
    if (numbers === undefined) continue;
    const [rf, jump, start0] = numbers.split(',').map(Number);
    return { rf, jump, start0 };
  }
  return expected;
}
