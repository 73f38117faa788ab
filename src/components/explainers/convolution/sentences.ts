import { counted, fixed } from '../../figures/number-text.ts';
import type { Layer } from './layer.ts';
import { fedBy, indexOf, placeOf, type Place, type Tap } from './taps.ts';

/** What the figure spells out: the sum of an output, or the outputs that an input goes into. */
export type Shown =
  | { readonly side: 'output'; readonly place: Place }
  | { readonly side: 'input'; readonly place: Place };

/** `y[0, 2, 3]`: channel, row and column, counted from 0 as in code. */
export function nameOf(letter: 'x' | 'y', { channel, y, x }: Place): string {
  return `${letter}[${channel}, ${y}, ${x}]`;
}

/** The place of an element of the padded input in the input itself; padding gets negative places. */
export function unpadded({ geometry: { margins } }: Layer, { channel, y, x }: Place): Place {
  return { channel, y: y - margins.top, x: x - margins.left };
}

/** One product as it is written: `4·(−1)`. */
export function productText({ value, weight }: Tap): string {
  return `${fixed(value, 0)}·${weight < 0 ? `(${fixed(weight, 0)})` : fixed(weight, 0)}`;
}

/** The products of an output in the lines in which they are written: a row of one kernel each. */
export function productLines(taps: readonly Tap[]): Tap[][] {
  const lines: Tap[][] = [];
  for (const tap of taps) {
    const last = lines.at(-1);
    const before = last?.at(-1);
    if (last && before?.row === tap.row && before.from.channel === tap.from.channel) last.push(tap);
    else lines.push([tap]);
  }
  return lines;
}

/** Whether an element of the padded input is padding. */
export function isPadding(layer: Layer, place: Place): boolean {
  const { y, x } = unpadded(layer, place);
  const { size } = layer.state;
  return y < 0 || x < 0 || y >= size || x >= size;
}

/** Says what is shown in a sentence. */
export function sentenceOf(layer: Layer, shown: Shown): string {
  return shown.side === 'output'
    ? outputSentence(layer, shown.place)
    : inputSentence(layer, shown.place);
}

function outputSentence(layer: Layer, place: Place): string {
  const index = indexOf(layer, place);
  const taps = layer.taps[index] ?? [];
  const padded = taps.filter((tap) => tap.padded).length;
  const value = fixed(layer.output.data[index] ?? 0, 0);
  const bias = layer.bias ? ' and a bias' : '';
  if (taps.length === 0)
    return `${nameOf('y', place)} is ${value}: no input reaches it${bias && ', there is only its bias'}.`;
  const meets =
    padded === 0
      ? ''
      : padded === taps.length
        ? ', all of them with padding'
        : `, ${padded} of them with padding`;
  return `${nameOf('y', place)} is ${value}: the sum of ${counted(taps.length, 'product')}${meets}${bias}.`;
}

function inputSentence(layer: Layer, place: Place): string {
  const fed = fedBy(layer, place).length;
  const what = isPadding(layer, place)
    ? 'This padding'
    : `${nameOf('x', unpadded(layer, place))}, a ${fixed(valueAt(layer, place), 0)},`;
  const all = layer.output.data.length;
  if (fed === 0) return `${what} goes into no output: nothing downstream can ever see it.`;
  return `${what} goes into ${fed} of ${counted(all, 'output')}.`;
}

/** The number that stands at a place of the padded input. */
export function valueAt({ padded }: Layer, { channel, y, x }: Place): number {
  return padded.data[(channel * padded.height + y) * padded.width + x] ?? 0;
}

/** What the layer as a whole does, in a sentence. */
export function layerSentence(layer: Layer): string {
  const { state, geometry, output, input, unused } = layer;
  const weights = layer.kernels.data.length;
  const shape = `${input.channels} × ${state.size} × ${state.size} becomes ${output.channels} × ${output.height} × ${output.width}`;
  const [tall, wide] = geometry.extent;
  const span = state.dilation > 1 ? ` Its kernel spans ${tall} × ${wide}.` : '';
  const lost =
    unused > 0
      ? ` ${counted(unused, 'input')} of ${input.data.length} ${unused === 1 ? 'is' : 'are'} never used.`
      : '';
  return `${shape}, with ${counted(weights, 'weight')} for ${counted(output.data.length, 'output')}.${span}${lost}`;
}

/** The place of the output that a step computes. */
export function stepPlace(layer: Layer): Place {
  return placeOf(layer, layer.state.step);
}
