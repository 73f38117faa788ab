import { RuntimeError, abortError } from './errors.ts';
import type { StreetReply, StreetRequest } from './street-protocol.ts';
import type { RenderOptions, StreetFrame, StreetRenderer, StreetView } from './street-view.ts';
import { wrapWorker, type WorkerLike } from './worker-like.ts';

export type StreetWorker = WorkerLike<StreetRequest, StreetReply>;

/** How long a view must rest after its draft before the sharp frame is begun, in milliseconds. */
const SETTLE_MS = 90;

/** Starts a renderer. Its worker starts with the first call of `render`. */
export function createStreetRenderer(): StreetRenderer {
  return new WorkerStreetRenderer(() =>
    wrapWorker(new Worker(new URL('./street-worker.ts', import.meta.url), { type: 'module' })),
  );
}

/** The one call that counts: the newest. */
interface Call {
  readonly view: StreetView;
  readonly onDraft: RenderOptions['onDraft'];
  readonly resolve: (frame: StreetFrame) => void;
  readonly reject: (error: Error) => void;
  next: 'draft' | 'sharp';
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Draws one picture at a time. While one is drawn newer calls replace each other, so that the worker
 * never works through a queue of views that nobody wants any more.
 */
export class WorkerStreetRenderer implements StreetRenderer {
  readonly #spawn: () => StreetWorker;
  #worker: StreetWorker | null = null;
  #call: Call | null = null;
  /** The call whose picture the worker is drawing, which may be an old one. */
  #drawing: Call | null = null;
  #lastId = 0;

  constructor(spawn: () => StreetWorker) {
    this.#spawn = spawn;
  }

  render(view: StreetView, { signal, onDraft }: RenderOptions = {}): Promise<StreetFrame> {
    this.#leave(this.#call, abortError('A newer view was asked for.'));
    return new Promise<StreetFrame>((resolve, reject) => {
      const abort = (): void => {
        this.#leave(call, abortError());
      };
      const call: Call = {
        view,
        onDraft,
        next: onDraft ? 'draft' : 'sharp',
        timer: undefined,
        resolve: (frame) => {
          signal?.removeEventListener('abort', abort);
          resolve(frame);
        },
        reject: (error) => {
          signal?.removeEventListener('abort', abort);
          reject(error);
        },
      };
      if (signal?.aborted) {
        reject(abortError());
        return;
      }
      signal?.addEventListener('abort', abort, { once: true });
      this.#call = call;
      this.#advance();
    });
  }

  dispose(): void {
    this.#leave(this.#call, abortError('The renderer was closed.'));
    this.#end();
  }

  /** Sends the next picture of the newest call, unless the worker is busy or the view must rest. */
  #advance(): void {
    const call = this.#call;
    if (!call || this.#drawing || call.timer !== undefined) return;
    this.#drawing = call;
    this.#lastId += 1;
    const request = { id: this.#lastId, view: call.view, isDraft: call.next === 'draft' };
    this.#open().postMessage(request, []);
  }

  #receive(reply: StreetReply): void {
    if (reply.id !== this.#lastId) return;
    const call = this.#drawing;
    this.#drawing = null;
    if (call && call === this.#call) {
      if (reply.type === 'failed') this.#leave(call, new RuntimeError('street', reply.detail));
      else if (reply.frame.sharp) {
        this.#call = null;
        call.resolve(reply.frame);
      } else {
        call.next = 'sharp';
        call.timer = setTimeout(() => {
          call.timer = undefined;
          this.#advance();
        }, SETTLE_MS);
        call.onDraft?.(reply.frame);
      }
    }
    this.#advance();
  }

  #leave(call: Call | null, error: Error): void {
    if (!call) return;
    clearTimeout(call.timer);
    if (this.#call === call) this.#call = null;
    call.reject(error);
  }

  #open(): StreetWorker {
    if (this.#worker) return this.#worker;
    const worker = this.#spawn();
    worker.listen(
      (reply) => {
        this.#receive(reply);
      },
      (detail) => {
        const call = this.#call;
        this.#end();
        this.#leave(call, new RuntimeError('street', detail));
      },
    );
    this.#worker = worker;
    return worker;
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#drawing = null;
  }
}
