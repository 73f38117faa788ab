import type { Challenge } from '../../figures/challenge.ts';
import { counted } from '../../figures/number-text.ts';
import type { Layer } from './layer.ts';

function outputText({ output }: Layer): string {
  return `${output.height} × ${output.width}`;
}

/** The fewest and the most products that an output is the sum of. */
function productRange({ taps }: Layer): readonly [fewest: number, most: number] {
  const counts = taps.map(({ length }) => length);
  return [Math.min(...counts), Math.max(...counts)];
}

/** The goals of the figure, in the order in which they stand. */
export const CONVOLUTION_CHALLENGES: readonly Challenge<Layer>[] = [
  {
    slug: 'wide-view',
    solved: ({ state, geometry, output }) =>
      state.operation === 'convolution' &&
      Math.min(...geometry.extent) >= 5 &&
      geometry.kernel[0] * geometry.kernel[1] <= 9 &&
      output.height === state.size &&
      output.width === state.size,
    progress: (layer) => {
      const [tall, wide] = layer.geometry.extent;
      const [high, across] = layer.geometry.kernel;
      return `Now ${counted(high * across, 'weight')} per channel span ${tall} × ${wide}; the output is ${outputText(layer)}.`;
    },
  },
  {
    slug: 'halve',
    solved: ({ state, output, unused }) =>
      state.operation === 'convolution' &&
      state.size === 8 &&
      output.height === 4 &&
      output.width === 4 &&
      unused === 0,
    progress: (layer) =>
      `Now ${layer.state.size} × ${layer.state.size} becomes ${outputText(layer)}; ${counted(layer.unused, 'input')} never used.`,
  },
  {
    slug: 'few-weights',
    solved: ({ state, kernels, geometry, output }) =>
      state['in-channels'] === 4 &&
      state['out-channels'] === 4 &&
      Math.min(...geometry.kernel) >= 3 &&
      kernels.data.length <= 36 &&
      output.height === state.size &&
      output.width === state.size,
    progress: ({ state, kernels }) =>
      `Now ${counted(kernels.data.length, 'weight')} from ${counted(state['in-channels'], 'channel')} to ${state['out-channels']}.`,
  },
  {
    slug: 'even-coverage',
    solved: (layer) => {
      const [fewest, most] = productRange(layer);
      return (
        layer.state.operation === 'transposed' &&
        layer.output.height === 2 * layer.state.size &&
        layer.output.width === 2 * layer.state.size &&
        fewest === most
      );
    },
    progress: (layer) => {
      if (layer.state.operation !== 'transposed') return 'Now the operation is no transposed one.';
      const [fewest, most] = productRange(layer);
      const spread = fewest === most ? String(most) : `${fewest} to ${most}`;
      return `Now ${layer.state.size} × ${layer.state.size} becomes ${outputText(layer)}; an output is the sum of ${spread} products.`;
    },
  },
];
