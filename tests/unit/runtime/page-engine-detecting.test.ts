import { describe, expect, test } from 'vitest';
import type { PageEngine } from '../../../src/runtime/page-engine.ts';
import { settle } from './fake-worker.ts';
import { type Worker, start, model, predictions, picture, endOf } from './page-engine-start.ts';

describe('detecting', () => {
  async function loaded(): Promise<{ engine: PageEngine; worker: Worker; ids: () => number[] }> {
    const { engine, worker } = start();
    const load = engine.loadModel('detector');
    await worker().reply({ type: 'loaded', id: 1, model });
    await load;
    const ids = (): number[] =>
      worker()
        .sent.filter(({ type }) => type === 'run')
        .map(({ id }) => id);
    return { engine, worker: worker(), ids };
  }

  test('loads the model first where nobody has', async () => {
    const { engine, worker } = start();
    const result = engine.detect(picture);
    await settle();
    await worker().reply({ type: 'loaded', id: 1, model });
    await worker().reply({ type: 'ran', task: 'detect', id: 2, result: predictions(0.5) });
    expect((await result).scores).toEqual([0.5]);
  });

  test('sends a copy of the picture as it was when asked', async () => {
    const { engine, worker } = await loaded();
    const pixels = new Uint8ClampedArray(8).fill(7);
    void engine.detect({ width: 2, height: 1, rgba: pixels }, { floor: 0.2 }).catch(() => null);
    pixels.fill(9);
    await settle();
    expect(worker.sent.at(-1)).toMatchObject({
      type: 'run',
      width: 2,
      height: 1,
      task: { name: 'detect', floor: 0.2 },
      pixels: new Uint8ClampedArray(8).fill(7),
    });
  });

  test('asks the worker for one picture at a time', async () => {
    const { engine, worker, ids } = await loaded();
    const first = engine.detect(picture);
    const second = engine.detect(picture);
    await settle();
    expect(ids()).toEqual([2]);
    await worker.reply({ type: 'ran', task: 'detect', id: 2, result: predictions(0.1) });
    expect(ids()).toEqual([2, 3]);
    await worker.reply({ type: 'ran', task: 'detect', id: 3, result: predictions(0.2) });
    expect([(await first).scores, (await second).scores]).toEqual([[0.1], [0.2]]);
  });

  test('drops stale replies: of calls with one key only the newest resolves', async () => {
    const { engine, worker, ids } = await loaded();
    const calls = [1, 2, 3].map(() => engine.detect(picture, { key: 'nms' }));
    const other = engine.detect(picture, { key: 'hero' });
    const ends = Promise.all(calls.map(endOf));
    await settle();
    // The first was never sent, or its reply is dropped; the second is never sent at all.
    for (let turn = 0; turn < 3; turn += 1) {
      const id = ids().at(-1) ?? 0;
      await worker.reply({ type: 'ran', task: 'detect', id, result: predictions(id / 10) });
    }
    expect(await ends).toEqual(['abort', 'abort', 'fine']);
    expect(await endOf(other)).toBe('fine');
    expect(ids().length).toBeLessThanOrEqual(3);
  });

  test('rejects at once when its signal aborts, and goes on with the next', async () => {
    const { engine, worker } = await loaded();
    const controller = new AbortController();
    const first = engine.detect(picture, { signal: controller.signal });
    const second = engine.detect(picture);
    await settle();
    controller.abort();
    expect(await endOf(first)).toBe('abort');
    await worker.reply({ type: 'ran', task: 'detect', id: 2, result: predictions(0.1) });
    await worker.reply({ type: 'ran', task: 'detect', id: 3, result: predictions(0.2) });
    expect((await second).scores).toEqual([0.2]);
  });

  test('with a picture that has no pixels asks nobody and says so', async () => {
    const { engine, worker, ids } = await loaded();
    const empty = { width: 0, height: 0, data: new Uint8ClampedArray() };
    expect(await endOf(engine.detect(empty))).toBe('bad-image');
    expect(worker.sent).toHaveLength(1);
    expect(ids()).toEqual([]);
  });

  test('after a lost device that nothing replaced starts afresh at the next call', async () => {
    const { engine, worker } = await loaded();
    const first = engine.detect(picture);
    await settle();
    await worker.reply({ type: 'failed', id: 2, code: 'context-lost', detail: '' });
    expect(await endOf(first)).toBe('context-lost');
    expect(worker.isTerminated).toBe(true);
  });

  test('ends with an abort when the engine is closed', async () => {
    const { engine, worker } = await loaded();
    const call = engine.detect(picture);
    await settle();
    engine.dispose();
    expect(await endOf(call)).toBe('abort');
    expect(worker.isTerminated).toBe(true);
  });
});
