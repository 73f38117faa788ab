import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'astro/zod';
import { describe, expect, test } from 'vitest';
import {
  asClassifier,
  asDetector,
  type ModelCard,
  type TensorEntry,
} from '../../../src/runtime/card.ts';
import { assembleModel, readCard } from '../../../src/runtime/model-files.ts';
import { MODELS } from './golden.ts';

/** What these tests read of a card besides what the runtime reads. */
const cardFile = z.looseObject({
  name: z.string(),
  parameters: z.int().positive(),
  macs: z.int().positive(),
  files: z.record(z.string(), z.object({ bytes: z.int(), gzip: z.int(), sha256: z.string() })),
});

const detectorGolden = z.object({
  tolerance: z.string(),
  cases: z.array(
    z.object({
      world: z.int(),
      view: z.int(),
      rgbSha256: z.string().regex(/^[0-9a-f]{64}$/),
      anchors: z.array(z.int().nonnegative()),
      logits: z.array(z.array(z.number())),
      offsets: z.array(z.array(z.number())),
    }),
  ),
});

const layerMacs = z.looseObject({ layers: z.array(z.looseObject({ macs: z.int() })) });

const sample = { indices: z.array(z.int()), values: z.array(z.number()) };
const classifierGolden = z.object({
  tolerance: z.string(),
  cases: z.array(
    z.object({
      world: z.int(),
      view: z.int(),
      window: z.tuple([z.int(), z.int(), z.int()]),
      rgbSha256: z.string().regex(/^[0-9a-f]{64}$/),
      class: z.int(),
      logits: z.array(z.number()),
      activation: z.object({ layer: z.string(), ...sample }),
      logitGradient: z.object(sample),
      wideGradient: z.object({
        unit: z.object({
          layer: z.string(),
          row: z.int(),
          column: z.int(),
          channel: z.int(),
        }),
        side: z.int(),
        ...sample,
      }),
    }),
  ),
});

const sizes = { int8: 1, float32: 4 } as const;

function elementsOf({ shape }: TensorEntry): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** A folder without a card is no model: its card is written last. */
const folders = (existsSync(MODELS) ? readdirSync(MODELS) : []).filter((name) =>
  existsSync(join(MODELS, name, 'card.json')),
);

test('the detector is there as soon as a published figure needs it', () => {
  if (existsSync('src/content/explainers/nms.mdx')) expect(folders).toContain('detector');
});

function bytesIn(name: string, file: string): Buffer {
  return readFileSync(join(MODELS, name, file));
}

function jsonIn(name: string, file: string): unknown {
  return JSON.parse(String(bytesIn(name, file)));
}

/** The models that do a task, with what the runtime reads of their cards. */
function cardsFor(task: ModelCard['task']): { name: string; card: ModelCard }[] {
  return folders
    .map((name) => ({ name, card: readCard(bytesIn(name, 'card.json')) }))
    .filter(({ card }) => card.task === task);
}

describe.each(folders)('the folder of the model %s', (name) => {
  const bytesOf = (file: string) => bytesIn(name, file);
  const read = () => cardFile.parse(jsonIn(name, 'card.json'));

  test('holds what its card lists and nothing else, each file of that size and hash', () => {
    const card = read();
    expect(card.name).toBe(name);
    const there = readdirSync(join(MODELS, name)).filter((file) => file !== 'card.json');
    const described = there.map((file) => {
      const bytes = bytesOf(file);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return [file, { bytes: bytes.length, sha256 }] as const;
    });
    const listed = Object.entries(card.files).map(([file, { bytes, sha256 }]) => [
      file,
      { bytes, sha256 },
    ]);
    expect(Object.fromEntries(described)).toEqual(Object.fromEntries(listed));
  });

  test('has an index of tensors that covers the weights without gap or overlap', () => {
    const { tensors, weights } = readCard(bytesOf('card.json'));
    // Tensors that share their bytes, and differ in their scales, begin at the same place.
    const distinct = new Map(tensors.map((tensor) => [tensor.offset, tensor]));
    let end = 0;
    for (const [offset, tensor] of [...distinct].sort(([a], [b]) => a - b)) {
      expect(offset, tensor.name).toBe(end);
      end += elementsOf(tensor) * sizes[tensor.dtype];
    }
    expect(end).toBe(weights.bytes);
    for (const { offset, shape, scales, dtype, name: tensor } of tensors) {
      expect(shape, tensor).toEqual(distinct.get(offset)?.shape);
      expect(scales?.length, tensor).toBe(dtype === 'int8' ? shape.at(-1) : undefined);
    }
    const parameters = [...distinct.values()].reduce((sum, each) => sum + elementsOf(each), 0);
    expect(parameters).toBe(read().parameters);
  });

  test('is refused when its weights are cut or altered by one bit', () => {
    const card = readCard(bytesOf('card.json'));
    const whole = bytesOf('weights.bin');
    expect(assembleModel(card, whole).tensors.size).toBe(card.tensors.length);
    expect(() => assembleModel(card, whole.subarray(1))).toThrow(/incomplete/);
    const altered = Uint8Array.from(whole);
    altered[whole.length >> 1]! ^= 1; // there is a byte in the middle
    expect(() => assembleModel(card, altered)).toThrow(/fingerprint/);
  });
});

test.each(cardsFor('object detection'))(
  'the detector $name has golden outputs for anchors that its card has, one row each',
  ({ name, card }) => {
    const { classes, anchors } = asDetector(card);
    const { cases } = detectorGolden.parse(jsonIn(name, 'golden.json'));
    const count = anchors.levels.reduce(
      (sum, { rows, columns, cell }) => sum + rows * columns * cell.length,
      0,
    );
    expect(cases.length).toBeGreaterThanOrEqual(3);
    for (const { anchors: chosen, logits, offsets } of cases) {
      expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
      expect(chosen.at(-1)).toBeLessThan(count);
      expect(logits.map((row) => row.length)).toEqual(chosen.map(() => classes.length));
      expect(offsets.map((row) => row.length)).toEqual(chosen.map(() => 4));
    }
  },
);

test.each(cardsFor('image classification'))(
  'the classifier $name has layers that fit one another and its weights, and golden outputs of them',
  ({ name, card }) => {
    const { classes, layers, tensors } = asClassifier(card);
    const shapes = new Map(tensors.map(({ name: tensor, shape }) => [tensor, shape]));
    const widths = new Map<string, number>();
    let width = 3;
    for (const { name: layer, kernel, inputs, outputs, adds } of layers) {
      expect(inputs, layer).toBe(width);
      expect(shapes.get(`${layer}.kernel`), layer).toEqual([kernel, kernel, inputs, outputs]);
      expect(shapes.get(`${layer}.bias`), layer).toEqual([outputs]);
      if (adds !== undefined) expect(widths.get(adds), layer).toBe(outputs);
      widths.set(layer, outputs);
      width = outputs;
    }
    expect(width).toBe(classes.length);
    expect(tensors).toHaveLength(2 * layers.length);
    const { macs } = cardFile.parse(jsonIn(name, 'card.json'));
    const { layers: described } = layerMacs.parse(jsonIn(name, 'card.json'));
    expect(described.reduce((sum, layer) => sum + layer.macs, 0)).toBe(macs);
    const { cases } = classifierGolden.parse(jsonIn(name, 'golden.json'));
    expect(cases.length).toBeGreaterThanOrEqual(6);
    for (const { logits, activation, wideGradient } of cases) {
      expect(logits).toHaveLength(classes.length);
      expect(widths.has(activation.layer)).toBe(true);
      expect(widths.has(wideGradient.unit.layer)).toBe(true);
    }
  },
);
