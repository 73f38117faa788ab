import { featureMap, type FeatureMap, type Matrix } from '../../../vision/index.ts';
import { fixed } from '../../figures/number-text.ts';
import type { Layer } from './layer.ts';
import type { Shown } from './sentences.ts';
import { fedBy, indexOf, type Tap } from './taps.ts';

/** How a cell stands out: what is looked at, what goes into it or comes out of it, the rest. */
export type Mark = 'now' | 'tied' | 'off' | '';

/** A cell as it is drawn. */
export interface Cell {
  readonly text: string;
  /** From −1 to 1: how far the number is from 0, against the largest of its map. */
  readonly tone: number;
  readonly padded: boolean;
}

/** Returns one plane of a map as cells, with `padded` telling which of them are padding. */
export function cellsOf(
  { data, height, width }: FeatureMap,
  plane: number,
  padded: (y: number, x: number) => boolean = () => false,
): Cell[][] {
  const most = data.reduce((top, value) => Math.max(top, Math.abs(value)), 1);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_unused, x) => {
      const value = data[(plane * height + y) * width + x] ?? 0;
      return { text: fixed(value, 0), tone: value / most, padded: padded(y, x) };
    }),
  );
}

/** Returns a kernel as cells. */
export function kernelCells(kernel: Matrix): Cell[][] {
  return cellsOf(featureMap([kernel]), 0);
}

/** Which cells of input, kernels and output stand out, as keys `channel,y,x` with their mark. */
export interface Marks {
  readonly input: ReadonlyMap<string, Mark>;
  readonly output: ReadonlyMap<string, Mark>;
  /** By input channel, row and column of the weight. */
  readonly kernel: ReadonlyMap<string, Mark>;
}

export const keyOf = (channel: number, y: number, x: number): string => `${channel},${y},${x}`;

/** Returns what stands out while an output or an input is looked at. */
export function marksOf(layer: Layer, { side, place }: Shown): Marks {
  const own = new Map<string, Mark>([[keyOf(place.channel, place.y, place.x), 'now']]);
  if (side === 'input') {
    const fed = fedBy(layer, place).map(({ to }): [string, Mark] => [
      keyOf(to.channel, to.y, to.x),
      'tied',
    ]);
    return { input: own, output: new Map(fed), kernel: new Map() };
  }
  const taps = layer.taps[indexOf(layer, place)] ?? [];
  const tie = (key: (tap: Tap) => string) =>
    new Map(taps.map((tap): [string, Mark] => [key(tap), 'tied']));
  return {
    input: tie(({ from }) => keyOf(from.channel, from.y, from.x)),
    output: own,
    kernel: tie(({ from, row, column }) => keyOf(from.channel, row, column)),
  };
}

/** Side of a cell in CSS pixels, so that input, kernel and output stand side by side if they can. */
export function cellSize({ padded, geometry, output, input }: Layer): number {
  const planes = input.channels > 1 || output.channels > 1;
  const across = padded.width + geometry.kernel[1] + output.width;
  return Math.max(24, Math.min(planes ? 26 : 40, Math.floor(720 / across)));
}

/** The kernels that make one output channel: an input channel and the number of its plane each. */
export function kernelPlanes(
  { state, kernels, output, input }: Layer,
  channel: number,
): { readonly channel: number; readonly plane: number }[] {
  const seen = input.channels / state.groups;
  const group = Math.floor((channel * state.groups) / output.channels);
  return Array.from({ length: seen }, (_, near) => {
    const from = group * seen + near;
    const plane =
      state.operation === 'transposed'
        ? from * kernels.channels + (channel % kernels.channels)
        : channel * kernels.channels + near;
    return { channel: from, plane };
  });
}
