import { RuntimeError, abortError, type RuntimeErrorCode } from './errors.ts';
import type { Reply, Request } from './protocol.ts';
import type { WorkerLike } from './worker-like.ts';

export type ModelWorker = WorkerLike<Request, Reply>;

/** A reply that ends a call well. */
export type Answer = Exclude<Reply, { type: 'progress' | 'failed' | 'cancelled' }>;

/** A request without its id, which the link gives. */
export type Question = Request extends infer Each
  ? Each extends { readonly type: 'cancel' }
    ? never
    : Each extends Request
      ? Omit<Each, 'id'>
      : never
  : never;

interface Pending {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((bytes: number, total: number) => void) | undefined;
}

/** After these nothing in the worker can be trusted or used: the next call begins with a new one. */
const FATAL: readonly RuntimeErrorCode[] = ['failed', 'no-backend', 'context-lost', 'offline'];

/**
 * A worker with its calls: gives each an id, brings the reply back to its promise, and drops replies
 * that nobody waits for.
 */
export class WorkerLink {
  readonly #worker: ModelWorker;
  readonly #pending = new Map<number, Pending>();
  readonly #onEnd: () => void;
  #lastId = 0;
  #hasSpoken = false;
  #isOpen = true;

  /** `onEnd` is called once, when the worker is no longer usable. */
  constructor(worker: ModelWorker, onEnd: () => void) {
    this.#worker = worker;
    this.#onEnd = onEnd;
    worker.listen(
      (reply) => {
        this.#receive(reply);
      },
      (detail) => {
        // A worker that fails before its first word could not be fetched.
        this.end(new RuntimeError(this.#hasSpoken ? 'failed' : 'offline', detail));
      },
    );
  }

  /** Sends a request; resolves with its reply. `cancel` stops a load in the worker. */
  ask(
    question: Question,
    transfer: Transferable[] = [],
    onProgress?: (bytes: number, total: number) => void,
  ): { readonly answer: Promise<Answer>; readonly cancel: () => void } {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<Answer>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, onProgress });
    });
    this.#worker.postMessage({ ...question, id }, transfer);
    return {
      answer,
      cancel: () => {
        if (this.#pending.has(id)) this.#worker.postMessage({ type: 'cancel', id }, []);
      },
    };
  }

  /** Ends the worker; every call under way rejects with `error`. */
  end(error: Error = abortError('The engine was closed.')): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#worker.terminate();
    this.#onEnd();
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  #receive(reply: Reply): void {
    this.#hasSpoken = true;
    if (!this.#isOpen) return;
    const pending = this.#pending.get(reply.id);
    if (!pending) return;
    if (reply.type === 'progress') {
      pending.onProgress?.(reply.bytes, reply.total);
      return;
    }
    this.#pending.delete(reply.id);
    if (reply.type === 'cancelled') pending.reject(abortError());
    else if (reply.type !== 'failed') pending.resolve(reply);
    else {
      const error = new RuntimeError(reply.code, reply.detail);
      pending.reject(error);
      if (FATAL.includes(reply.code)) this.end(error);
    }
  }
}
