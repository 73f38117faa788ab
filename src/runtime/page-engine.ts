import type {
  Backend,
  DetectOptions,
  Engine,
  LoadedModel,
  LoadOptions,
  Picture,
  RawPredictions,
} from './engine.ts';
import { RuntimeError, abortError } from './errors.ts';
import { pixelsOf } from './preprocess.ts';
import type { Inspection } from './protocol.ts';
import { SharedLoad } from './shared-load.ts';
import { WorkerLink, type ModelWorker } from './worker-link.ts';

/** The scores that reach the page unless it asks for others. */
const DEFAULT_FLOOR = 0.05;

export interface EngineParts {
  readonly spawn: () => ModelWorker;
  /** Address of the folder that holds the models, ending in a slash. */
  readonly base: string;
}

/** A worker, what it has loaded, and the end of its queue. */
interface Host {
  readonly link: WorkerLink;
  readonly loads: Map<string, SharedLoad<LoadedModel>>;
  tail: Promise<unknown>;
}

/** The engine that a page uses: owns one worker per choice of backend, started when first needed. */
export class PageEngine implements Engine {
  readonly #parts: EngineParts;
  readonly #hosts = new Map<Backend | 'first', Host>();
  /** The newest call of each key; a newer one aborts it. */
  readonly #newest = new Map<string, AbortController>();

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  async loadModel(name: string, options: LoadOptions = {}): Promise<LoadedModel> {
    const { backend, signal, onProgress } = options;
    if (signal?.aborted) throw abortError();
    const host = this.#host(backend);
    let load = host.loads.get(name);
    if (!load) {
      load = this.#startLoad(host, name, backend);
      host.loads.set(name, load);
    }
    return load.wait({ signal, onProgress });
  }

  async detect(picture: Picture, options: DetectOptions = {}): Promise<RawPredictions> {
    const { model = 'detector', floor = DEFAULT_FLOOR, backend, key } = options;
    const { width, height } = picture;
    // A copy, made at once: the caller may draw on the picture while the call waits.
    const pixels = pixelsOf(picture).slice(0, width * height * 4);
    const controller = new AbortController();
    const { signal } = controller;
    const abort = (): void => {
      controller.abort();
    };
    options.signal?.addEventListener('abort', abort, { once: true });
    if (options.signal?.aborted) abort();
    if (key !== undefined) {
      this.#newest.get(key)?.abort();
      this.#newest.set(key, controller);
    }
    try {
      await this.loadModel(model, { backend, signal });
      const host = this.#host(backend);
      return await this.#inTurn(host, signal, async () => {
        const question = { type: 'detect', model, width, height, pixels, floor } as const;
        const { answer } = host.link.ask(question, [pixels.buffer]);
        const reply = await answer;
        if (reply.type !== 'detected') throw new RuntimeError('failed', `reply ${reply.type}`);
        return reply.predictions;
      });
    } finally {
      options.signal?.removeEventListener('abort', abort);
      if (key !== undefined && this.#newest.get(key) === controller) this.#newest.delete(key);
    }
  }

  /** What the engine says of itself; `loseDevice` takes the device away first, as a system may. */
  async inspect(options: { backend?: Backend; loseDevice?: boolean } = {}): Promise<Inspection> {
    const { answer } = this.#host(options.backend).link.ask({
      type: 'inspect',
      loseDevice: options.loseDevice ?? false,
    });
    const reply = await answer;
    if (reply.type !== 'inspected') throw new RuntimeError('failed', `reply ${reply.type}`);
    return reply.inspection;
  }

  dispose(): void {
    for (const controller of this.#newest.values()) controller.abort();
    for (const host of [...this.#hosts.values()]) host.link.end();
  }

  #host(backend: Backend | undefined): Host {
    const choice = backend ?? 'first';
    let host = this.#hosts.get(choice);
    if (!host) {
      const link = new WorkerLink(this.#parts.spawn(), () => {
        this.#hosts.delete(choice);
      });
      host = { link, loads: new Map(), tail: Promise.resolve() };
      this.#hosts.set(choice, host);
    }
    return host;
  }

  #startLoad(host: Host, name: string, backend: Backend | undefined): SharedLoad<LoadedModel> {
    const load = new SharedLoad<LoadedModel>((onProgress) => {
      const { base } = this.#parts;
      const question = { type: 'load', model: name, base, backend } as const;
      const { answer, cancel } = host.link.ask(question, [], onProgress);
      const result = answer.then((reply) => {
        if (reply.type !== 'loaded') throw new RuntimeError('failed', `reply ${reply.type}`);
        return reply.model;
      });
      result.catch(forget);
      return {
        result,
        cancel: () => {
          // Forgotten at once, so that a caller who comes now starts anew.
          forget();
          cancel();
        },
      };
    });
    function forget(): void {
      if (host.loads.get(name) === load) host.loads.delete(name);
    }
    return load;
  }

  /**
   * Runs calls of one worker one after another, and rejects as soon as `signal` aborts: a call that
   * still waits is then never sent, and the reply to one already sent is dropped.
   */
  #inTurn<Result>(host: Host, signal: AbortSignal, run: () => Promise<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const leave = (): void => {
        reject(abortError());
      };
      if (signal.aborted) {
        leave();
        return;
      }
      signal.addEventListener('abort', leave, { once: true });
      host.tail = host.tail
        .then(() => (signal.aborted ? undefined : run().then(resolve)))
        .catch(reject)
        .finally(() => {
          signal.removeEventListener('abort', leave);
        });
    });
  }
}
