import { iou, type DetectionImage, type RankedDetection } from '../../../vision/index.ts';

/** Why a box counts as it does; the wrong ones sorted as TIDE does, truths that do not count left out. */
export type Reason = 'found' | 'duplicate' | 'loose' | 'other-class' | 'background' | 'ignored';

/** What became of one box, with the truth that decides it. */
export interface Finding {
  readonly reason: Reason;
  /** Place of that truth in its image, or −1; the overlap with it. */
  readonly truth: number;
  readonly iou: number;
  /** For a duplicate: the score of the box that has its truth. */
  readonly rival: number | null;
}

/** Below this IoU a box is not on the thing at all (TIDE, Bolya et al. 2020). */
const ON_IT = 0.1;

/**
 * Returns why a box counts as it does.
 *
 * @param ranked the ranked list that the box is in, which says who has which truth
 */
export function findingOf(
  detection: RankedDetection,
  image: DetectionImage,
  ranked: readonly RankedDetection[],
  iouThreshold: number,
): Finding {
  const own = image.predictions[detection.index];
  const overlaps = image.truths.map((thing) => (own ? iou(thing.box, own.box) : 0));
  const best = (isOwnClass: boolean): number =>
    image.truths.reduce(
      (most, thing, place) =>
        thing.crowd === true ||
        (thing.classId === own?.classId) !== isOwnClass ||
        (overlaps[place] ?? 0) <= (overlaps[most] ?? 0)
          ? most
          : place,
      -1,
    );
  const about = (reason: Reason, truth: number, rival: number | null = null): Finding => ({
    reason,
    truth,
    iou: overlaps[truth] ?? 0,
    rival,
  });
  if (detection.outcome === 'ignored') return about('ignored', detection.truth);
  if (detection.outcome === 'right') return about('found', detection.truth);
  const same = best(true);
  const sameIou = overlaps[same] ?? 0;
  if (sameIou >= iouThreshold) {
    const holder = ranked.find(
      ({ image: place, truth }) => place === detection.image && truth === same,
    );
    return about('duplicate', same, holder?.score ?? null);
  }
  const other = best(false);
  if ((overlaps[other] ?? 0) >= iouThreshold) return about('other-class', other);
  return sameIou >= ON_IT ? about('loose', same) : about('background', -1);
}
