import { beforeEach, expect, test, vi } from 'vitest';
import { EffectiveRun } from '../../../../src/components/explainers/receptive-field/effective/effective-run.svelte.ts';
import {
  FRAME_SIZE,
  FRAMES,
} from '../../../../src/components/explainers/receptive-field/effective/frame-size.ts';
import type { GradientRequest } from '../../../../src/components/explainers/receptive-field/effective/request.ts';
import { unitField } from '../../../../src/components/explainers/receptive-field/effective/unit.ts';
import { RuntimeError } from '../../../../src/runtime/errors.ts';

/** A gradient that was asked for. It answers when the test says so, even when nobody waits any more. */
interface Asked {
  readonly column: number;
  readonly pictures: number;
  readonly onProgress: (done: number, total: number) => void;
  readonly give: (value: unknown) => void;
  readonly fail: (error: Error) => void;
}

const fake = vi.hoisted(() => ({
  asked: [] as Asked[],
  load: (): Promise<unknown> => Promise.resolve({ skipped: [] }),
  drawn: [] as number[],
  /** Called before a frame is there; by its number, from 1. */
  onFrame: (() => undefined) as (number: number) => void,
  disposed: 0,
}));

vi.mock('../../../../src/runtime/index.ts', async () => ({
  ...(await import('../../../../src/runtime/errors.ts')),
  ...(await import('../../../../src/runtime/engine.ts')),
  backendFromUrl: () => undefined,
  loadModel: () => fake.load(),
  createStreetRenderer: () => ({
    render: async ({ spec }: { spec: { seed: number } }, { signal }: { signal: AbortSignal }) => {
      fake.drawn.push(spec.seed);
      fake.onFrame(spec.seed);
      await Promise.resolve();
      signal.throwIfAborted();
      return { width: 1, height: 1, rgba: new Uint8ClampedArray(4) };
    },
    dispose: () => {
      fake.disposed += 1;
    },
  }),
  inputGradients: (
    pictures: readonly unknown[],
    options: { unit: { column: number }; onProgress: Asked['onProgress'] },
  ) =>
    new Promise((give, fail) => {
      const { unit, onProgress } = options;
      fake.asked.push({ column: unit.column, pictures: pictures.length, onProgress, give, fail });
    }),
}));

beforeEach(() => {
  fake.asked.length = 0;
  fake.drawn.length = 0;
  fake.load = () => Promise.resolve({ skipped: [] });
  fake.onFrame = () => undefined;
  fake.disposed = 0;
  vi.stubGlobal('location', { search: '' });
  vi.stubGlobal(
    'ImageData',
    class {
      readonly data: Uint8ClampedArray;
      constructor(data: Uint8ClampedArray) {
        this.data = data;
      }
    },
  );
});

const LAYERS = [{ name: 'stem', kernel: 3, stride: 2, padding: 1 }];

function request(column: number): GradientRequest {
  const unit = unitField(LAYERS, 1, FRAME_SIZE, { 'unit-row': 0, 'unit-column': column });
  return { unit, weights: 'trained', activations: 'relu', own: undefined };
}

/** The answer of the model: the gradient of `column` and nothing else. */
function answer(column: number) {
  const values = new Float32Array(FRAME_SIZE.width * FRAME_SIZE.height);
  values[2 * column] = 1;
  return { ...FRAME_SIZE, channels: 1, pictures: FRAMES, values, ms: 5, backend: 'wasm' };
}

/** Returns the gradient of this column once it is asked for. */
function asked(column: number): Promise<Asked> {
  return vi.waitFor(() => {
    const found = fake.asked.find((each) => each.column === column);
    if (!found) throw new Error(`No gradient of column ${column} was asked for.`);
    return found;
  });
}

const shown = (run: EffectiveRun): number | undefined => run.result?.request.unit.column;

test('a gradient over all frames, each drawn once, is shown with what it was asked for', async () => {
  const run = new EffectiveRun();
  const done = run.run(request(4));
  const first = await asked(4);
  first.onProgress(3, FRAMES);
  expect(run.doing).toBe(`Gradient 3 of ${FRAMES}`);
  first.give(answer(4));
  await done;
  expect(run.result).toMatchObject({ request: request(4), effective: { inside: 1 } });
  expect(run.life.stage).toBe('live');
  expect([run.doing, run.backend, first.pictures]).toEqual(['', 'wasm', FRAMES]);
  expect(fake.drawn).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(fake.disposed).toBe(1);

  const again = run.run(request(5));
  (await asked(5)).give(answer(5));
  await again;
  expect(fake.drawn).toHaveLength(FRAMES);
});

test('an older gradient that comes late never replaces a newer one, nor its progress', async () => {
  const run = new EffectiveRun();
  const runs = [run.run(request(1))];
  const old = await asked(1);
  runs.push(run.run(request(2)));
  const young = await asked(2);
  young.onProgress(1, FRAMES);
  old.onProgress(7, FRAMES);
  expect(run.doing).toBe(`Gradient 1 of ${FRAMES}`);
  old.give(answer(1));
  await runs[0];
  expect(shown(run)).toBeUndefined();
  expect(run.doing).toBe(`Gradient 1 of ${FRAMES}`);
  young.give(answer(2));
  await runs[1];
  expect(shown(run)).toBe(2);

  runs.push(run.run(request(3)), run.run(request(4)));
  const newest = await asked(4);
  newest.give(answer(4));
  await runs[3];
  expect(fake.asked.map(({ column }) => column)).not.toContain(3);
  expect(shown(run)).toBe(4);
});

test('a run that is given up while it draws leaves its frames to the next, in their order', async () => {
  const run = new EffectiveRun();
  let second: Promise<void> | undefined;
  fake.onFrame = (number) => {
    if (number !== 4) return;
    fake.onFrame = () => undefined;
    second = run.run(request(2));
  };
  await run.run(request(1));
  (await asked(2)).give(answer(2));
  await second;
  expect(fake.drawn).toEqual([1, 2, 3, 4, 4, 5, 6, 7, 8]);
  expect(fake.disposed).toBe(2);
  expect(fake.asked.map(({ column, pictures }) => [column, pictures])).toEqual([[2, FRAMES]]);
});

test('a failure midway is told in a sentence; what was shown stays, and trying again works', async () => {
  const run = new EffectiveRun();
  const first = run.run(request(1));
  (await asked(1)).give(answer(1));
  await first;
  const second = run.run(request(2));
  const lost = new RuntimeError('context-lost');
  (await asked(2)).fail(lost);
  await second;
  expect(run.life).toEqual({ stage: 'failed', sentence: lost.message });
  expect([shown(run), run.doing]).toEqual([1, '']);
  fake.asked.length = 0;
  const third = run.run(request(2));
  expect(run.life.stage).toBe('loading');
  (await asked(2)).give(answer(2));
  await third;
  expect(run.life.stage).toBe('live');
  expect(shown(run)).toBe(2);
});

test('when the model does not come, no more frames are drawn for it', async () => {
  const run = new EffectiveRun();
  fake.load = () => Promise.reject(new RuntimeError('missing'));
  await run.run(request(1));
  await new Promise((resolve) => setTimeout(resolve));
  expect(run.life).toMatchObject({ stage: 'failed' });
  expect(fake.drawn.length).toBeLessThan(FRAMES);
  expect([run.doing, fake.disposed]).toEqual(['', 1]);
});

test('cancelling gives back how it stood before the loading', async () => {
  const run = new EffectiveRun();
  const first = run.run(request(1));
  run.cancel();
  await first;
  expect(run.life.stage).toBe('built');
  fake.load = () => Promise.reject(new RuntimeError('offline'));
  await run.run(request(1));
  const failed = run.life;
  fake.load = () => Promise.resolve({ skipped: [] });
  const second = run.run(request(1));
  run.cancel();
  await second;
  expect(run.life).toEqual(failed);
});

test('closed, it neither shows what still comes nor begins anything', async () => {
  const run = new EffectiveRun();
  const first = run.run(request(1));
  const late = await asked(1);
  run.dispose();
  late.give(answer(1));
  await first;
  await run.run(request(2));
  expect(shown(run)).toBeUndefined();
  expect(fake.asked).toHaveLength(1);
});
