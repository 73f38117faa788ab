import { describe, expect, test } from 'vitest';
import type { ModelCard } from '../../../src/runtime/card.ts';
import { BACKENDS, type Backend, type LoadedModel } from '../../../src/runtime/engine.ts';
import { RuntimeError, abortError } from '../../../src/runtime/errors.ts';
import type { ModelFiles } from '../../../src/runtime/model-files.ts';
import type { Reply } from '../../../src/runtime/protocol.ts';
import { Session, type SessionDevice } from '../../../src/runtime/session.ts';
import { settle } from './fake-worker.ts';

/** One cell, one anchor, one class. */
const card: ModelCard = {
  name: 'detector',
  task: 'object detection',
  classes: ['car'],
  input: { width: 8, height: 8 },
  topDown: true,
  anchors: {
    weights: [1, 1, 1, 1],
    levels: [{ stride: 8, rows: 1, columns: 1, cell: [[-2, -2, 2, 2]] }],
  },
  weights: { bytes: 1, sha256: '' },
  tensors: [],
};
const files: ModelFiles = {
  card,
  tensors: new Map([['a', { shape: [1], values: Float32Array.of(1) }]]),
};

/** What a fake backend does at each run; `lost` is what its device says of itself afterwards. */
type Behaviour = 'works' | 'throws' | 'is lost' | 'gives NaN' | 'does not open';

interface Bench {
  readonly session: Session;
  readonly replies: Reply[];
  /** Backends in the order in which they were opened. */
  readonly opened: Backend[];
  /** Tensors that are still held. */
  readonly held: () => number;
  readonly last: () => Reply | undefined;
}

/** A session whose backends behave as listed; of a list, one after another, the last for ever. */
function start(
  behaviours: Partial<Record<Backend, Behaviour | Behaviour[]>>,
  fetchFiles: () => Promise<ModelFiles> = () => Promise.resolve(files),
): Bench {
  const replies: Reply[] = [];
  const opened: Backend[] = [];
  let held = 0;
  const plans = new Map<Backend, Behaviour[]>(
    Object.entries(behaviours).map(([name, plan]) => [name as Backend, [plan].flat()]),
  );
  const next = (backend: Backend): Behaviour => {
    const plan = plans.get(backend) ?? ['works'];
    return (plan.length > 1 ? plan.shift() : plan[0]) ?? 'works';
  };
  const open = (backend: Backend): SessionDevice => {
    opened.push(backend);
    let isLost = false;
    return {
      backend,
      isLost: () => isLost,
      lose: () => undefined,
      tensorCount: () => held,
      close: () => undefined,
      upload: () => {
        let isHere = true;
        held += 1;
        return {
          run: () => {
            const behaviour = next(backend);
            isLost = behaviour === 'is lost';
            if (isLost || behaviour === 'throws') return Promise.reject(new Error(behaviour));
            const logit = behaviour === 'gives NaN' ? NaN : 2;
            const logits = { shape: [1], values: Float32Array.of(logit) };
            const deltas = { shape: [4], values: new Float32Array(4) };
            return Promise.resolve([logits, deltas]);
          },
          dispose: () => {
            if (isHere) held -= 1;
            isHere = false;
          },
        };
      },
    };
  };
  const session = new Session({
    post: (reply) => replies.push(reply),
    fetchFiles,
    backendsToTry: (forced) => (forced ? [forced] : BACKENDS),
    now: () => 0,
    openDevice: (order, _isForced, skipped) => {
      for (const backend of order) {
        if (behaviours[backend] !== 'does not open') return Promise.resolve(open(backend));
        (skipped as { backend: Backend; reason: string }[]).push({ backend, reason: 'not here' });
      }
      return Promise.reject(new RuntimeError('no-backend'));
    },
  });
  return { session, replies, opened, held: () => held, last: () => replies.at(-1) };
}

const load = (backend?: Backend) =>
  ({ type: 'load', id: 1, model: 'detector', base: '/models/', backend }) as const;
const detect = {
  type: 'run',
  id: 2,
  model: 'detector',
  width: 8,
  height: 8,
  pixels: new Uint8ClampedArray(256),
  task: { name: 'detect', floor: 0.5 },
} as const;

function loadedOf(reply: Reply | undefined): LoadedModel {
  if (reply?.type !== 'loaded') throw new Error(`not loaded: ${JSON.stringify(reply)}`);
  return reply.model;
}

describe('the session in the worker', () => {
  test('takes the first backend that opens and tells which it skipped', async () => {
    const { session, last } = start({ webgpu: 'does not open' });
    await session.handle(load());
    expect(loadedOf(last())).toMatchObject({
      backend: 'webgl',
      skipped: [{ backend: 'webgpu', reason: 'not here' }],
    });
  });

  test('leaves a backend that opens but cannot run the network', async () => {
    const { session, last, opened, held } = start({ webgpu: 'throws', webgl: 'gives NaN' });
    await session.handle(load());
    expect(loadedOf(last()).backend).toBe('wasm');
    expect(opened).toEqual(['webgpu', 'webgl', 'wasm']);
    expect(held()).toBe(1);
  });

  test('forces one backend, and says so in a sentence when it fails', async () => {
    const works = start({});
    await works.session.handle(load('cpu'));
    expect(works.opened).toEqual(['cpu']);
    const fails = start({ webgl: 'does not open' });
    await fails.session.handle(load('webgl'));
    expect(fails.last()).toMatchObject({ type: 'failed', code: 'no-backend' });
  });

  test('decodes what the network gave', async () => {
    const { session, last } = start({});
    await session.handle(load());
    await session.handle(detect);
    const reply = last();
    if (reply?.type !== 'ran' || reply.task !== 'detect') throw new Error('no predictions');
    expect(reply.result).toMatchObject({
      boxes: [[2, 2, 6, 6]],
      classes: [0],
      anchors: [0],
      strides: [8],
      logits: [2],
      backend: 'webgpu',
    });
    expect(reply.result.scores[0]).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
  });

  test('opens a lost device again, uploads the weights, and goes on', async () => {
    const { session, last, opened, held } = start({ webgpu: ['works', 'is lost', 'works'] });
    await session.handle(load());
    await session.handle(detect);
    expect(last()).toMatchObject({ type: 'ran', task: 'detect', result: { backend: 'webgpu' } });
    expect(opened).toEqual(['webgpu', 'webgpu']);
    expect(held()).toBe(1);
  });

  test('moves to the next backend when the device is lost a second time', async () => {
    const { session, last } = start({ webgpu: ['works', 'is lost'] });
    await session.handle(load());
    await session.handle(detect);
    expect(last()).toMatchObject({ type: 'ran', task: 'detect', result: { backend: 'webgl' } });
    await session.handle({ type: 'inspect', id: 3, loseDevice: false });
    expect(last()).toMatchObject({
      inspection: { backend: 'webgl', tensors: 1, weights: 1, recoveries: 2 },
    });
  });

  test('says in a sentence that a forced device was lost for good', async () => {
    const { session, last } = start({ webgl: ['works', 'is lost'] });
    await session.handle(load('webgl'));
    await session.handle(detect);
    expect(last()).toMatchObject({ type: 'failed', code: 'context-lost' });
  });

  test('passes on why the files could not be had', async () => {
    const { session, last } = start({}, () => Promise.reject(new RuntimeError('damaged')));
    await session.handle(load());
    expect(last()).toMatchObject({ type: 'failed', id: 1, code: 'damaged' });
  });

  test('answers a cancelled load as cancelled and one that never came with nothing', async () => {
    let stop: (error: Error) => void = () => undefined;
    const { session, replies } = start({}, () => new Promise((_, reject) => (stop = reject)));
    const loading = session.handle(load());
    await settle();
    await session.handle({ type: 'cancel', id: 1 });
    stop(abortError());
    await loading;
    await session.handle({ type: 'cancel', id: 7 });
    expect(replies).toEqual([{ type: 'cancelled', id: 1 }]);
  });

  test('refuses a task that the model does not do, and stays on its backend', async () => {
    const { session, last, opened } = start({});
    await session.handle(load());
    await session.handle({ ...detect, task: { name: 'classify' } });
    expect(last()).toMatchObject({ type: 'failed', code: 'wrong-task' });
    expect(opened).toEqual(['webgpu']);
  });

  test('refuses to detect with a model that nobody loaded', async () => {
    const { session, last } = start({});
    await session.handle(detect);
    expect(last()).toMatchObject({ type: 'failed', id: 2, code: 'failed' });
  });
});
