import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  AXES,
  HORIZONTAL,
  VERTICAL,
} from '../../../../src/components/explainers/receptive-field/layers.ts';
import {
  presetOf,
  takePreset,
} from '../../../../src/components/explainers/receptive-field/edit.ts';
import { measure } from '../../../../src/components/explainers/receptive-field/measure.ts';
import { PRESETS } from '../../../../src/components/explainers/receptive-field/presets.ts';
import { receptiveFieldState } from '../../../../src/components/explainers/receptive-field/state.ts';
import { trace } from '../../../../src/components/explainers/receptive-field/trace.ts';

type Both = number | [number, number];

interface NetCase {
  name: string;
  input: {
    net: string;
    stage: string;
    in_size: number;
    layers: { op: string; k: Both; s: Both; p: Both; d: Both }[];
  };
  expected: { rf: number; jump: number; start0: number; out_size: number };
}

const file: { cases: NetCase[] } = JSON.parse(readFileSync('tests/vectors/rf_nets.json', 'utf8'));
const known = file.cases.flatMap((each) => {
  const preset = PRESETS.find(({ slug }) => slug === each.input.net);
  const stage = Object.entries(preset?.stages ?? {}).find(([, name]) => name === each.input.stage);
  return preset && stage ? [{ ...each, preset, layers: Number(stage[0]) }] : [];
});

const pair = (value: Both): [number, number] =>
  typeof value === 'number' ? [value, value] : value;

test('seven of the measured networks are presets, each with all its stages', () => {
  const nets = new Set(known.map(({ input }) => input.net));
  expect([...nets].sort()).toEqual([
    'alexnet',
    'googlenet',
    'inception_v3',
    'mobilenet_v2',
    'resnet18',
    'resnet50',
    'vgg16',
  ]);
  const beyond = ['Mixed_7a', 'Mixed_7c'];
  const stages = file.cases.filter(
    ({ input }) => nets.has(input.net) && !beyond.includes(input.stage),
  );
  expect(known).toHaveLength(stages.length);
});

test.each(known)('$name: the preset has the layers of the measured network', (each) => {
  const stack = each.preset.stack.slice(0, each.layers);
  expect(
    stack.map((layer) =>
      layer.op === 'join'
        ? layer
        : {
            kernel: layer.kernel,
            stride: layer.stride,
            padding: layer.padding,
            dilation: layer.dilation,
            pool: layer.op === 'pool',
          },
    ),
  ).toEqual(
    each.input.layers.map(({ op, k, s, p, d }) => ({
      kernel: pair(k),
      stride: s,
      padding: pair(p),
      dilation: d,
      pool: op === 'pool',
    })),
  );
});

test.each(known)('$name: size, jump, start and cells are those that gradients measured', (each) => {
  const { in_size } = each.input;
  const row = trace(each.preset.stack, in_size, in_size).rows[each.layers - 1];
  for (const axis of AXES) {
    expect({
      rf: row?.[axis].after.size,
      jump: row?.[axis].after.jump,
      start0: row?.[axis].after.start,
      out_size: row?.[axis].outputSize,
    }).toEqual({
      rf: each.expected.rf,
      jump: each.expected.jump,
      start0: each.expected.start0,
      out_size: each.expected.out_size,
    });
  }
});

test('dilation in place of the last two strides keeps the field of ResNet-50 and its jump at 8', () => {
  const stack = PRESETS.find(({ slug }) => slug === 'deeplab')?.stack ?? [];
  const { rows } = trace(stack, 513, 513);
  expect(rows).toHaveLength(51);
  expect(rows[49]?.[VERTICAL].after).toMatchObject({ size: 427, jump: 8 });
  expect(rows[50]?.[VERTICAL].after).toMatchObject({ size: 427 + 72 * 8, jump: 8 });
  expect(rows[50]?.[VERTICAL].outputSize).toBe(65);
});

test('the levels of the detector have the sizes and strides of its description', () => {
  const last = (slug: string) => {
    const preset = PRESETS.find((each) => each.slug === slug);
    return trace(preset?.stack ?? [], 256, 160).rows.at(-1);
  };
  const coarse = last('detector');
  expect([coarse?.[HORIZONTAL].outputSize, coarse?.[VERTICAL].outputSize]).toEqual([8, 5]);
  expect(coarse?.[HORIZONTAL].after).toMatchObject({ jump: 32, size: 303 });
  const fine = last('detector-fine');
  expect([fine?.[HORIZONTAL].outputSize, fine?.[VERTICAL].outputSize]).toEqual([64, 40]);
  expect(fine?.[HORIZONTAL].after).toMatchObject({ jump: 4, size: 39 });
});

test.each(PRESETS)('$slug: can be taken, is recognised, and survives the address', (preset) => {
  const state = receptiveFieldState.complete({
    ...receptiveFieldState.initial,
    ...takePreset(preset),
  });
  const hash = receptiveFieldState.encode(state);
  expect(receptiveFieldState.decode(hash)).toMatchObject({ outcome: 'read', state });
  expect(hash.length).toBeLessThan(420);
  expect(presetOf(state.stack)?.slug).toBe(preset.slug);
  const now = measure(state);
  expect(now.trace.problem).toBeUndefined();
  expect(now.layer).toBe(preset.stack.length);
  expect(preset.stages[preset.stack.length]).toBeDefined();
});
