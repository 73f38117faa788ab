import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { asClassifier, asDetector, parseCard } from '../../../src/runtime/card.ts';
import type { RuntimeError } from '../../../src/runtime/errors.ts';
import { assembleModel, fetchModelFiles, readCard } from '../../../src/runtime/model-files.ts';

const weights = new Uint8Array(Float32Array.of(1, 2, 3).buffer);
const card = {
  name: 'detector',
  task: 'object detection',
  classes: ['car', 'bus'],
  input: { width: 32, height: 16 },
  topDown: false,
  anchors: { strides: [8, 16], shapes: [[[4, 6]], [[10, 20]]], coderWeights: [10, 10, 5, 5] },
  files: {
    'weights.bin': { bytes: 12, sha256: createHash('sha256').update(weights).digest('hex') },
  },
  tensors: [{ name: 'stem.bias', shape: [3], dtype: 'float32', offset: 0 }],
  metrics: { ap: 0.5 },
};

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'none';
  } catch (error) {
    return `${(error as RuntimeError).code}: ${(error as RuntimeError).detail}`;
  }
}

describe('a card', () => {
  test('gives the anchors of each level as boxes around the middle of a cell', () => {
    const { anchors, topDown } = asDetector(parseCard(card));
    expect(topDown).toBe(false);
    expect(anchors.levels).toEqual([
      { stride: 8, rows: 2, columns: 4, cell: [[-2, -3, 2, 3]] },
      { stride: 16, rows: 1, columns: 2, cell: [[-5, -10, 5, 10]] },
    ]);
  });

  test.each([
    ['no object', [], 'card is not an object'],
    ['a task that is not ours', { ...card, task: 'chess' }, 'card.task is not a task of ours'],
    ['no classes', { ...card, classes: undefined }, 'card.classes is not a list'],
    ['a class that is no text', { ...card, classes: [1] }, 'card.classes[0] is not a text'],
    ['an empty input', { ...card, input: { width: 0, height: 1 } }, 'card.input.width is not'],
    ['no file', { ...card, files: {} }, 'card.files.weights.bin is not an object'],
    ['a level too few', { ...card, anchors: { ...card.anchors, strides: [8] } }, 'card.anchors'],
    ['an unknown type', { ...card, tensors: [{ dtype: 'f16' }] }, 'card.tensors[0] is not int8'],
  ])('with %s is unreadable, and the field is named', (_, broken, detail) => {
    expect(codeOf(() => parseCard(broken))).toContain(`unreadable: ${detail}`);
  });

  test('of a classifier gives its layers, and says which one adds which', () => {
    const convolution = { kernel: 3, padding: 1, inputs: 3, outputs: 8, activation: 'relu' };
    const layers = [
      { ...convolution, name: 'stem', stride: 2, macs: 7 },
      { ...convolution, name: 'next', stride: 1, adds: 'stem' },
    ];
    const parsed = asClassifier(parseCard({ ...card, task: 'image classification', layers }));
    expect(parsed.layers).toEqual([
      { ...convolution, name: 'stem', stride: 2 },
      { ...convolution, name: 'next', stride: 1, adds: 'stem' },
    ]);
    expect(codeOf(() => asDetector(parsed))).toContain('wrong-task');
    expect(codeOf(() => asClassifier(parseCard(card)))).toContain('wrong-task');
    const odd = [{ ...layers[0], activation: 'tanh' }];
    expect(
      codeOf(() => parseCard({ ...card, task: 'image classification', layers: odd })),
    ).toContain('card.layers[0] is not relu or linear');
  });

  test('that is no JSON, such as a host’s own error page, is unreadable', () => {
    const page = new TextEncoder().encode('<!doctype html>');
    expect(codeOf(() => readCard(page))).toContain('unreadable');
  });
});

describe('the files of a model', () => {
  test('are taken only when length and fingerprint are those of the card', () => {
    const parsed = parseCard(card);
    expect([...(assembleModel(parsed, weights).tensors.get('stem.bias')?.values ?? [])]).toEqual([
      1, 2, 3,
    ]);
    expect(codeOf(() => assembleModel(parsed, weights.subarray(1)))).toContain('truncated');
    const altered = Uint8Array.from(weights, (byte, index) => (index === 5 ? byte ^ 1 : byte));
    expect(codeOf(() => assembleModel(parsed, altered))).toContain('damaged');
  });

  test('are fetched past the browser’s cache once when the copy in it is bad', async () => {
    const asked: string[] = [];
    const told: number[] = [];
    const files = await fetchModelFiles(
      'https://site.test/models/detector/',
      new AbortController().signal,
      (bytes, total) => told.push(bytes / total),
      (url, { cache }) => {
        asked.push(`${url.replace(/.*\//, '').replace(/v=.*/, 'v')} ${cache}`);
        if (url.endsWith('card.json')) return Promise.resolve(Response.json(card));
        return Promise.resolve(new Response(cache === 'reload' ? weights : weights.slice(0, 5)));
      },
    );
    expect(files.tensors.size).toBe(1);
    expect(asked).toEqual(['card.json no-cache', 'weights.bin?v default', 'weights.bin?v reload']);
    expect(told.at(-1)).toBe(1);
  });
});
