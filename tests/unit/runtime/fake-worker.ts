import type { WorkerLike } from '../../../src/runtime/worker-like.ts';

/** A worker that does nothing by itself: the test reads what was sent and answers by hand. */
export class FakeWorker<Sent, Received> implements WorkerLike<Sent, Received> {
  readonly sent: Sent[] = [];
  isTerminated = false;
  #onMessage: (message: Received) => void = () => undefined;
  #onFailure: (detail: string) => void = () => undefined;

  postMessage(message: Sent): void {
    this.sent.push(message);
  }

  listen(onMessage: (message: Received) => void, onFailure: (detail: string) => void): void {
    this.#onMessage = onMessage;
    this.#onFailure = onFailure;
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** Answers, and lets every promise that waits for it go on. */
  async reply(message: Received): Promise<void> {
    this.#onMessage(message);
    await settle();
  }

  async fail(detail: string): Promise<void> {
    this.#onFailure(detail);
    await settle();
  }
}

/** Lets promises that are already resolved run their course. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
