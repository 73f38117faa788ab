import { boxLoss, type Box } from '../../../vision/index.ts';
import { fixed } from '../../figures/number-text.ts';
import { LOSS_NAMES, LOSSES } from './state.ts';

export const GRADIENT_COLUMNS = [
  { label: 'Loss' },
  { label: 'Value', numeric: true },
  { label: '∂ left', numeric: true },
  { label: '∂ top', numeric: true },
  { label: '∂ right', numeric: true },
  { label: '∂ bottom', numeric: true },
] as const;

/** Returns a row per loss: its name, value, and derivative by each edge, in thousandths per pixel. */
export function gradientRows(prediction: Box, truth: Box): string[][] {
  return LOSSES.map((kind) => {
    const { loss, gradient } = boxLoss(kind, prediction, truth);
    return [
      `1 − ${LOSS_NAMES[kind]}`,
      fixed(loss, 3),
      ...gradient.map((slope) => `${fixed(slope * 1000, 2)} ‰`),
    ];
  });
}
