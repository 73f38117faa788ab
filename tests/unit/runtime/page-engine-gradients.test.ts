import { describe, expect, test } from 'vitest';
import { settle } from './fake-worker.ts';
import { classifierCard, loadedModel } from './model-builders.ts';
import { start, model, picture, endOf } from './page-engine-start.ts';

describe('input gradients', () => {
  const classifier = loadedModel(classifierCard());
  const unit = { layer: 'stem' } as const;

  async function loaded() {
    const { engine, worker } = start();
    const load = engine.loadModel('classifier');
    await worker().reply({ type: 'loaded', id: 1, model: classifier });
    await load;
    const answer = (id: number, values: number[], ms: number) =>
      worker().reply({
        type: 'ran',
        id,
        task: 'inputGradient',
        result: { values: Float32Array.from(values), ms, backend: 'wasm' },
      });
    return { engine, worker: worker(), answer };
  }

  test('ask for one picture after another, tell of each, and average', async () => {
    const { engine, worker, answer } = await loaded();
    const told: string[] = [];
    const result = engine.inputGradients([picture, picture], {
      unit,
      onProgress: (done, total) => told.push(`${done}/${total}`),
    });
    await settle();
    expect(worker.sent.at(-1)).toMatchObject({
      type: 'run',
      model: 'classifier',
      task: {
        name: 'inputGradient',
        options: { unit, weights: 'trained', seed: 1, activations: 'relu' },
      },
    });
    await answer(2, [1, -2, 3, 0, 0, 0], 10);
    expect(told).toEqual(['1/2']);
    await answer(3, [0, 0, 0, -6, 0, 0], 5);
    expect(await result).toEqual({
      width: 2,
      height: 1,
      channels: 1,
      pictures: 2,
      values: Float32Array.of(1, 1),
      ms: 15,
      backend: 'wasm',
    });
    expect(told).toEqual(['1/2', '2/2']);
  });

  test('stop between pictures when they are superseded', async () => {
    const { engine, worker, answer } = await loaded();
    const first = endOf(engine.inputGradients([picture, picture], { unit, key: 'field' }));
    await settle();
    const second = engine.inputGradients([picture], { unit, key: 'field' });
    expect(await first).toBe('abort');
    await answer(2, [9, 9, 9, 9, 9, 9], 1);
    await answer(3, [3, 3, 3, 0, 0, 0], 1);
    expect((await second).values).toEqual(Float32Array.of(3, 0));
    expect(worker.sent).toHaveLength(3);
  });

  test('are refused for a detector before anything is sent', async () => {
    const { engine, worker } = start();
    const call = engine.inputGradients([picture], { unit, model: 'detector' });
    await settle();
    await worker().reply({ type: 'loaded', id: 1, model });
    expect(await endOf(call)).toBe('wrong-task');
    expect(worker().sent).toHaveLength(1);
  });
});
