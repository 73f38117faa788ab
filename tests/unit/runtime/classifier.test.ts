import { engine } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RuntimeError } from '../../../src/runtime/errors.ts';
import {
  activationsInNode,
  classifyInNode,
  detectInNode,
  inputGradientsInNode,
  startNodeBackend,
} from '../../../src/runtime/node.ts';
import { tinyClassifier, waves } from './tiny-classifier.ts';

const files = tinyClassifier();
const logit = (channel: number) =>
  ({ layer: 'classes', row: 'mean', column: 'mean', channel }) as const;

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'none';
  } catch (error) {
    return `${(error as RuntimeError).code}: ${(error as RuntimeError).detail}`;
  }
}

describe.each(['cpu', 'wasm'] as const)('a classifier on %s', (backend) => {
  beforeAll(() => startNodeBackend(backend));

  test('gives the mean of its map of logits, and probabilities that add up to 1', () => {
    const { logits, probabilities, rows, columns, map } = classifyInNode(waves(1), files);
    expect([rows, columns, map.length]).toEqual([8, 8, 8 * 8 * 3]);
    for (const [id, value] of logits.entries()) {
      const cells = map.filter((_, index) => index % 3 === id);
      expect(value).toBeCloseTo(cells.reduce((sum, cell) => sum + cell, 0) / 64, 6);
    }
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(Math.log((probabilities[0] ?? 0) / (probabilities[1] ?? 0))).toBeCloseTo(
      (logits[0] ?? 0) - (logits[1] ?? 0),
      9,
    );
  });

  test('gives the activations of a layer, at another size too', () => {
    const map = activationsInNode(waves(1), files, { layer: 'block.second' });
    expect([map.rows, map.columns, map.channels]).toEqual([8, 8, 4]);
    expect(Math.min(...map.values)).toBe(0);
    const large = activationsInNode(waves(1, 40, 24), files, {
      layer: 'stem',
      size: { width: 40, height: 24 },
    });
    expect([large.rows, large.columns, large.channels]).toEqual([12, 20, 4]);
    expect(large.values).toHaveLength(12 * 20 * 4);
  });

  test('has gradients that tell what a changed pixel does to a logit', () => {
    const picture = waves(2);
    const options = { unit: logit(2), measure: 'signed' } as const;
    const { values, channels } = inputGradientsInNode([picture], files, options);
    expect(channels).toBe(3);
    const at = (data: Uint8ClampedArray): number =>
      classifyInNode({ ...picture, data }, files).logits[2] ?? NaN;
    for (const pixel of [0, 37, 101, 255]) {
      const changed = (by: number): Uint8ClampedArray => {
        const data = picture.data.slice();
        data[pixel * 4 + 1] = (data[pixel * 4 + 1] ?? 0) + by;
        return data;
      };
      const slope = ((at(changed(1)) - at(changed(-1))) * 255) / 2;
      expect(values[pixel * 3 + 1]).toBeCloseTo(slope, 3);
    }
  });

  test('averages gradients over pictures and colours, as asked', () => {
    const pictures = [waves(3), waves(4)];
    const unit = { layer: 'block.second', channel: 1 } as const;
    const each = pictures.map(
      (picture) => inputGradientsInNode([picture], files, { unit, measure: 'signed' }).values,
    );
    for (const measure of ['signed', 'absolute', 'squared'] as const) {
      const mean = inputGradientsInNode(pictures, files, { unit, measure });
      expect(mean.pictures).toBe(2);
      expect(mean.values).toHaveLength(16 * 16 * mean.channels);
      const pixel = 8 * 16 + 7;
      const of = (values: Float32Array, colour: number): number =>
        values[pixel * 3 + colour] ?? NaN;
      const values = each.flatMap((one) => [of(one, 0), of(one, 1), of(one, 2)]);
      const expected = {
        signed: ((values[0] ?? NaN) + (values[3] ?? NaN)) / 2,
        absolute: values.reduce((sum, value) => sum + Math.abs(value), 0) / 6,
        squared: values.reduce((sum, value) => sum + value * value, 0) / 6,
      }[measure];
      expect(mean.values[pixel * mean.channels]).toBeCloseTo(expected, 6);
    }
  });

  test('sees of its middle unit what the theoretical receptive field says, and nothing beyond', () => {
    const size = { width: 32, height: 32 };
    const { values } = inputGradientsInNode([waves(5, 32, 32)], files, {
      unit: { layer: 'block.second' },
      activations: 'linear',
      size,
    });
    // Stem: 3 wide, stride 2; two more convolutions add 4 each: 11 pixels around pixel 2 · 8.
    const seen = [...values.keys()].filter((pixel) => (values[pixel] ?? 0) > 0);
    const columns = seen.map((pixel) => pixel % 32);
    expect([Math.min(...columns), Math.max(...columns)]).toEqual([16 - 5, 16 + 5]);
    expect(seen).toHaveLength(11 * 11);
  });

  test('with random weights depends on their seed alone once it is linear', () => {
    const unit = { layer: 'block.second' } as const;
    const options = { unit, weights: 'random', activations: 'linear' } as const;
    const one = inputGradientsInNode([waves(1)], files, { ...options, seed: 3 }).values;
    expect(inputGradientsInNode([waves(9)], files, { ...options, seed: 3 }).values).toEqual(one);
    expect(inputGradientsInNode([waves(1)], files, { ...options, seed: 4 }).values).not.toEqual(
      one,
    );
    const trained = inputGradientsInNode([waves(1)], files, { unit, activations: 'linear' }).values;
    expect(trained).not.toEqual(one);
  });

  test('leaves no tensor behind', () => {
    const use = (): void => {
      classifyInNode(waves(1), files);
      activationsInNode(waves(1), files, { layer: 'stem' });
      inputGradientsInNode([waves(1)], files, { unit: logit(0), weights: 'random' });
    };
    use();
    const before = engine().memory().numTensors;
    use();
    expect(engine().memory().numTensors).toBe(before);
  });

  test('refuses layers and units that it does not have, and other tasks', () => {
    const gradient = (unit: object) => () =>
      inputGradientsInNode([waves(1)], files, { unit: { layer: 'stem', ...unit } });
    expect(codeOf(() => activationsInNode(waves(1), files, { layer: 'nose' }))).toContain('nose');
    expect(codeOf(gradient({ layer: 'nose' }))).toMatch(/^wrong-task: .*nose/);
    expect(codeOf(gradient({ channel: 4 }))).toMatch(/^wrong-task: .*channel 4/);
    expect(codeOf(gradient({ row: -1 }))).toMatch(/^wrong-task/);
    expect(codeOf(() => detectInNode(waves(1), files, { model: 'classifier' }))).toMatch(/^wrong/);
  });
});
