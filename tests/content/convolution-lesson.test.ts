import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { layerOf } from '../../src/components/explainers/convolution/layer.ts';
import { CONVOLUTION_STATE } from '../../src/components/explainers/convolution/state.ts';
import { measure } from '../../src/components/explainers/receptive-field/measure.ts';
import { PRESETS } from '../../src/components/explainers/receptive-field/presets.ts';
import { receptiveFieldState } from '../../src/components/explainers/receptive-field/state.ts';
import { influenceProfile } from '../../src/components/lesson/influence-profile.ts';

/** What the card of the classifier says of its input and its layers. */
interface Card {
  input: { width: number; height: number };
  layers: { kernel: number; stride: number; padding: number }[];
}

const LESSON = 'src/content/lessons/foundations/convolution.mdx';
const QUESTIONS = 'src/content/questions/foundations';
const lesson = readFileSync(LESSON, 'utf8');
const texts = [
  lesson,
  ...readdirSync(QUESTIONS).map((name) => readFileSync(`${QUESTIONS}/${name}`, 'utf8')),
];

/** The states of a figure to which the lesson and the questions of its module lead. */
function linkedStates(slug: string): string[] {
  return texts
    .flatMap((text) => [
      ...[...text.matchAll(new RegExp(`/explain/${slug}/#([^)\\s]+)`, 'g'))].map(
        ([, hash]) => hash,
      ),
      ...[...text.matchAll(new RegExp(`slug: ${slug}\\n\\s+state: (\\S+)`, 'g'))].map(
        ([, hash]) => hash,
      ),
    ])
    .filter((hash): hash is string => hash !== undefined);
}

/** The layer, or the stack, that a linked state describes. */
const layer = (hash: string) => layerOf(CONVOLUTION_STATE.decode(hash).state);
const stack = (hash: string) => measure(receptiveFieldState.decode(hash).state);
const linked = (slug: string, part: string): string => {
  const found = linkedStates(slug).find((hash) => hash.includes(part));
  if (!found) throw new Error(`No text links ${slug} with ${part}.`);
  return found;
};

describe('the figures that the texts on convolution lead to', () => {
  test.each([
    ['convolution', CONVOLUTION_STATE] as const,
    ['receptive-field', receptiveFieldState] as const,
  ])('%s can read every state', (slug, codec) => {
    const states = linkedStates(slug);
    expect(states.length).toBeGreaterThan(3);
    expect(states.map((hash) => codec.decode(hash).outcome)).toEqual(states.map(() => 'read'));
  });

  test('the output by hand is that of the placed state', () => {
    const { taps, output, macs } = layerOf(CONVOLUTION_STATE.complete({ step: 7 }));
    expect(taps[7]?.map(({ value }) => value)).toEqual([1, 1, 1, 3, 3, 4, 1, 3, 3]);
    expect(output.data[7]).toBe(3);
    expect(taps[0]?.filter(({ padded }) => padded)).toHaveLength(5);
    expect([macs, layer('v=1&stride=2').macs]).toEqual([324, 81]);
  });

  test('a 1 × 1 with stride 2 reads a quarter of its input', () => {
    const { unused, input } = layer(linked('convolution', 'kernel-height=1'));
    expect(unused / input.data.length).toBe(0.75);
  });

  test('outputs of the transposed operation are sums of four, two or one products', () => {
    const { taps } = layer(linked('convolution', 'operation=transposed'));
    expect(new Set(taps.map(({ length }) => length))).toEqual(new Set([1, 2, 4]));
  });

  test('the table of the five layers is that of the figure', () => {
    const { trace } = measure(receptiveFieldState.initial);
    const rows = trace.rows.map(([, across]) => [across.after.size, across.after.jump]);
    expect(rows).toEqual([
      [3, 2],
      [7, 4],
      [15, 4],
      [19, 8],
      [51, 8],
    ]);
    for (const [size, jump] of rows) expect(lesson).toContain(`| ${size} | ${jump} |`);
  });

  test('dilation 2 four times leaves holes, doubling rates do not', () => {
    const holed = stack(linked('receptive-field', '3d2p2*4'));
    expect([holed.horizontal.size, holed.horizontal.seen.touched]).toEqual([17, 9]);
    expect(holed.holes.toFixed(2)).toBe('0.72');
    const whole = stack(linked('receptive-field', '3d8p8'));
    expect([whole.horizontal.size, whole.holes]).toEqual([31, 0]);
  });

  test('the linked ResNet-50 is the preset, and sees 427 px', () => {
    const { state, horizontal } = stack(linked('receptive-field', '3s2p1.1*2'));
    expect(state.stack).toEqual(PRESETS.find(({ slug }) => slug === 'resnet50')?.stack);
    expect([state.width, state.height, horizontal.size]).toEqual([224, 224, 427]);
  });

  test('the linked stack of the classifier is that of its card, and sees 287 px of 64', () => {
    const { input, layers }: Card = JSON.parse(
      readFileSync('public/models/classifier/card.json', 'utf8'),
    );
    const { state, horizontal } = stack(linked('receptive-field', '3p1*12'));
    const shape = layers
      .slice(0, -1)
      .map(({ kernel, stride, padding }) => [kernel, stride, padding]);
    expect(
      state.stack.map((each) =>
        each.op === 'join' ? each : [each.kernel[0], each.stride, each.padding[0]],
      ),
    ).toEqual(shape);
    expect([state.width, state.height]).toEqual([input.width, input.height]);
    expect([horizontal.size, input.width]).toEqual([287, 64]);
  });

  test('the questions name the fields of their states', () => {
    expect(stack(linked('receptive-field', '3p1*4')).horizontal.size).toBe(43);
    expect(stack('v=1&stack=3p1*3').horizontal.size).toBe(7);
    expect(stack('v=1&stack=7p3')).toMatchObject({ weights: 49 });
    expect(stack(linked('receptive-field', '1*8')).horizontal.size).toBe(1);
  });
});

describe('the profile of influence', () => {
  test('holds its weight where the title of its drawing says', () => {
    const [few, many] = [influenceProfile(5), influenceProfile(20)];
    expect([few.weights.length, few.middle, many.weights.length, many.middle]).toEqual([
      11, 7, 41, 15,
    ]);
    expect(lesson).toContain(
      'see 41 px instead of 11, and hold 95 % of the weight in 15 instead of 7',
    );
  });

  test('has the width of a sum of independent steps', () => {
    for (const layers of [5, 20]) {
      const { weights } = influenceProfile(layers);
      const centre = (weights.length - 1) / 2;
      const variance = weights.reduce((sum, weight, at) => sum + weight * (at - centre) ** 2, 0);
      expect(variance).toBeCloseTo((2 * layers) / 3, 9);
    }
  });

  test('holds just enough: two pixels less hold less than 95 %', () => {
    const { weights, middle } = influenceProfile(20);
    const edge = (weights.length - middle) / 2;
    const sum = (cut: number) => weights.slice(cut, weights.length - cut).reduce((a, b) => a + b);
    expect(sum(edge)).toBeGreaterThanOrEqual(0.95);
    expect(sum(edge + 1)).toBeLessThan(0.95);
  });
});
