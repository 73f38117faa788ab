import { abortError } from './errors.ts';

/** Called with the bytes fetched so far and in all. */
export type OnProgress = (bytes: number, total: number) => void;

export interface WaitOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/**
 * One piece of work that several callers wait for. Each may leave by its own signal; when the last
 * one has left, the work itself is cancelled.
 */
export class SharedLoad<Result> {
  readonly #result: Promise<Result>;
  readonly #cancel: () => void;
  readonly #listeners = new Set<OnProgress>();
  #lastProgress: readonly [bytes: number, total: number] | null = null;
  #waiting = 0;
  #isSettled = false;

  constructor(
    start: (onProgress: OnProgress) => { readonly result: Promise<Result>; cancel: () => void },
  ) {
    const { result, cancel } = start((bytes, total) => {
      this.#lastProgress = [bytes, total];
      for (const listener of this.#listeners) listener(bytes, total);
    });
    this.#cancel = cancel;
    this.#result = result.finally(() => {
      this.#isSettled = true;
    });
    // Whoever left by their signal no longer listens to a failure.
    this.#result.catch(() => undefined);
  }

  /** Resolves with the shared result, or rejects with an `AbortError` as soon as `signal` says so. */
  wait({ signal, onProgress }: WaitOptions): Promise<Result> {
    if (signal?.aborted) return Promise.reject(abortError());
    this.#waiting += 1;
    if (onProgress) {
      this.#listeners.add(onProgress);
      if (this.#lastProgress) onProgress(...this.#lastProgress);
    }
    return new Promise<Result>((resolve, reject) => {
      const leave = (): void => {
        reject(abortError());
        this.#waiting -= 1;
        if (this.#waiting === 0 && !this.#isSettled) this.#cancel();
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#result.then(resolve, reject).finally(() => {
        signal?.removeEventListener('abort', leave);
        if (onProgress) this.#listeners.delete(onProgress);
      });
    });
  }
}
