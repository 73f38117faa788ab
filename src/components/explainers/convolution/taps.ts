// Array reads are in range by construction, hence `!`.
import { stridesOf } from './geometry.ts';
import type { Layer } from './layer.ts';

/** One element of a map. */
export interface Place {
  readonly channel: number;
  readonly y: number;
  readonly x: number;
}

/** One product of the sum that makes an output. */
export interface Tap {
  /** The element of the input as it is drawn, padding included. */
  readonly from: Place;
  readonly value: number;
  readonly weight: number;
  /** Row and column of the weight in its kernel. */
  readonly row: number;
  readonly column: number;
  /** Whether the element is padding. */
  readonly padded: boolean;
}

/** Returns the place of the output with a number, counted channel by channel, row by row. */
export function placeOf(layer: Layer, index: number): Place {
  const { height, width } = layer.output;
  return {
    channel: Math.floor(index / (height * width)),
    y: Math.floor(index / width) % height,
    x: index % width,
  };
}

/** Returns the number of an output. */
export function indexOf(layer: Layer, { channel, y, x }: Place): number {
  return (channel * layer.output.height + y) * layer.output.width + x;
}

/** Returns the products whose sum, with the bias, is an output: in the order of the weights. */
export function tapsOf(layer: Layer, place: Place): Tap[] {
  const { state, kernels, geometry, padded } = layer;
  const transposed = state.operation === 'transposed';
  const { groups, dilation } = state;
  const [down, across] = stridesOf(state);
  const inputs = padded.channels / groups;
  const group = Math.floor((place.channel * groups) / layer.output.channels);
  const { margins, crop } = geometry;
  const taps: Tap[] = [];
  for (let near = 0; near < inputs; near += 1) {
    const channel = group * inputs + near;
    const plane = transposed
      ? channel * kernels.channels + (place.channel % kernels.channels)
      : place.channel * kernels.channels + near;
    for (let row = 0; row < kernels.height; row += 1) {
      for (let column = 0; column < kernels.width; column += 1) {
        const y = transposed
          ? (place.y + crop - row * dilation) / down
          : place.y * down + row * dilation;
        const x = transposed
          ? (place.x + crop - column * dilation) / across
          : place.x * across + column * dilation;
        if (!isElement(y, padded.height) || !isElement(x, padded.width)) continue;
        taps.push({
          from: { channel, y, x },
          value: padded.data[(channel * padded.height + y) * padded.width + x]!,
          weight: kernels.data[(plane * kernels.height + row) * kernels.width + column]!,
          row,
          column,
          padded:
            y < margins.top ||
            x < margins.left ||
            y >= margins.top + state.size ||
            x >= margins.left + state.size,
        });
      }
    }
  }
  return taps;
}

function isElement(at: number, size: number): boolean {
  return Number.isInteger(at) && at >= 0 && at < size;
}

/** An output that an element of the input goes into, and the weight it goes in with. */
export interface Fed {
  readonly to: Place;
  readonly weight: number;
}

/** Returns every output that an element of the padded input goes into. */
export function fedBy(layer: Layer, { channel, y, x }: Place): Fed[] {
  return layer.taps.flatMap((taps, index) =>
    taps
      .filter(({ from }) => from.channel === channel && from.y === y && from.x === x)
      .map(({ weight }) => ({ to: placeOf(layer, index), weight })),
  );
}
