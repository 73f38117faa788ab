import { COCO_IOU_THRESHOLDS } from '../../../vision/index.ts';
import { CLASS_WORDS, classOf } from '../../figures/detector-classes.ts';
import { counted, fixed } from '../../figures/number-text.ts';
import type { Size } from './evaluation.ts';
import type { Reason } from './reasons.ts';
import type { Chosen } from './chosen-box.ts';
import type { Report } from './report.ts';

/** What the menus say. */
export const SIZE_NAMES: Record<Size, string> = {
  all: 'every size',
  small: 'small, up to 32² px',
  medium: 'medium, to 96² px',
  large: 'large, from 96² px',
};

/** Returns the name of an IoU threshold by its place among the ten: `0.90`. */
export function thresholdText(iouIndex: number): string {
  return fixed(COCO_IOU_THRESHOLDS[iouIndex] ?? 0.5);
}

/** Returns what is counted: `person, small`. */
export function subjectOf({ classId, size }: Pick<Report, 'classId' | 'size'>): string {
  const name = classId === null ? 'all five classes' : CLASS_WORDS[classOf(classId)][0];
  return size === 'all' ? name : `${name}, ${size}`;
}

/** Returns the sentence about AP: `AP of person at IoU 0.50 is 0.672.` */
export function apSentence(report: Report): string {
  const { ap } = report;
  const subject = subjectOf(report);
  if (ap === null) return `There is no truth of ${subject} to find, so it has no AP.`;
  const mean = report.classId === null ? 'The mean AP over' : 'AP of';
  return `${mean} ${subject} at IoU ${thresholdText(report.iouIndex)} is ${fixed(ap, 3)}.`;
}

/** Returns the sentence about the operating point. */
export function cutSentence({ cut, count }: Pick<Report, 'cut' | 'count'>): string {
  if (count === 0) return 'The detector says nothing about it.';
  if (cut.score === null) return 'No box reaches this score.';
  const judged = `${cut.right} right, ${cut.wrong} wrong`;
  const precision = cut.precision === null ? '' : `, precision ${fixed(cut.precision, 3)}`;
  const recall = cut.recall === null ? '' : `, recall ${fixed(cut.recall, 3)}`;
  return `Down to score ${fixed(cut.score, 3)}: ${judged}${precision}${recall}.`;
}

/** Returns the result as one sentence, for announcing. */
export function resultSentence(report: Report): string {
  const { chosen } = report;
  const about = chosen
    ? ` Box ${chosen.rank} of ${report.count}: ${REASONS[chosen.finding.reason]}.`
    : '';
  return `${cutSentence(report)} ${apSentence(report)}${about}`;
}

/** Each reason in two or three words. */
export const REASONS: Record<Reason, string> = {
  found: 'right',
  duplicate: 'wrong, a duplicate',
  loose: 'wrong, too loose',
  'other-class': 'wrong class',
  background: 'wrong, nothing is there',
  ignored: 'neither right nor wrong',
};

/** Returns why a box counts as it does, in a sentence or two. */
export function reasonSentence(
  { finding, thing }: Chosen,
  { iouIndex, size }: Pick<Report, 'iouIndex' | 'size'>,
): string {
  const name = thing ? CLASS_WORDS[classOf(thing.classId)][0] : '';
  const overlap = fixed(finding.iou, 3);
  const least = thresholdText(iouIndex);
  switch (finding.reason) {
    case 'found':
      return `It overlaps a ${name} by ${overlap}, at least ${least}, and no box with a better score has it.`;
    case 'duplicate': {
      const rival =
        finding.rival === null ? 'another box' : `the box of score ${fixed(finding.rival, 3)}`;
      return `It overlaps a ${name} by ${overlap}, but ${rival} has that one, and each truth is found once.`;
    }
    case 'loose':
      return `Its best truth is a ${name} at IoU ${overlap}: less than ${least}.`;
    case 'other-class':
      return `What it fits, at IoU ${overlap}, is a ${name}.`;
    case 'background':
      return 'It overlaps no truth by as much as 0.10.';
    case 'ignored':
      return size === 'all'
        ? 'What it lies on is too small or too hidden to count; the curve skips it.'
        : `What it lies on, or the box itself, is not ${size} or does not count; the curve skips it.`;
  }
}

/** Returns `60 frames of 15 streets`. */
export function setText(frames: number, streets: number): string {
  return `${counted(frames, 'frame')} of ${counted(streets, 'street')}`;
}

/** Returns what the frame shows: `Frame 1: 23 of 31 found, 4 boxes wrong.` */
export function frameSentence({ frame, boxes, things }: Report): string {
  const found = things.filter((thing) => thing.found).length;
  const wrong = boxes.filter(({ kept, outcome }) => kept && outcome === 'wrong').length;
  return `Frame ${frame + 1}: ${found} of ${counted(things.length, 'truth')} found, ${counted(wrong, 'box', 'boxes')} wrong.`;
}

/** Returns the sum that leads to AP: `(53 × … ) / 101 = 0.672`. */
export function classSumText(report: Report): string {
  const { ap, classes, classId, rule, summands } = report;
  if (ap === null) return 'Nothing to find: no sum.';
  if (classId === null) {
    const known = classes.flatMap((value) => value ?? []);
    const terms = known.map((value) => fixed(value, 3)).join(' + ');
    return `(${terms}) / ${known.length} = ${fixed(ap, 3)}`;
  }
  const total = summands.reduce((sum, { precision, weight }) => sum + precision * weight, 0);
  if (rule === 'all-points') {
    return `Σ width × envelope over ${counted(summands.length, 'step')} = ${fixed(ap, 4)}`;
  }
  const readings = summands.reduce((sum, { weight }) => sum + weight, 0);
  return `${readings} readings add up to ${fixed(total, 3)}; ${fixed(total, 3)} / ${readings} = ${fixed(ap, 4)}`;
}

/** Returns the mean of AP over the ten thresholds; `null` where there is nothing to find. */
export function meanOf(tens: readonly (number | null)[]): number | null {
  const known = tens.flatMap((ap) => ap ?? []);
  return known.length === 0 ? null : known.reduce((sum, ap) => sum + ap, 0) / known.length;
}
