import { isAbort, type RuntimeError } from '../../../src/runtime/errors.ts';
import { PageEngine } from '../../../src/runtime/page-engine.ts';
import type { RawPredictions } from '../../../src/runtime/engine.ts';
import type { Reply, Request } from '../../../src/runtime/protocol.ts';
import { FakeWorker } from './fake-worker.ts';
import { detectorCard, loadedModel } from './model-builders.ts';

/** A worker that answers only what a test tells it to. */
export type Worker = FakeWorker<Request, Reply>;

/** An engine with its workers, the last of which `worker` returns. */
export function start(): { engine: PageEngine; workers: Worker[]; worker: () => Worker } {
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

/** The model that workers say they have loaded. */
export const model = loadedModel(detectorCard());

/** One raw prediction with this score. */
export function predictions(score: number): RawPredictions {
  const lists = { boxes: [[0, 0, 1, 1]], scores: [score], classes: [0] } as const;
  const raw = { anchors: [0], strides: [8], logits: [0], offsets: [] };
  return { ...lists, ...raw, ms: 1, backend: 'wasm' };
}

/** The smallest picture that can be asked about. */
export const picture = { width: 2, height: 1, data: new Uint8ClampedArray(8) };

/** How a promise ended: the error's code, `abort`, or `fine`. */
export async function endOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'fine';
  } catch (error) {
    return isAbort(error) ? 'abort' : (error as RuntimeError).code;
  }
}
