import {
  BACKGROUND,
  convertBox,
  iou,
  matchAnchors,
  nms,
  setCosts,
  assign,
  type Box,
  type Quad,
} from '../../../vision/index.ts';
import type { Detections } from '../../explainers/nms/detections.ts';

/** One raw prediction that fires on a pair of people, and what each rule would teach it. */
export interface PairCandidate {
  /** A letter to speak of it by. */
  readonly name: string;
  readonly box: Box;
  readonly score: number;
  /** IoU with the left and with the right person. */
  readonly ious: readonly [left: number, right: number];
  /** What DETR's matching would charge for either, weights 1, 5 and 2. */
  readonly costs: readonly [left: number, right: number];
  /** The person it learns by highest IoU from 0.5 up: 0 left, 1 right, or background. */
  readonly byOverlap: number;
  /** The person it learns when each person teaches one prediction, or background. */
  readonly oneToOne: number;
  /** Whether greedy suppression at 0.5 would leave it. */
  readonly kept: boolean;
}

/** Two people who overlap, and every prediction that fires on either. */
export interface PairMatching {
  readonly people: readonly [left: Box, right: Box];
  /** IoU of the two people. */
  readonly overlap: number;
  readonly candidates: readonly PairCandidate[];
  /** Cost of the one-to-one matching in all. */
  readonly total: number;
}

const THRESHOLD = 0.5;

/**
 * Returns how the predictions of `classId` around the two things of that class that overlap most would be
 * assigned: by highest IoU, and one to one by DETR's cost. Only predictions whose IoU with either reaches 0.5 take part.
 *
 * @throws RangeError when the picture holds fewer than two such things.
 */
export function matchPair(
  { predictions, truth, width, height }: Detections,
  classId: number,
): PairMatching {
  const people = closestPair(
    (truth ?? []).filter((item) => item.classId === classId).map(({ box }) => box),
  );
  const found = predictions.boxes
    .map((box, index) => ({ box, score: predictions.scores[index] ?? 0, index }))
    .filter(({ box, index }) => {
      const fits = people.some((person) => iou(box, person) >= THRESHOLD);
      return fits && predictions.classes[index] === classId;
    });
  const boxes = found.map(({ box }) => box);
  const scores = found.map(({ score }) => score);
  const relative = ([x1, y1, x2, y2]: Box): Quad =>
    convertBox([x1 / width, y1 / height, x2 / width, y2 / height], 'xyxy', 'cxcywh');
  const { total } = setCosts({
    // A softmax over one logit and 0 is the sigmoid that the detector's scores come from.
    logits: scores.map((score) => [Math.log(score / (1 - score)), 0]),
    boxes: boxes.map(relative),
    targetLabels: [0, 0],
    targetBoxes: people.map(relative),
  });
  const matched = assign(total);
  const ious = people.map((person) => boxes.map((box) => iou(box, person)));
  const byOverlap = matchAnchors(ious, { high: THRESHOLD, low: THRESHOLD });
  const kept = new Set(nms(boxes, scores, THRESHOLD));
  return {
    people,
    overlap: iou(...people),
    total: matched.total,
    candidates: found.map(({ box, score }, row) => {
      const pair = matched.rows.indexOf(row);
      return {
        name: String.fromCharCode('a'.charCodeAt(0) + row),
        box,
        score,
        ious: [ious[0]?.[row] ?? 0, ious[1]?.[row] ?? 0],
        costs: [total[row]?.[0] ?? 0, total[row]?.[1] ?? 0],
        byOverlap: byOverlap[row] ?? BACKGROUND,
        oneToOne: matched.columns[pair] ?? BACKGROUND,
        kept: kept.has(row),
      };
    }),
  };
}

/** The two boxes that overlap most, the left one first. */
function closestPair(boxes: readonly Box[]): readonly [Box, Box] {
  const pairs = boxes.flatMap((a, i) => boxes.slice(i + 1).map((b) => [a, b] as const));
  const [first] = pairs.sort((p, q) => iou(...q) - iou(...p));
  if (!first) throw new RangeError('Matching a pair needs two things of the class.');
  return first[0][0] <= first[1][0] ? first : [first[1], first[0]];
}
