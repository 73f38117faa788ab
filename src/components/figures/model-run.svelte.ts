import {
  backendFromUrl,
  BACKEND_LABELS,
  isAbort,
  loadModel,
  type Backend,
  type RawPredictions,
} from '../../runtime/index.ts';
import { failureSentence } from './failure-sentence.ts';
import type { ModelLife } from './model-life.ts';

/** Where the numbers of a run come from. */
type Ran = Pick<RawPredictions, 'ms' | 'backend'>;

/**
 * A model as one figure sees it: fetched on demand, run on what the figure prepares meanwhile, and
 * told in words what became of it. What the figure shows changes only when a run came through.
 */
export class ModelRun {
  life: ModelLife = $state.raw({ stage: 'built' });
  backend: Backend | 'none' = $state('none');

  readonly #model: string;
  #abort: AbortController | undefined;
  /** What cancelling gives back: how it stood before the loading. */
  #before: ModelLife = { stage: 'built' };
  #isOver = false;

  constructor(model: string) {
    this.#model = model;
  }

  /** Whether the model is loading or has run: from then on a new subject runs at once. */
  get active(): boolean {
    return this.life.stage === 'loading' || this.life.stage === 'live';
  }

  /**
   * Loads the model while `prepare` makes its input, then has `look` run it and show what it said. A newer run
   * aborts `signal`; `look` returns nothing when it came too late.
   */
  async run<Input>(
    prepare: (signal: AbortSignal) => Promise<Input>,
    look: (input: Input, signal: AbortSignal) => Promise<Ran | undefined>,
  ): Promise<void> {
    if (this.#isOver) return;
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const { signal } = abort;
    if (this.life.stage !== 'loading') this.#before = this.life;
    if (this.life.stage !== 'live') this.life = { stage: 'loading', bytes: 0, total: 0 };
    try {
      const [{ skipped }, input] = await Promise.all([
        loadModel(this.#model, {
          signal,
          backend: backendFromUrl(location.search),
          onProgress: (bytes, total) => {
            if (!signal.aborted && this.life.stage === 'loading') {
              this.life = { stage: 'loading', bytes, total };
            }
          },
        }),
        prepare(signal),
      ]);
      if (signal.aborted) return;
      const ran = await look(input, signal);
      if (!ran) return;
      const left = skipped[0];
      this.backend = ran.backend;
      this.life = {
        stage: 'live',
        where: BACKEND_LABELS[ran.backend],
        ms: ran.ms,
        note: left ? `${BACKEND_LABELS[left.backend]} was not available.` : '',
      };
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      // What is still being fetched or prepared is not needed any more.
      abort.abort();
      this.life = { stage: 'failed', sentence: failureSentence(error) };
    }
  }

  /** Stops fetching; what is shown stays. */
  cancel(): void {
    this.#abort?.abort();
    if (this.life.stage === 'loading') this.life = this.#before;
  }

  /** Stops whatever is under way, for good. */
  dispose(): void {
    this.#isOver = true;
    this.#abort?.abort();
  }
}
