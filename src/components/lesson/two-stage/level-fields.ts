import { z } from 'astro/zod';
import { receptiveFields } from '../../../vision/index.ts';
import { windowOf, HORIZONTAL, readStack } from '../../explainers/receptive-field/layers.ts';

/** What is read of a detector's card. */
const pyramidCard = z.object({
  input: z.object({ width: z.int(), height: z.int() }),
  anchors: z.object({ strides: z.array(z.int()) }),
});

/** The trunk of the detector of this site, layer by layer: stem, then the stages of stride 4, 8, 16, 32. */
export const TRUNK = '3s2p1*2.3p1*2.3s2p1.3p1*2.3s2p1.3p1*2.3s2p1';

/** One level of the detector before its head. */
export interface LevelField {
  readonly level: number;
  readonly stride: number;
  readonly columns: number;
  readonly rows: number;
  /** Side in pixels of what a cell of the trunk sees at this level. */
  readonly alone: number;
  /** The same once the coarsest level has come down to it. */
  readonly topDown: number;
}

/** Returns the levels of a detector's card, finest first, with what a cell sees on each. */
export function levelFields(card: unknown): LevelField[] {
  const { input, anchors } = pyramidCard.parse(card);
  const layers = readStack(TRUNK) ?? [];
  const fields = receptiveFields(layers.map((layer) => windowOf(layer, HORIZONTAL)));
  const widest = fields.at(-1)?.size ?? 0;
  return anchors.strides.map((stride) => ({
    level: Math.log2(stride),
    stride,
    columns: input.width / stride,
    rows: input.height / stride,
    alone: fields.findLast(({ jump }) => jump === stride)?.size ?? 0,
    topDown: widest,
  }));
}
