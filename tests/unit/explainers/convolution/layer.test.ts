import { expect, test } from 'vitest';
import { costRows } from '../../../../src/components/explainers/convolution/costs.ts';
import { formulaeOf } from '../../../../src/components/explainers/convolution/formulae.ts';
import { layerOf } from '../../../../src/components/explainers/convolution/layer.ts';
import {
  layerSentence,
  productLines,
  sentenceOf,
} from '../../../../src/components/explainers/convolution/sentences.ts';
import { CONVOLUTION_STATE } from '../../../../src/components/explainers/convolution/state.ts';
import { fedBy, indexOf, placeOf } from '../../../../src/components/explainers/convolution/taps.ts';
import { torchLine } from '../../../../src/components/explainers/convolution/torch-line.ts';
import { convolve } from '../../../../src/vision/index.ts';
import { repairedStates } from './every-state.ts';

const { initial } = CONVOLUTION_STATE;
const states = repairedStates(60);
const layers = states.map(layerOf);

test('the products of every output, and its bias, add up to it, for layers of every kind', () => {
  for (const layer of layers) {
    for (const [index, taps] of layer.taps.entries()) {
      const { channel } = placeOf(layer, index);
      const sum = taps.reduce((total, { value, weight }) => total + value * weight, 0);
      const made = sum + (layer.bias?.[channel] ?? 0);
      if (made !== layer.output.data[index]) throw new Error(CONVOLUTION_STATE.encode(layer.state));
    }
  }
});

test('padding the input first is the same as leaving it to the convolution', () => {
  const plain = states.filter(
    (state) => state.operation === 'convolution' && state['padding-mode'] !== 'reflect',
  );
  expect(plain.length).toBeGreaterThan(10);
  for (const state of plain) {
    const { input, kernels, bias, output } = layerOf(state);
    const mode = state['padding-mode'];
    const again = convolve(input, kernels, {
      stride: [state.stride, state['stride-width'] || state.stride],
      dilation: state.dilation,
      groups: state.groups,
      padding: mode === 'same' ? 'same' : mode === 'valid' ? 0 : state.padding,
      ...(bias && { bias }),
    });
    expect(Array.from(output.data)).toEqual(Array.from(again.data));
  }
});

test('an input feeds exactly the outputs that list it', () => {
  for (const state of states.slice(0, 12)) {
    const layer = layerOf(state);
    const { channels, height, width } = layer.padded;
    let fed = 0;
    for (let at = 0; at < channels * height * width; at += 1) {
      const place = {
        channel: Math.floor(at / height / width),
        y: Math.floor(at / width) % height,
        x: at % width,
      };
      for (const { to } of fedBy(layer, place)) {
        fed += 1;
        const taps = layer.taps[indexOf(layer, to)] ?? [];
        const listed = taps.some(
          ({ from }) => from.channel === place.channel && from.y === place.y && from.x === place.x,
        );
        if (!listed) throw new Error(CONVOLUTION_STATE.encode(state));
      }
    }
    expect(fed).toBe(layer.taps.flat().length);
  }
});

test('without padding or cropping the MACs are the products that are spelled out', () => {
  for (const layer of layers.filter(({ state }) => state.operation === 'convolution')) {
    expect(layer.taps.flat().length).toBe(layer.macs);
  }
  const transposed = layerOf(
    CONVOLUTION_STATE.complete({ operation: 'transposed', 'padding-mode': 'valid', stride: 2 }),
  );
  expect(transposed.taps.flat().length).toBe(transposed.macs);
});

test('the formulae, worked out, give the values beside them', () => {
  for (const layer of layers) {
    for (const { worked, value, name } of formulaeOf(layer)) {
      const code = worked
        .replace(/⌊/g, 'Math.floor(')
        .replace(/⌋/g, ')')
        .replace(/·/g, '*')
        .replace(/−/g, '-');
      expect(code).toMatch(/^[\d\s+\-*/().]*(Math\.floor[\d\s+\-*/().]*)?$/);
      expect(Number(new Function(`return ${code}`)()), `${name}: ${worked}`).toBe(value);
    }
  }
});

test('the layer of the default is the one that its words describe', () => {
  const layer = layerOf(initial);
  expect([layer.output.channels, layer.output.height, layer.output.width]).toEqual([1, 6, 6]);
  expect([layer.parameters, layer.macs, layer.memory]).toEqual([9, 324, 324]);
  expect(torchLine(initial)).toBe('nn.Conv2d(1, 1, kernel_size=3, padding=1, bias=False)');
  expect(productLines(layer.taps[0] ?? []).map((line) => line.length)).toEqual([3, 3, 3]);
  expect(sentenceOf(layer, { side: 'output', place: placeOf(layer, 0) })).toMatch(
    /^y\[0, 0, 0\] is −?\d+: the sum of 9 products, 5 of them with padding\.$/,
  );
  expect(layerSentence(layer)).toBe('1 × 6 × 6 becomes 1 × 6 × 6, with 9 weights for 36 outputs.');
});

test('the line of PyTorch names what is not at its default', () => {
  const line = (part: Parameters<typeof CONVOLUTION_STATE.complete>[0]): string =>
    torchLine(CONVOLUTION_STATE.complete(part));
  expect(line({ 'padding-mode': 'same', dilation: 2, bias: true })).toBe(
    "nn.Conv2d(1, 1, kernel_size=3, padding='same', dilation=2)",
  );
  expect(line({ 'padding-mode': 'reflect', padding: 2, 'kernel-width': 1 })).toBe(
    "nn.Conv2d(1, 1, kernel_size=(3, 1), padding=2, bias=False, padding_mode='reflect')",
  );
  expect(
    line({
      operation: 'transposed',
      stride: 2,
      'output-padding': 1,
      'in-channels': 4,
      'out-channels': 2,
      groups: 2,
    }),
  ).toBe(
    'nn.ConvTranspose2d(4, 2, kernel_size=3, stride=2, padding=1, output_padding=1, groups=2, bias=False)',
  );
});

test('strides along both axes: shape, formula and PyTorch follow, and one number means both', () => {
  const state = CONVOLUTION_STATE.complete({ size: 8, stride: 1, 'stride-width': 2 });
  const layer = layerOf(state);
  expect([layer.output.height, layer.output.width]).toEqual([8, 4]);
  expect(layer.macs).toBe(9 * 8 * 4);
  expect(torchLine(state)).toContain('stride=(1, 2)');
  const [height, width] = formulaeOf(layer);
  expect(height?.rule).toContain('/ s_h⌋');
  expect(width).toMatchObject({ value: 4, worked: '⌊(8 + 2 − 1 · (3 − 1) − 1) / 2⌋ + 1' });
  const both = CONVOLUTION_STATE.decode('v=1&size=8&stride=2').state;
  expect(layerOf(both).output).toMatchObject({ height: 4, width: 4 });
  expect(torchLine(both)).toContain('stride=2,');
  expect(formulaeOf(layerOf(both))[0]?.rule).toContain('/ s⌋');
  expect(CONVOLUTION_STATE.encode(both)).toBe('v=1&size=8&stride=2');
});

test('stride 2 with a 1 × 1 kernel never sees three quarters of an even input', () => {
  const layer = layerOf(
    CONVOLUTION_STATE.complete({
      'kernel-height': 1,
      'kernel-width': 1,
      stride: 2,
      'padding-mode': 'valid',
    }),
  );
  expect(layer.unused).toBe(27);
  expect(layerSentence(layer)).toContain('27 inputs of 36 are never used');
  const corner = { channel: 0, y: 1, x: 1 };
  expect(sentenceOf(layer, { side: 'input', place: corner })).toContain('goes into no output');
});

test('a depthwise layer has as many weights as one channel needs, times the channels', () => {
  const layer = layerOf(
    CONVOLUTION_STATE.complete({ 'in-channels': 4, 'out-channels': 4, groups: 4 }),
  );
  expect(costRows(layer).map((row) => row[1])).toEqual(['144', '36', '36', '16', '52']);
});

test('no sentence of any layer shows a number that is none', () => {
  for (const layer of layers) {
    const said = [
      layerSentence(layer),
      sentenceOf(layer, { side: 'output', place: placeOf(layer, layer.state.step) }),
      sentenceOf(layer, { side: 'input', place: { channel: 0, y: 0, x: 0 } }),
    ].join(' ');
    expect(said).not.toMatch(/NaN|undefined|Infinity/);
  }
});
