import { sigmoid } from '../../../vision/index.ts';
import { fixed } from '../../figures/number-text.ts';
import { costOf, type Measured } from './measure.ts';
import { lossText, probabilityText } from './sentences.ts';

/** One line of arithmetic. */
export interface Line {
  readonly name: string;
  readonly text: string;
  /** What comes out, in bold. */
  readonly value: string;
}

/** Returns the loss of one logit, spelled out from p to the focal loss. */
export function workedLines(
  logit: number,
  target: 0 | 1,
  { options: { gamma, alpha } }: Pick<Measured, 'options'>,
): Line[] {
  const p = sigmoid(logit);
  // The probability of the truth, and of what is not true, without cancellation.
  const [right, wrong] = target === 1 ? [p, sigmoid(-logit)] : [sigmoid(-logit), p];
  const factor = wrong ** gamma;
  const weight = target === 1 ? alpha : 1 - alpha;
  const entropy = costOf(logit, target, { gamma: 0 });
  const focal = costOf(logit, target, { gamma, alpha });
  const power = `^${fixed(gamma, 1)}`;
  return [
    {
      name: 'p',
      text: `1 / (1 + e^${fixed(-logit, Math.abs(logit * 2) % 1 === 0 ? 1 : 2)}) =`,
      value: probabilityText(p),
    },
    { name: 'pₜ', text: target === 1 ? 'p =' : '1 − p =', value: probabilityText(right) },
    {
      name: 'CE',
      text: `−ln ${probabilityText(right)} =`,
      value: lossText(entropy),
    },
    {
      name: 'factor',
      text: `(1 − pₜ)^γ = ${probabilityText(wrong)}${power} =`,
      value: lossText(factor),
    },
    { name: 'αₜ', text: target === 1 ? 'α =' : '1 − α =', value: fixed(weight) },
    {
      name: 'FL',
      text: `${fixed(weight)} · ${lossText(factor)} · ${lossText(entropy)} =`,
      value: lossText(focal),
    },
  ];
}
