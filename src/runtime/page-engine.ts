import { asClassifier } from './card.ts';
import type {
  ActivationMap,
  ActivationOptions,
  Backend,
  ClassScores,
  DetectOptions,
  Engine,
  GradientMap,
  GradientOptions,
  LoadedModel,
  LoadOptions,
  Picture,
  RawPredictions,
  Run,
  RunOptions,
} from './engine.ts';
import { RuntimeError, abortError } from './errors.ts';
import { fillGradientOptions } from './gradient-options.ts';
import { GradientMean } from './gradient-mean.ts';
import { pixelsOf } from './preprocess.ts';
import type { Inspection, Task, TaskResults } from './protocol.ts';
import { SharedLoad } from './shared-load.ts';
import { WorkerLink, type Answer, type ModelWorker } from './worker-link.ts';

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
    const { model = 'detector', floor = DEFAULT_FLOOR } = options;
    return this.#single('detect', model, picture, options, { name: 'detect', floor });
  }

  async classify(picture: Picture, options: RunOptions = {}): Promise<ClassScores & Run> {
    const { model = 'classifier' } = options;
    return this.#single('classify', model, picture, options, { name: 'classify' });
  }

  async activations(picture: Picture, options: ActivationOptions): Promise<ActivationMap & Run> {
    const { model = 'classifier', layer, size } = options;
    const task = { name: 'activations', layer, size } as const;
    return this.#single('activations', model, picture, options, task);
  }

  async inputGradients(
    pictures: readonly Picture[],
    options: GradientOptions,
  ): Promise<GradientMap & Run> {
    const { model = 'classifier', backend, measure = 'absolute', onProgress } = options;
    const copies = pictures.map(copyOf);
    return this.#cancellable(options, async (signal) => {
      const loaded = await this.loadModel(model, { backend, signal });
      const filled = fillGradientOptions(options, asClassifier(loaded.card));
      const mean = new GradientMean(measure, filled.size);
      let run: Run = { ms: 0, backend: loaded.backend };
      for (const [index, copy] of copies.entries()) {
        const task = { name: 'inputGradient', options: filled } as const;
        const one = await this.#run('inputGradient', model, copy, task, backend, signal);
        mean.add(one.values);
        run = { ms: run.ms + one.ms, backend: one.backend };
        onProgress?.(index + 1, copies.length);
      }
      return { ...mean.result(), ...run };
    });
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

  /** Loads a model where that has not happened and does one task with one picture. */
  async #single<Name extends keyof TaskResults>(
    name: Name,
    model: string,
    picture: Picture,
    options: RunOptions,
    task: Task,
  ): Promise<TaskResults[Name]> {
    const copy = copyOf(picture);
    return this.#cancellable(options, async (signal) => {
      await this.loadModel(model, { backend: options.backend, signal });
      return this.#run(name, model, copy, task, options.backend, signal);
    });
  }

  /** Sends one picture to the worker; `copy` is given away. */
  async #run<Name extends keyof TaskResults>(
    name: Name,
    model: string,
    copy: PictureCopy,
    task: Task,
    backend: Backend | undefined,
    signal: AbortSignal,
  ): Promise<TaskResults[Name]> {
    const host = this.#host(backend);
    return this.#inTurn(host, signal, async () => {
      const question = { type: 'run', model, ...copy, task } as const;
      const reply = await host.link.ask(question, [copy.pixels.buffer]).answer;
      if (!isReplyTo(name, reply)) throw new RuntimeError('failed', `reply ${reply.type}`);
      return reply.result;
    });
  }

  /** Runs `work` with a signal that aborts when the caller's does, or when a newer call has the same key. */
  async #cancellable<Result>(
    options: RunOptions,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const { key } = options;
    const controller = new AbortController();
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
      return await work(controller.signal);
    } finally {
      options.signal?.removeEventListener('abort', abort);
      if (key !== undefined && this.#newest.get(key) === controller) this.#newest.delete(key);
    }
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

/** A picture's bytes with its size, ours to give away. */
interface PictureCopy {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** Made at once: the caller may draw on the picture while the call waits. */
function copyOf(picture: Picture): PictureCopy {
  const { width, height } = picture;
  return {
    width,
    height,
    pixels: new Uint8ClampedArray(pixelsOf(picture).subarray(0, width * height * 4)),
  };
}

/** Whether a reply is the result of a task. */
function isReplyTo<Name extends keyof TaskResults>(
  name: Name,
  reply: Answer,
): reply is Extract<Answer, { task: Name }> & { readonly result: TaskResults[Name] } {
  return reply.type === 'ran' && reply.task === name;
}
