import { describe, expect, test } from 'vitest';
import { settle } from './fake-worker.ts';
import { start, model, endOf } from './page-engine-start.ts';

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
