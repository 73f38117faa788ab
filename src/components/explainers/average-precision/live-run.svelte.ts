import {
  backendFromUrl,
  BACKEND_LABELS,
  createStreetRenderer,
  detect,
  isAbort,
  loadModel,
  type Backend,
  type StreetFrame,
  type StreetRenderer,
} from '../../../runtime/index.ts';
import { failureSentence } from '../../figures/failure-sentence.ts';
import { INPUT_SIZE, judgedFrame, SCORE_FLOOR, type HeldOutFrame } from './held-out.ts';

const MODEL = 'detector';

/** The life of a run over all frames. */
export type RunLife =
  | { readonly stage: 'built' }
  | { readonly stage: 'loading'; readonly bytes: number; readonly total: number }
  | { readonly stage: 'running'; readonly done: number }
  /** The reader stopped it; what was done is kept for the next time. */
  | { readonly stage: 'stopped'; readonly done: number }
  | { readonly stage: 'live'; readonly where: string; readonly seconds: number }
  | { readonly stage: 'failed'; readonly sentence: string; readonly done: number };

/** The detector over all frames on the reader's machine, each drawn from its seed and then looked at. */
export class LiveRun {
  life: RunLife = $state.raw({ stage: 'built' });
  backend: Backend | 'none' = $state('none');
  /** All frames as they were judged here, once every one is. */
  frames: readonly HeldOutFrame[] | undefined = $state.raw();

  readonly #done: HeldOutFrame[] = [];
  #milliseconds = 0;
  #abort: AbortController | undefined;

  /** Runs over the views of some frames, or goes on where it was stopped. */
  async start(frames: readonly HeldOutFrame[]): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const { signal } = abort;
    this.life = { stage: 'loading', bytes: 0, total: 0 };
    const renderer = createStreetRenderer();
    try {
      await loadModel(MODEL, {
        signal,
        backend: backendFromUrl(location.search),
        onProgress: (bytes, total) => {
          if (!signal.aborted) this.life = { stage: 'loading', bytes, total };
        },
      });
      await this.#runOver(frames, renderer, signal);
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      this.life = {
        stage: 'failed',
        sentence: failureSentence(error),
        done: this.#done.length,
      };
    } finally {
      renderer.dispose();
    }
  }

  /** Stops at once; the frames that are done stay done. */
  cancel(): void {
    this.#abort?.abort();
    const done = this.#done.length;
    this.life = done > 0 ? { stage: 'stopped', done } : { stage: 'built' };
  }

  /** Ends the workers of the run. */
  dispose(): void {
    this.#abort?.abort();
  }

  /** The street's worker draws the next frame while the detector looks at this one. */
  async #runOver(
    frames: readonly HeldOutFrame[],
    renderer: StreetRenderer,
    signal: AbortSignal,
  ): Promise<void> {
    const drawn = (place: number): Promise<StreetFrame> | undefined => {
      const view = frames[place]?.view;
      const frame = view && renderer.render({ ...view, ...INPUT_SIZE }, { signal });
      // It is looked at one turn later, or never when the run was stopped.
      frame?.catch(() => undefined);
      return frame;
    };
    this.life = { stage: 'running', done: this.#done.length };
    let next = drawn(this.#done.length);
    let last = performance.now();
    while (next) {
      const place = this.#done.length;
      const picture = await next;
      next = drawn(place + 1);
      const raw = await detect(picture, { signal, floor: SCORE_FLOOR });
      const view = frames[place]?.view;
      if (signal.aborted || !view) return;
      this.#done.push(judgedFrame(view, picture, raw));
      this.backend = raw.backend;
      this.#milliseconds += performance.now() - last;
      last = performance.now();
      this.life = { stage: 'running', done: this.#done.length };
    }
    this.frames = this.#done.slice();
    const where = this.backend === 'none' ? '' : BACKEND_LABELS[this.backend];
    this.life = { stage: 'live', where, seconds: this.#milliseconds / 1000 };
  }
}
