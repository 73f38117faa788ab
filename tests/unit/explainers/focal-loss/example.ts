import { RULE } from '../../../../src/components/explainers/focal-loss/trained.ts';
import { sortLogits } from '../../../../src/components/explainers/focal-loss/logits.ts';
import type { TruthItem } from '../../../../src/components/figures/street-truth.ts';
import {
  anchorGrid,
  anchorsOf,
  assignAnchors,
  iou,
  type Box,
} from '../../../../src/vision/index.ts';

/** Two levels over a picture of 640 × 400, which the detector sees at 256 × 160. */
const GRIDS_OF = { width: 256, height: 160 };
export const GRIDS = [
  anchorGrid(GRIDS_OF, 16, [
    [8, 24],
    [24, 16],
  ]),
  anchorGrid(GRIDS_OF, 32, [[60, 40]]),
];
export const anchors = anchorsOf(GRIDS);

/** Two people, a car and a bus, in pixels of the picture. */
export const TRUTH: readonly TruthItem[] = [
  { box: [100, 100, 122, 160], classId: 2 },
  { box: [180, 90, 200, 156], classId: 2 },
  { box: [300, 200, 360, 240], classId: 0 },
  { box: [400, 60, 550, 160], classId: 1 },
];
const UNCOUNTED: readonly TruthItem[] = [{ box: [20, 300, 40, 360], classId: 2 }];

const inModel = ({ box: [x1, y1, x2, y2] }: TruthItem): Box => [
  x1 * 0.4,
  y1 * 0.4,
  x2 * 0.4,
  y2 * 0.4,
];

export const OWNERS = assignAnchors(anchors, TRUTH.map(inModel), UNCOUNTED.map(inModel), RULE);

/** Logits as a detector might give them: higher where the class is, with noise of a fixed seed. */
export const LOGITS = (() => {
  let seed = 7;
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const all = anchors.flatMap((box, anchor) =>
    [0, 1, 2, 3, 4].map((classId) => {
      const near = Math.max(
        0,
        ...TRUTH.filter((thing) => thing.classId === classId).map((thing) =>
          iou(inModel(thing), box),
        ),
      );
      return { anchor, classId, logit: -6 + 8 * near + 4.5 * random() };
    }),
  );
  return {
    logits: all.map(({ logit }) => logit),
    classes: all.map(({ classId }) => classId),
    anchors: all.map(({ anchor }) => anchor),
  };
})();

export const EXAMPLE = sortLogits(LOGITS, GRIDS, {
  width: 640,
  height: 400,
  truth: TRUTH,
  uncounted: UNCOUNTED,
});
