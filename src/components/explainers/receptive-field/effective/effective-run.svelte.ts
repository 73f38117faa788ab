import {
  createStreetRenderer,
  inputGradients,
  type Backend,
  type GradientMap,
  type Picture,
  type Run,
} from '../../../../runtime/index.ts';
import type { ModelLife } from '../../../figures/model-life.ts';
import { ModelRun } from '../../../figures/model-run.svelte.ts';
import { measureEffective, type EffectiveField } from './effective-field.ts';
import { FRAME_SIZE } from './frame-size.ts';
import { frameViews } from './frames.ts';
import { heatPixels } from './heat.ts';
import type { GradientRequest } from './request.ts';

/** A gradient that was computed here. */
export interface GradientResult {
  readonly request: GradientRequest;
  readonly effective: EffectiveField | null;
  /** The gradient in colours. */
  readonly pixels: ImageData;
}

/** The classifier's gradient as one figure sees it: draws the frames, takes the gradient, keeps the newest. */
export class EffectiveRun {
  /** What is shown; it stays until there is a new one. */
  result: GradientResult | undefined = $state.raw();
  /** What is being done, with a count; empty when nothing is. */
  doing = $state('');

  readonly #model = new ModelRun('classifier');
  /** The frames of the street that were drawn so far, and whose turn it is: the newest run's. */
  readonly #frames: Picture[] = [];
  #turn = 0;

  get life(): ModelLife {
    return this.#model.life;
  }

  get backend(): Backend | 'none' {
    return this.#model.backend;
  }

  /** Takes a gradient; one that is still being taken is given up. */
  async run(request: GradientRequest): Promise<void> {
    const turn = (this.#turn += 1);
    const { own } = request;
    await this.#model.run(
      (signal) => (own ? Promise.resolve([own.pixels]) : this.#street(signal)),
      (pictures, signal) => this.#take(request, pictures, signal),
    );
    if (turn === this.#turn) this.doing = '';
  }

  /** Stops; what was shown stays. */
  cancel(): void {
    this.#model.cancel();
    this.doing = '';
  }

  /** Stops whatever is under way, for good. */
  dispose(): void {
    this.#model.dispose();
  }

  async #take(
    request: GradientRequest,
    pictures: readonly Picture[],
    signal: AbortSignal,
  ): Promise<(GradientMap & Run) | undefined> {
    const { unit, weights, activations } = request;
    const { layer, row, column } = unit;
    const map = await inputGradients(pictures, {
      unit: { layer, row, column },
      weights,
      activations,
      size: FRAME_SIZE,
      signal,
      onProgress: (done, total) => {
        if (!signal.aborted) this.doing = `Gradient ${done} of ${total}`;
      },
    });
    if (signal.aborted) return undefined;
    const pixels = new ImageData(heatPixels(map.values), map.width, map.height);
    this.result = { request, effective: measureEffective(map.values, map, unit), pixels };
    return map;
  }

  /** The frames of the street, each drawn once; a run that was given up leaves the next one what it drew. */
  async #street(signal: AbortSignal): Promise<readonly Picture[]> {
    const views = frameViews();
    if (this.#frames.length === views.length) return this.#frames;
    const renderer = createStreetRenderer();
    try {
      for (const [index, view] of views.entries()) {
        if (this.#frames[index]) continue;
        signal.throwIfAborted();
        this.doing = `Frame ${index + 1} of ${views.length}`;
        const { width, height, rgba } = await renderer.render(view, { signal });
        this.#frames[index] = { width, height, rgba };
      }
      return this.#frames;
    } finally {
      renderer.dispose();
    }
  }
}
