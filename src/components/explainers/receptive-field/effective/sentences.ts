import { fixed } from '../../../figures/number-text.ts';
import { SHARES, type EffectiveField, type UnitField } from './effective-field.ts';
import { FRAMES } from './frame-size.ts';

export const WEIGHT_NAMES = { trained: 'trained', random: 'random, as before training' } as const;
export const ACTIVATION_NAMES = { relu: 'ReLU', linear: 'none (linear)' } as const;

/** Which gradient, and what came out; `null` where it is zero everywhere. */
export interface Shown {
  readonly unit: UnitField;
  readonly weights: keyof typeof WEIGHT_NAMES;
  readonly activations: keyof typeof ACTIVATION_NAMES;
  readonly own: { readonly name: string } | undefined;
  readonly effective: EffectiveField | null;
}

/** What the gradient says, in words. */
export function effectiveSentence({ unit, weights, activations, own, effective }: Shown): string {
  const over = own ? 'your picture' : `${FRAMES} frames`;
  const net = `${weights === 'random' ? 'random' : 'trained'} weights${activations === 'linear' ? ', without ReLU' : ''}`;
  const who = `The middle unit of ${unit.layer} can depend on ${unit.size} × ${unit.size} px`;
  if (!effective) return `${who}, but its gradient on ${over} is zero everywhere (${net}).`;
  const [half = 0, , most = 0] = effective.sides;
  const area = fixed((100 * half ** 2) / unit.size ** 2, half === unit.size ? 0 : 1);
  return (
    `${who}. Over ${over} (${net}) half of its gradient lies within ${half} × ${half} px, ${area} % of that ` +
    `area, and 95 % within ${most} × ${most} px.`
  );
}

export const SHARE_COLUMNS = [
  { label: 'Share of the gradient' },
  { label: 'Side, px', numeric: true },
  { label: 'Share of the theoretical area, %', numeric: true },
] as const;

/** Returns a row for each share that is sought. */
export function shareRows(unit: UnitField, { sides }: EffectiveField): string[][] {
  return SHARES.map((share, index) => {
    const side = sides[index] ?? 0;
    return [
      `${fixed(100 * share, 0)} %`,
      String(side),
      fixed((100 * side ** 2) / unit.size ** 2, 1),
    ];
  });
}
