import type { TruthItem } from '../../figures/street-truth.ts';
import type { Box } from '../../../vision/index.ts';
import { INPUT, MOST_TRUTHS, SMALLEST_SIDE, type AnchorsState } from './settings.ts';

/** A change of the state. */
export type Change = Partial<AnchorsState>;

type Edited = Pick<AnchorsState, 'truths' | 'thing'>;

/** Chooses another truth; its best anchor is looked at first. */
export function chooseThing({ truths }: Edited, thing: number): Change {
  return { thing: Math.min(Math.max(thing, 0), Math.max(0, truths.length - 1)), rank: 0 };
}

/** Puts a box in the place of the chosen truth's. */
export function moveThing({ truths, thing }: Edited, box: Box): Change {
  const truth = truths[thing];
  return truth ? { truths: truths.with(thing, { ...truth, box }), rank: 0 } : {};
}

/** Gives the chosen truth another class. */
export function renameThing({ truths, thing }: Edited, classId: number): Change {
  const truth = truths[thing];
  return truth ? { truths: truths.with(thing, { ...truth, classId }) } : {};
}

/** Adds a truth and chooses it; nothing once there are as many as there can be. */
export function addThing({ truths }: Edited, truth: TruthItem): Change {
  if (truths.length >= MOST_TRUTHS) return {};
  return { truths: [...truths, truth], thing: truths.length, rank: 0 };
}

/** Takes the chosen truth away; the one before it becomes the chosen one, else the first. */
export function removeThing({ truths, thing }: Edited): Change {
  return { truths: truths.toSpliced(thing, 1), thing: Math.max(0, thing - 1), rank: 0 };
}

/** A new truth where the keyboard begins: as large as a person in the middle distance, in the middle. */
export const NEW_BOX: Box = [122, 64, 134, 96];

/** Returns the box between two corners in tenths of a pixel, inside the picture and of the least size. */
export function boxBetween(x1: number, y1: number, x2: number, y2: number): Box {
  const span = (a: number, b: number, most: number): readonly [number, number] => {
    const tenth = (value: number): number =>
      Math.round(Math.min(Math.max(value, 0), most) * 10) / 10;
    const low = Math.min(tenth(Math.min(a, b)), most - SMALLEST_SIDE);
    return [low, Math.max(tenth(Math.max(a, b)), low + SMALLEST_SIDE)];
  };
  const [left, right] = span(x1, x2, INPUT.width);
  const [top, bottom] = span(y1, y2, INPUT.height);
  return [left, top, right, bottom];
}
