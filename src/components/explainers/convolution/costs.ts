import { convMacs, convParameters, type ConvLayer } from '../../../vision/index.ts';
import { counted } from '../../figures/number-text.ts';
import type { Layer } from './layer.ts';

export const COST_COLUMNS = [
  { label: 'For the same channels and output' },
  { label: 'Weights', numeric: true },
  { label: 'MACs', numeric: true },
] as const;

/**
 * Returns what other layers with the channels and the output of this one cost, without bias: a row
 * for one group, for depthwise, for 1 × 1, and for depthwise followed by 1 × 1.
 */
export function costRows({ state, geometry, output }: Layer): string[][] {
  const [from, to] = [state['in-channels'], state['out-channels']];
  const [high, wide] = geometry.kernel;
  const places =
    state.operation === 'transposed'
      ? ([state.size, state.size] as const)
      : ([output.height, output.width] as const);
  const plain = { inputChannels: from, outputChannels: to, kernel: geometry.kernel, bias: false };
  const depthwise = { ...plain, outputChannels: from, groups: from };
  const pointwise = { ...plain, kernel: [1, 1] as const };
  const row = (name: string, ...layers: readonly ConvLayer[]): string[] => [
    name,
    String(layers.reduce((sum, layer) => sum + convParameters(layer), 0)),
    String(layers.reduce((sum, layer) => sum + convMacs(layer, places), 0)),
  ];
  const kernel = `${high} × ${wide}`;
  return [
    row(`${kernel}, one group`, plain),
    ...(state.groups > 1
      ? [
          row(`${kernel}, ${counted(state.groups, 'group')} (yours)`, {
            ...plain,
            groups: state.groups,
          }),
        ]
      : []),
    row(`${kernel}, depthwise (${from} to ${from})`, depthwise),
    row('1 × 1', pointwise),
    row(`depthwise, then 1 × 1`, depthwise, pointwise),
  ];
}
