import {
  assignLocations,
  BACKGROUND,
  IGNORED,
  matchAnchors,
  reachRanges,
  type Box,
} from '../../../vision/index.ts';
import { once } from '../../figures/once.ts';
import type { AnchorSet } from './anchor-set.ts';
import { ownersOneToOne } from './one-to-one.ts';
import { overlaps } from './overlaps.ts';
import type { AnchorsState, Method } from './settings.ts';

/** Which truth each candidate learns. */
export interface Assigned {
  /** The truth of each candidate, `BACKGROUND` or `IGNORED`. */
  readonly owners: readonly number[];
  readonly positives: number;
  readonly ignored: number;
  readonly negatives: number;
  /** Positives of each truth. */
  readonly perTruth: readonly number[];
}

function summarise(owners: readonly number[], truths: number): Assigned {
  const perTruth = new Array<number>(truths).fill(0);
  let [ignored, negatives] = [0, 0];
  for (const owner of owners) {
    if (owner === BACKGROUND) negatives += 1;
    else if (owner === IGNORED) ignored += 1;
    else perTruth[owner] = (perTruth[owner] ?? 0) + 1;
  }
  return { owners, positives: owners.length - ignored - negatives, ignored, negatives, perTruth };
}

/** Assigns by IoU thresholds, as torchvision's `Matcher`; without any truth every anchor is background. */
export function assignByIou(
  set: AnchorSet,
  truths: readonly Box[],
  { high, low, forced }: Pick<AnchorsState, 'high' | 'low' | 'forced'>,
): Assigned {
  const owners =
    truths.length === 0 || set.anchors.length === 0
      ? set.anchors.map(() => BACKGROUND)
      : matchAnchors(
          truths.map((truth) => overlaps(set, truth)),
          { high, low, allowLowQuality: forced },
        );
  return summarise(owners, truths.length);
}

/** Assigns the cells of the set's levels by FCOS: ranges of eight strides, centre sampling within 1.5. */
export function assignByPlace(set: AnchorSet, truths: readonly Box[]): Assigned {
  const ranges = reachRanges(set.grids.map(({ stride }) => stride));
  return summarise(assignLocations(truths, set.grids, ranges), truths.length);
}

/** Assigns one anchor to each truth, as the Hungarian algorithm does. */
export function assignOneToOne(set: AnchorSet, truths: readonly Box[]): Assigned {
  return summarise(ownersOneToOne(set, truths), truths.length);
}

type AllAssigned = Readonly<Record<Method, Assigned>>;

interface Known {
  readonly truths: AnchorsState['truths'];
  readonly key: string;
  /** The rules that know no thresholds: they are the same while only those change. */
  readonly fcos: () => Assigned;
  readonly hungarian: () => Assigned;
  readonly by: AllAssigned;
}

const assignedCache = new WeakMap<AnchorSet, Known>();

/** Returns the same truth under every rule, each once it is read; asked again for the same, the same object. */
export function assignAll(
  set: AnchorSet,
  { truths, high, low, forced }: Pick<AnchorsState, 'truths' | 'high' | 'low' | 'forced'>,
): AllAssigned {
  const key = `${high} ${low} ${forced}`;
  const known = assignedCache.get(set);
  const isSame = known?.truths === truths;
  if (isSame && known.key === key) return known.by;
  const boxes = truths.map(({ box }) => box);
  const iou = once(() => assignByIou(set, boxes, { high, low, forced }));
  // Handed on as they are: reading them through the answer before would keep all answers alive.
  const fcos = isSame ? known.fcos : once(() => assignByPlace(set, boxes));
  const hungarian = isSame ? known.hungarian : once(() => assignOneToOne(set, boxes));
  const by: AllAssigned = {
    get iou() {
      return iou();
    },
    get fcos() {
      return fcos();
    },
    get hungarian() {
      return hungarian();
    },
  };
  assignedCache.set(set, { truths, key, fcos, hungarian, by });
  return by;
}
