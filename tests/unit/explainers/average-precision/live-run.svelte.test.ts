import { flushSync } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { LiveRun } from '../../../../src/components/explainers/average-precision/live-run.svelte.ts';
import { RuntimeError } from '../../../../src/runtime/errors.ts';
import { frameOf } from './example.ts';

/** Which frames were drawn, by the seed of their noise, and what the next calls do. */
const fake = vi.hoisted(() => ({
  drawn: [] as number[],
  afterDetect: (() => undefined) as (count: number) => void,
  failAt: Infinity,
  disposed: 0,
}));

vi.mock('../../../../src/runtime/index.ts', async () => {
  const errors = await import('../../../../src/runtime/errors.ts');
  const engine = await import('../../../../src/runtime/engine.ts');
  let detected = 0;
  return {
    ...errors,
    ...engine,
    backendFromUrl: () => undefined,
    loadModel: () => Promise.resolve({}),
    createStreetRenderer: () => ({
      render: ({ noiseSeed }: { noiseSeed: number }) => {
        fake.drawn.push(noiseSeed);
        return Promise.resolve({ width: 256, height: 160, objects: [] });
      },
      dispose: () => {
        fake.disposed += 1;
      },
    }),
    detect: () => {
      detected += 1;
      if (detected === fake.failAt) {
        return Promise.reject(new errors.RuntimeError('context-lost', 'test'));
      }
      fake.afterDetect(detected);
      return Promise.resolve({
        boxes: [[1, 2, 3, 4]],
        scores: [0.5],
        classes: [2],
        backend: 'wasm',
      });
    },
  };
});

const frames = Array.from({ length: 6 }, (_, place) => {
  const frame = frameOf([[0, 0.5, 2]], []);
  return { ...frame, view: { ...frame.view, noiseSeed: place } };
});

beforeEach(() => {
  fake.drawn.length = 0;
  fake.failAt = Infinity;
  fake.disposed = 0;
  fake.afterDetect = () => undefined;
  vi.stubGlobal('location', { search: '' });
});

test('every frame is drawn and judged once, in order, at twice the size of the input', async () => {
  const run = new LiveRun();
  await run.start(frames);
  flushSync();
  expect(fake.drawn).toEqual([0, 1, 2, 3, 4, 5]);
  expect(run.life.stage).toBe('live');
  expect(run.backend).toBe('wasm');
  expect(run.frames?.map(({ boxes }) => boxes)).toEqual(frames.map(() => [[2, 4, 6, 8]]));
  expect(fake.disposed).toBe(1);
});

test('cancelled in the middle it keeps what is done, shows nothing half, and goes on from there', async () => {
  const run = new LiveRun();
  let judged = 0;
  fake.afterDetect = () => {
    judged += 1;
    if (judged === 3) queueMicrotask(() => run.cancel());
  };
  await run.start(frames);
  const { life } = run;
  expect(life.stage).toBe('stopped');
  const done = life.stage === 'stopped' ? life.done : NaN;
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(6);
  expect(run.frames).toBeUndefined();
  fake.drawn.length = 0;
  await run.start(frames);
  expect(fake.drawn[0]).toBe(done);
  expect(run.frames).toHaveLength(6);
  expect(run.life.stage).toBe('live');
});

test('a failure is told in a sentence, keeps what is done, and can be retried', async () => {
  const run = new LiveRun();
  let judged = 0;
  fake.afterDetect = (count) => {
    judged += 1;
    if (judged === 2) fake.failAt = count + 1;
  };
  await run.start(frames);
  expect(run.life).toMatchObject({ stage: 'failed', done: 2 });
  expect(run.life.stage === 'failed' && run.life.sentence).toBe(
    new RuntimeError('context-lost', 'test').message,
  );
  expect(run.frames).toBeUndefined();
  await run.start(frames);
  expect(run.frames).toHaveLength(6);
});
