import { stridesOf } from './geometry.ts';
import type { ConvolutionState } from './settings.ts';

/** Returns the PyTorch expression that makes the layer of a state, without arguments at their defaults. */
export function torchLine(state: ConvolutionState): string {
  const [height, width] = [state['kernel-height'], state['kernel-width']];
  const mode = state['padding-mode'];
  const transposed = state.operation === 'transposed';
  const [down, across] = stridesOf(state);
  const said = mode === 'zero' || mode === 'reflect';
  const parts = [
    String(state['in-channels']),
    String(state['out-channels']),
    `kernel_size=${height === width ? height : `(${height}, ${width})`}`,
    Math.max(down, across) > 1 && `stride=${down === across ? down : `(${down}, ${across})`}`,
    mode === 'same' && "padding='same'",
    said && state.padding > 0 && `padding=${state.padding}`,
    transposed && state['output-padding'] > 0 && `output_padding=${state['output-padding']}`,
    state.dilation > 1 && `dilation=${state.dilation}`,
    state.groups > 1 && `groups=${state.groups}`,
    !state.bias && 'bias=False',
    mode === 'reflect' && state.padding > 0 && "padding_mode='reflect'",
  ];
  return `nn.Conv${transposed ? 'Transpose' : ''}2d(${parts.filter((part) => part).join(', ')})`;
}
