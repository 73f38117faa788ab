import { engine } from '@tensorflow/tfjs-core';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  activationsInNode,
  classifyInNode,
  detectInNode,
  inputGradientsInNode,
  startNodeBackend,
} from '../../../src/runtime/node.ts';
import {
  ARE_TRIALS,
  goldenCases,
  MODELS,
  readModelFile,
  shippedClassifiers,
  shippedDetectors,
  worstDifference,
} from './golden.ts';
import { classifierCases, samplePairs, shareWithin } from './golden-classifier.ts';

describe.each(shippedDetectors())('%s in Node', (model) => {
  test.each(['cpu', 'wasm'] as const)(
    'gives on %s what PyTorch gave, and leaves no tensor behind',
    async (backend) => {
      await startNodeBackend(backend);
      for (const { picture, anchors, logits, offsets } of goldenCases(model)) {
        const raw = detectInNode(picture, readModelFile, { model, floor: 0 });
        const before = engine().memory().numTensors;
        expect(raw.backend).toBe(backend);
        const classes = logits[0]?.length ?? 0;
        const pairs = anchors.flatMap((anchor, row) => [
          ...(logits[row] ?? []).map((b, c) => [raw.logits[anchor * classes + c], b] as const),
          ...(offsets[row] ?? []).map((b, i) => [raw.offsets[anchor * classes]?.[i], b] as const),
        ]);
        expect(pairs.length).toBe(anchors.length * (classes + 4));
        expect(worstDifference(pairs.map(([a = NaN, b]) => [a, b]))).toBeLessThan(1e-3);
        detectInNode(picture, readModelFile, { model });
        expect(engine().memory().numTensors).toBe(before);
      }
    },
    180_000,
  );
});

describe.each(shippedClassifiers())('%s in Node', (model) => {
  const cases = classifierCases(model);

  test.each(['cpu', 'wasm'] as const)(
    'gives on %s the logits, activations and gradients that PyTorch gave, and leaves no tensor behind',
    async (backend) => {
      await startNodeBackend(backend);
      const signed = { model, measure: 'signed' } as const;
      for (const { picture, widePicture, logits, ...golden } of cases) {
        const scores = classifyInNode(picture, readModelFile, { model });
        const before = engine().memory().numTensors;
        expect(scores.backend).toBe(backend);
        expect(scores.logits).toHaveLength(logits.length);
        const { layer } = golden.activation;
        const activation = activationsInNode(picture, readModelFile, { model, layer });
        const ofLogit = {
          layer: 'classes',
          row: 'mean',
          column: 'mean',
          channel: golden.class,
        } as const;
        const { unit, side } = golden.wideGradient;
        const size = { width: side, height: side };
        const near = inputGradientsInNode([picture], readModelFile, { ...signed, unit: ofLogit });
        const wide = inputGradientsInNode([widePicture], readModelFile, { ...signed, unit, size });
        const outputs = [
          ...logits.map((logit, id) => [scores.logits[id] ?? NaN, logit] as const),
          ...samplePairs(activation.values, golden.activation),
        ];
        const gradients = [
          ...samplePairs(near.values, golden.logitGradient),
          ...samplePairs(wide.values, golden.wideGradient),
        ];
        expect(worstDifference(outputs)).toBeLessThan(1e-3);
        if (ARE_TRIALS) expect(shareWithin(gradients)).toBeGreaterThan(0.97);
        else expect(worstDifference(gradients)).toBeLessThan(1e-3);
        const pairs = [...outputs, ...gradients];
        expect(pairs.filter(([, value]) => value !== 0).length).toBeGreaterThan(pairs.length / 4);
        expect(engine().memory().numTensors).toBe(before);
      }
    },
    180_000,
  );
});

test('every shipped model has golden outputs', () => {
  const folders = existsSync(MODELS) ? readdirSync(MODELS) : [];
  const models = folders.filter((name) => existsSync(join(MODELS, name, 'card.json')));
  expect([...shippedDetectors(), ...shippedClassifiers()].sort()).toEqual(models.sort());
});
