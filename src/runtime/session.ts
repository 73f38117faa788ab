import type { Backend, LoadedModel } from './engine.ts';
import { RuntimeError, isAbort, toRuntimeError } from './errors.ts';
import type { ModelFiles } from './model-files.ts';
import type { Job, Program, Values } from './ops.ts';
import type { Inspection, Reply, Request, TaskReply } from './protocol.ts';
import { jobOf, warmUpJob } from './tasks.ts';

/** A model whose weights lie on a device. */
export interface ResidentModel {
  /** Runs a program and reads its outputs. Rejects when the device goes away. */
  run(program: Program): Promise<readonly Values[]>;
  dispose(): void;
}

/** A place where models run; `device.ts` and `resident-model.ts` make one of TF.js. */
export interface SessionDevice {
  readonly backend: Backend;
  readonly isLost: () => boolean;
  readonly lose: () => void;
  upload(files: ModelFiles): ResidentModel;
  tensorCount(): number;
  close(): void;
}

/** What the session needs from outside, so that tests can stand in for it. */
export interface SessionParts {
  readonly post: (reply: Reply) => void;
  readonly openDevice: (
    order: readonly Backend[],
    isForced: boolean,
    skipped: LoadedModel['skipped'][number][],
  ) => Promise<SessionDevice>;
  readonly fetchFiles: (
    folder: string,
    signal: AbortSignal,
    onProgress: (bytes: number, total: number) => void,
  ) => Promise<ModelFiles>;
  readonly backendsToTry: (forced: Backend | undefined) => readonly Backend[];
  readonly now: () => number;
}

interface Model {
  readonly files: ModelFiles;
  resident: ResidentModel;
}

/**
 * The engine inside the worker: answers requests one after another (downloads run beside), moves
 * to the next backend when one fails, and opens a lost one again.
 */
export class Session {
  readonly #parts: SessionParts;
  readonly #models = new Map<string, Model>();
  readonly #loads = new Map<number, AbortController>();
  readonly #skipped: LoadedModel['skipped'][number][] = [];
  #device: SessionDevice | null = null;
  #order: readonly Backend[] = [];
  #isForced = false;
  /** Times each backend was lost: the first time it is opened again, the second time left. */
  readonly #losses = new Map<Backend, number>();
  #recoveries = 0;
  /** Work on the device, one after another. */
  #tail: Promise<unknown> = Promise.resolve();

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** Handles one request and posts its replies; never throws. */
  async handle(request: Request): Promise<void> {
    const { id } = request;
    try {
      if (request.type === 'cancel') this.#loads.get(id)?.abort();
      else if (request.type === 'load') {
        this.#parts.post({ type: 'loaded', id, model: await this.#load(request) });
      } else if (request.type === 'run') {
        this.#parts.post({ type: 'ran', id, ...(await this.#inTurn(() => this.#run(request))) });
      } else {
        if (request.loseDevice) this.#device?.lose();
        this.#parts.post({ type: 'inspected', id, inspection: this.#inspect() });
      }
    } catch (error) {
      if (isAbort(error)) this.#parts.post({ type: 'cancelled', id });
      else {
        const { code, detail } = toRuntimeError(error);
        this.#parts.post({ type: 'failed', id, code, detail });
      }
    }
  }

  async #load(request: Extract<Request, { type: 'load' }>): Promise<LoadedModel> {
    const { id, model: name, base, backend } = request;
    const start = this.#parts.now();
    const controller = new AbortController();
    this.#loads.set(id, controller);
    try {
      // The device opens while the weights arrive; its failure is looked at after theirs.
      const opening = this.#inTurn(() => this.#open(backend));
      opening.catch(() => undefined);
      const files = await this.#parts.fetchFiles(
        `${base}${name}/`,
        controller.signal,
        (bytes, total) => {
          this.#parts.post({ type: 'progress', id, bytes, total });
        },
      );
      await opening;
      const { device } = await this.#inTurn(() => this.#install(name, files));
      return {
        name,
        card: files.card,
        backend: device.backend,
        skipped: [...this.#skipped],
        ms: this.#parts.now() - start,
      };
    } finally {
      this.#loads.delete(id);
    }
  }

  async #open(backend: Backend | undefined): Promise<void> {
    if (this.#device) return;
    this.#isForced = backend !== undefined;
    this.#order = this.#parts.backendsToTry(backend);
    this.#skipped.length = 0;
    this.#device = await this.#parts.openDevice(this.#order, this.#isForced, this.#skipped);
  }

  /** Uploads a model and runs it once on a small picture, which compiles its programs. */
  async #install(name: string, files: ModelFiles): Promise<{ device: SessionDevice }> {
    return this.#onDevice(async (device) => {
      this.#models.get(name)?.resident.dispose();
      this.#models.delete(name);
      const resident = device.upload(files);
      try {
        await runChecked(resident, warmUpJob(files));
      } catch (error) {
        resident.dispose();
        throw error;
      }
      this.#models.set(name, { files, resident });
      return { device };
    });
  }

  async #run(request: Extract<Request, { type: 'run' }>): Promise<TaskReply> {
    const { model: name, width, height, pixels, task } = request;
    const start = this.#parts.now();
    const job = jobOf(task, this.#modelOf(name).files, { width, height, data: pixels });
    return this.#onDevice(async ({ backend }) => {
      const finish = await runChecked(this.#modelOf(name).resident, job);
      return finish({ ms: this.#parts.now() - start, backend });
    });
  }

  #modelOf(name: string): Model {
    const model = this.#models.get(name);
    if (!model) throw new RuntimeError('failed', `${name} is not loaded`);
    return model;
  }

  /** Runs some work on the device; where that fails, on it again or on the next that can do it. */
  async #onDevice<Result>(work: (device: SessionDevice) => Promise<Result>): Promise<Result> {
    for (;;) {
      const device = this.#device;
      if (!device) throw new RuntimeError('failed', 'no device is open');
      try {
        return await work(device);
      } catch (error) {
        if (error instanceof RuntimeError && error.code !== 'context-lost') throw error;
        await this.#recover(device, error);
      }
    }
  }

  /** Leaves a device that failed, opens one instead, and uploads every model again. */
  async #recover(device: SessionDevice, error: unknown): Promise<void> {
    const { backend } = device;
    const wasLost = device.isLost();
    const losses = (this.#losses.get(backend) ?? 0) + 1;
    this.#losses.set(backend, losses);
    const reason = error instanceof Error ? error.message : String(error);
    for (const { resident } of this.#models.values()) resident.dispose();
    device.close();
    this.#device = null;
    const rest = this.#order.slice(this.#order.indexOf(backend) + 1);
    const canReopen = wasLost && losses === 1;
    if (!canReopen) this.#skipped.push({ backend, reason });
    const order = canReopen ? [backend, ...rest] : rest;
    try {
      this.#device = await this.#parts.openDevice(order, this.#isForced, this.#skipped);
    } catch (failure) {
      if (!wasLost) throw failure;
      throw new RuntimeError('context-lost', `${reason}; ${toRuntimeError(failure).detail}`);
    }
    this.#recoveries += 1;
    for (const model of this.#models.values()) model.resident = this.#device.upload(model.files);
  }

  #inspect(): Inspection {
    let weights = 0;
    for (const { files } of this.#models.values()) weights += files.tensors.size;
    return {
      backend: this.#device?.backend ?? 'none',
      tensors: this.#device?.tensorCount() ?? 0,
      weights,
      recoveries: this.#recoveries,
    };
  }

  /** Queues work behind what already uses the device. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#tail.then(work, work);
    this.#tail = result.catch(() => undefined);
    return result;
  }
}

/** A device that computes nonsense is no better than one that fails. */
async function runChecked<Result>(resident: ResidentModel, job: Job<Result>): Promise<Result> {
  const outputs = await resident.run(job.program);
  for (const { values } of outputs) {
    if (values.some((value) => !Number.isFinite(value))) throw new Error('gave no numbers');
  }
  return job.read(outputs);
}
