import { stridesOf } from './geometry.ts';
import { BYTES, type Layer } from './layer.ts';

/** A quantity with its formula and the formula with the numbers of the layer in it. */
export interface Formula {
  /** Name of the output in the page. */
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly rule: string;
  readonly worked: string;
}

/** Returns height, width, parameters, MACs and memory of a layer, each with its arithmetic. */
export function formulaeOf(layer: Layer): Formula[] {
  const { state, geometry, output, input, parameters, macs, memory } = layer;
  const [high, wide] = geometry.kernel;
  const { groups, bias, size } = state;
  const transposed = state.operation === 'transposed';
  const [from, to] = [input.channels, output.channels];
  const perOutput = `${from}/${groups} · ${high} · ${wide}`;
  const places = transposed ? `${size} · ${size}` : `${output.height} · ${output.width}`;
  return [
    side(layer, 'height'),
    side(layer, 'width'),
    {
      name: 'params',
      label: 'parameters',
      value: parameters,
      unit: '',
      rule: `C_out · (C_in/g · k_h · k_w${bias ? ' + 1' : ''})`,
      worked: `${to} · (${perOutput}${bias ? ' + 1' : ''})`,
    },
    {
      name: 'macs',
      label: 'multiply–accumulates',
      value: macs,
      unit: '',
      rule: `C_out · C_in/g · k_h · k_w · ${transposed ? 'H · W' : 'H_out · W_out'}`,
      worked: `${to} · ${perOutput} · ${places}`,
    },
    {
      name: 'memory',
      label: 'memory, 32 bit',
      value: memory,
      unit: 'bytes',
      rule: '4 · (input + parameters + output)',
      worked: `${BYTES} · (${input.data.length} + ${parameters} + ${output.data.length})`,
    },
  ];
}

/** One side of the output. */
function side({ state, geometry, output }: Layer, name: 'height' | 'width'): Formula {
  const { size, dilation } = state;
  const down = name === 'height';
  const strides = stridesOf(state);
  const stride = strides[down ? 0 : 1];
  const [kernel, letter, axis] = down
    ? [geometry.kernel[0], 'H', 'h']
    : [geometry.kernel[1], 'W', 'w'];
  const s = strides[0] === strides[1] ? 's' : `s_${axis}`;
  const { top, bottom, left, right } = geometry.margins;
  const added = down ? top + bottom : left + right;
  const shared = { name: `output-${name}`, label: `output ${name}`, value: output[name], unit: '' };
  if (state.operation === 'transposed') {
    const extra = state['output-padding'];
    return {
      ...shared,
      rule: `(${letter} − 1) · ${s} − 2p + d · (k_${axis} − 1) + o + 1`,
      worked: `(${size} − 1) · ${stride} − ${2 * geometry.crop} + ${dilation} · (${kernel} − 1) + ${extra} + 1`,
    };
  }
  return {
    ...shared,
    rule: `⌊(${letter} + P − d · (k_${axis} − 1) − 1) / ${s}⌋ + 1`,
    worked: `⌊(${size} + ${added} − ${dilation} · (${kernel} − 1) − 1) / ${stride}⌋ + 1`,
  };
}
