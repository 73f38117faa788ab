import { fixed } from '../../../figures/number-text.ts';
import type { OwnPicture } from '../../../figures/own-picture.ts';
import { SHARES, type EffectiveField } from './effective-field.ts';
import { FRAMES, FRAME_SIZE } from './frame-size.ts';
import { fittedSize } from './request.ts';
import { outsideOf, pixelsWithin, type UnitField } from './unit.ts';

export const WEIGHT_NAMES = { trained: 'trained', random: 'random, as before training' } as const;
export const ACTIVATION_NAMES = { relu: 'ReLU', linear: 'none (linear)' } as const;

/** Where a unit stands: `row 5, column 7 of 16 × 16`. */
export function placeText({ row, column, rows, columns }: UnitField): string {
  return `row ${row}, column ${column} of ${rows} × ${columns}`;
}

/** What a unit can depend on, and how much of that lies outside the picture, in words. */
export function fieldSentence(unit: UnitField): string {
  const { layer, size } = unit;
  const who = `Unit in ${placeText(unit)} in ${layer}: it can depend on ${size} × ${size} px`;
  const { width, height } = outsideOf(unit, FRAME_SIZE);
  const parts = [
    width > 0 ? `${width} px of the width` : '',
    height > 0 ? `${height} px of the height` : '',
  ].filter(Boolean);
  if (parts.length === 0) return `${who}, all of them in the picture.`;
  return `${who}, but ${parts.join(' and ')} lie outside the picture, where padding stands.`;
}

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
  if (!effective) return `Over ${over} its gradient is zero everywhere (${net}).`;
  const [half = 0, , most = 0] = effective.sides;
  return (
    `Over ${over} (${net}) half of its gradient lies within ${half} × ${half} px around it, ` +
    `${shareOfField(unit, half)}\u00a0% of the pixels that it can depend on, and 95\u00a0% within ${most} × ${most} px.`
  );
}

/** The pixels within a square around a unit as a share of those within its field, percent. */
function shareOfField(unit: UnitField, side: number): string {
  const [part, whole] = [side, unit.size].map((each) => pixelsWithin(unit, each, FRAME_SIZE));
  const share = (100 * (part ?? 0)) / (whole ?? 1);
  return fixed(share, share === 100 ? 0 : 1);
}

export const SHARE_COLUMNS = [
  { label: 'Share of the gradient' },
  { label: 'Side, px', numeric: true },
  { label: 'Share of the pixels that it can depend on, %', numeric: true },
] as const;

/** Returns a row for each share that is sought. */
export function shareRows(unit: UnitField, { sides }: EffectiveField): string[][] {
  return SHARES.map((share, index) => {
    const side = sides[index] ?? 0;
    return [`${fixed(100 * share, 0)}\u00a0%`, String(side), shareOfField(unit, side)];
  });
}

/** How a picture of the reader's lies in the frame; empty where it fills it. */
export function fitSentence(own: OwnPicture): string {
  const { width, height } = FRAME_SIZE;
  const fitted = fittedSize(own);
  const [across, down] = [Math.round(fitted.width), Math.round(fitted.height)];
  if (across === width && down === height) return '';
  return `Your picture fills ${across} × ${down} of the ${width} × ${height} px; the rest is grey.`;
}

/** Why a picture of the reader's cannot be looked at; empty when it can. */
export function problemSentence(own: OwnPicture): string {
  const fitted = fittedSize(own);
  if (Math.min(fitted.width, fitted.height) >= 1) return '';
  const { width, height } = FRAME_SIZE;
  return (
    `Fitted into ${width} × ${height} px, your picture is less than a pixel ${fitted.width < 1 ? 'wide' : 'high'}, ` +
    'so the network would see none of it. The last gradient stays; try a picture that is less elongated.'
  );
}
