import { describe, expect, test } from 'vitest';
import { isAbort, type RuntimeError } from '../../../src/runtime/errors.ts';
import { PageEngine } from '../../../src/runtime/page-engine.ts';
import type { RawPredictions } from '../../../src/runtime/engine.ts';
import type { Reply, Request } from '../../../src/runtime/protocol.ts';
import { FakeWorker, settle } from './fake-worker.ts';
import { classifierCard, detectorCard, loadedModel } from './model-builders.ts';

type Worker = FakeWorker<Request, Reply>;

function start(): { engine: PageEngine; workers: Worker[]; worker: () => Worker } {
  const workers: Worker[] = [];
  const engine = new PageEngine({
    base: 'https://site.test/models/',
    spawn: () => {
      const worker: Worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
  });
  const worker = (): Worker => {
    const last = workers.at(-1);
    if (!last) throw new Error('no worker was started');
    return last;
  };
  return { engine, workers, worker };
}

const model = loadedModel(detectorCard());

function predictions(score: number): RawPredictions {
  const lists = { boxes: [[0, 0, 1, 1]], scores: [score], classes: [0] } as const;
  const raw = { anchors: [0], strides: [8], logits: [0], offsets: [] };
  return { ...lists, ...raw, ms: 1, backend: 'wasm' };
}

const picture = { width: 2, height: 1, data: new Uint8ClampedArray(8) };

/** How a promise ended: the error's code, `abort`, or `fine`. */
async function endOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'fine';
  } catch (error) {
    return isAbort(error) ? 'abort' : (error as RuntimeError).code;
  }
}

describe('loading a model', () => {
  test('starts no worker before the first call', () => {
    expect(start().workers).toHaveLength(0);
  });

  test('is done once, however many ask, and each hears the progress', async () => {
    const { engine, worker, workers } = start();
    const heard: string[] = [];
    const first = engine.loadModel('detector', {
      onProgress: (n, of) => heard.push(`a${n}/${of}`),
    });
    await worker().reply({ type: 'progress', id: 1, bytes: 5, total: 9 });
    const second = engine.loadModel('detector', { onProgress: (n) => heard.push(`b${n}`) });
    await settle();
    await worker().reply({ type: 'loaded', id: 1, model });
    expect(await first).toBe(await second);
    expect(await engine.loadModel('detector')).toBe(model);
    expect(worker().sent).toEqual([
      {
        type: 'load',
        id: 1,
        model: 'detector',
        base: 'https://site.test/models/',
        backend: undefined,
      },
    ]);
    expect(workers).toHaveLength(1);
    expect(heard).toEqual(['a5/9', 'b5']);
  });

  test('that failed is forgotten: asking again is the retry', async () => {
    const { engine, worker } = start();
    const first = engine.loadModel('detector');
    await settle();
    await worker().reply({ type: 'failed', id: 1, code: 'truncated', detail: '' });
    expect(await endOf(first)).toBe('truncated');
    const second = engine.loadModel('detector');
    await settle();
    await worker().reply({ type: 'loaded', id: 2, model });
    expect(await endOf(second)).toBe('fine');
  });

  test('begins with a new worker after a failure that may have spoilt the old one', async () => {
    const { engine, worker, workers } = start();
    const first = engine.loadModel('detector');
    await worker().reply({ type: 'failed', id: 1, code: 'no-backend', detail: '' });
    expect(await endOf(first)).toBe('no-backend');
    expect(worker().isTerminated).toBe(true);
    void engine.loadModel('detector');
    expect(workers).toHaveLength(2);
  });

  test('says offline when the worker’s own file cannot be fetched', async () => {
    const { engine, worker } = start();
    const load = engine.loadModel('detector');
    await worker().fail('');
    expect(await endOf(load)).toBe('offline');
  });

  test('is cancelled in the worker only when the last one who waits has left', async () => {
    const { engine, worker } = start();
    const [one, two] = [new AbortController(), new AbortController()];
    const first = engine.loadModel('detector', { signal: one.signal });
    const second = engine.loadModel('detector', { signal: two.signal });
    await settle();
    one.abort();
    expect(await endOf(first)).toBe('abort');
    expect(worker().sent.map(({ type }) => type)).toEqual(['load']);
    two.abort();
    expect(await endOf(second)).toBe('abort');
    expect(worker().sent.map(({ type }) => type)).toEqual(['load', 'cancel']);
    // A newcomer does not inherit the cancelled load.
    const third = engine.loadModel('detector');
    await settle();
    await worker().reply({ type: 'cancelled', id: 1 });
    await worker().reply({ type: 'loaded', id: 2, model });
    expect(await endOf(third)).toBe('fine');
  });

  test('on a forced backend has a worker of its own', async () => {
    const { engine, workers } = start();
    void engine.loadModel('detector');
    void engine.loadModel('detector', { backend: 'cpu' });
    await settle();
    expect(workers).toHaveLength(2);
    expect(workers[1]?.sent[0]).toMatchObject({ type: 'load', backend: 'cpu' });
  });
});

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
