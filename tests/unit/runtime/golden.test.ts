import { engine } from '@tensorflow/tfjs-core';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { detectInNode, startNodeBackend } from '../../../src/runtime/node.ts';
import { goldenCases, MODELS, readModelFile, shippedDetectors, worstDifference } from './golden.ts';

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

test('every shipped model has golden outputs', () => {
  const folders = existsSync(MODELS) ? readdirSync(MODELS) : [];
  const models = folders.filter((name) => existsSync(join(MODELS, name, 'card.json')));
  expect(shippedDetectors().sort()).toEqual(models.sort());
});
