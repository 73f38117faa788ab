import { center, encodeBox, type Box } from '../../../vision/index.ts';
import { fixed } from '../../figures/number-text.ts';

/** One regression target, worked out. */
export interface TargetLine {
  readonly name: 'tx' | 'ty' | 'tw' | 'th';
  /** `(129.2 − 128) / 32`. */
  readonly sum: string;
  readonly value: number;
}

/** Returns what the network has to say for an anchor so that it becomes the truth; coder weights of 1. */
export function targetLines(truth: Box, anchor: Box): TargetLine[] {
  const [tx, ty, tw, th] = encodeBox(truth, anchor);
  const [x, y] = center(truth);
  const [ax, ay] = center(anchor);
  const [width, height] = [truth[2] - truth[0], truth[3] - truth[1]];
  const [aw, ah] = [anchor[2] - anchor[0], anchor[3] - anchor[1]];
  const number = (value: number): string => fixed(value, 1);
  return [
    { name: 'tx', sum: `(${number(x)} − ${number(ax)}) / ${number(aw)}`, value: tx },
    { name: 'ty', sum: `(${number(y)} − ${number(ay)}) / ${number(ah)}`, value: ty },
    { name: 'tw', sum: `ln(${number(width)} / ${number(aw)})`, value: tw },
    { name: 'th', sum: `ln(${number(height)} / ${number(ah)})`, value: th },
  ];
}
