import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { measureEffective } from '../../../../src/components/explainers/receptive-field/effective/effective-field.ts';
import { FRAME_SIZE } from '../../../../src/components/explainers/receptive-field/effective/frame-size.ts';
import { frameViews } from '../../../../src/components/explainers/receptive-field/effective/frames.ts';
import {
  cutTo,
  MIDDLE,
  squareAround,
  unitField,
} from '../../../../src/components/explainers/receptive-field/effective/unit.ts';
import { PRESETS } from '../../../../src/components/explainers/receptive-field/presets.ts';
import { receptiveFieldState } from '../../../../src/components/explainers/receptive-field/state.ts';
import { asClassifier } from '../../../../src/runtime/card.ts';
import { readCard } from '../../../../src/runtime/model-files.ts';
import { inputGradientsInNode, startNodeBackend } from '../../../../src/runtime/node.ts';
import { bakeWorld, buildWorld, renderFrame } from '../../../../src/world/index.ts';

const modelFile = (path: string): Uint8Array => readFileSync(`public/models/${path}`);
const { layers } = asClassifier(readCard(modelFile('classifier/card.json')));
const LAST = 25;

/** Two of the figure's frames: enough for what the text says. */
const frames = frameViews()
  .slice(0, 2)
  .map(({ spec, camera, width, height }) =>
    renderFrame(bakeWorld(buildWorld(spec)), camera, { width, height, samples: 1 }),
  );

function measure(number: number, weights: 'trained' | 'random', place = MIDDLE) {
  const unit = unitField(layers, number, FRAME_SIZE, place);
  const { layer, row, column } = unit;
  const { values } = inputGradientsInNode(frames, modelFile, {
    unit: { layer, row, column },
    weights,
    size: FRAME_SIZE,
  });
  const effective = measureEffective(values, FRAME_SIZE, unit);
  if (!effective) throw new Error('There is a gradient.');
  return { unit, values, ...effective };
}

await startNodeBackend('wasm');

test('the preset has the layers of the classifier as shipped', () => {
  const preset = PRESETS.find(({ slug }) => slug === 'classifier');
  expect(
    preset?.stack.map((layer) =>
      layer.op === 'join' ? layer : [layer.kernel[0], layer.stride, layer.padding[0]],
    ),
  ).toEqual(layers.map(({ kernel, stride, padding }) => [kernel, stride, padding]));
  for (const [number, name] of Object.entries(preset?.stages ?? {}))
    expect(layers[Number(number) - 1]?.name).toMatch(new RegExp(`^${name}`));
});

test('the figure begins in the middle of the network and can choose its last layer', () => {
  expect(layers[receptiveFieldState.initial.unit - 1]?.name).toBe('block2.5.second');
  expect(receptiveFieldState.decode(`v=1&unit=${layers.length}`)).toMatchObject({
    state: { unit: layers.length },
  });
});

describe.each([receptiveFieldState.initial.unit, LAST])(
  'the unit in the middle of layer %i',
  (number) => {
    const [trained, random] = [measure(number, 'trained'), measure(number, 'random')];

    test('has all of its gradient inside its theoretical field', () => {
      expect(trained.inside).toBeCloseTo(1, 6);
      expect(random.inside).toBeCloseTo(1, 6);
    });

    test('has half of it in less than a tenth of the area', () => {
      expect(((trained.sides[0] ?? 0) / trained.unit.size) ** 2).toBeLessThan(0.1);
    });

    test('sees less far after training than before, as the text says', () => {
      expect(trained.sides[0]).toBeLessThan(random.sides[0] ?? 0);
      expect(trained.sides[2]).toBeLessThan(random.sides[2] ?? 0);
    });
  },
);

describe.each([
  [receptiveFieldState.initial.unit, 0, 0],
  [receptiveFieldState.initial.unit, 29, 47],
  [LAST, 0, 23],
  [LAST, 14, 3],
])('the unit at the border: layer %i, row %i, column %i', (number, row, column) => {
  const place = { 'unit-row': row, 'unit-column': column };
  const [trained, random] = [measure(number, 'trained', place), measure(number, 'random', place)];

  test.each([trained, random])('has a gradient of exactly 0 outside its box', (measured) => {
    const { unit, values, inside } = measured;
    const { left, top, right, bottom } = cutTo(FRAME_SIZE, squareAround(unit, unit.size));
    const outside = values.filter((value, index) => {
      const [x, y] = [index % FRAME_SIZE.width, Math.floor(index / FRAME_SIZE.width)];
      return value !== 0 && !(x >= left && x < right && y >= top && y < bottom);
    });
    expect(outside).toHaveLength(0);
    expect(inside).toBe(1);
  });

  test('sees less far after training than before, as the text says', () => {
    expect(trained.sides[0]).toBeLessThan(random.sides[0] ?? 0);
    expect(trained.sides[2]).toBeLessThan(random.sides[2] ?? 0);
  });
});
