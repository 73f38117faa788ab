import {
  BACKEND_LABELS,
  createStreetRenderer,
  inputGradients,
  isAbort,
  loadModel,
  RuntimeError,
  type Backend,
  type Picture,
} from '../../../../runtime/index.ts';
import type { ModelLife } from '../../../figures/model-life.ts';
import type { OwnPicture } from '../../../figures/own-picture.ts';
import { measureEffective, type EffectiveField, type UnitField } from './effective-field.ts';
import { FRAME_SIZE } from './frame-size.ts';
import { frameViews } from './frames.ts';
import { heatPixels } from './heat.ts';

/** Which gradient is asked for. */
export interface GradientRequest {
  readonly unit: UnitField;
  readonly weights: 'trained' | 'random';
  readonly activations: 'relu' | 'linear';
  /** The reader's picture; without it the frames of the street. */
  readonly own: OwnPicture | undefined;
}

/** A gradient that was computed here. */
export interface GradientResult {
  readonly request: GradientRequest;
  readonly effective: EffectiveField | null;
  /** The gradient in colours. */
  readonly pixels: ImageData;
}

/** Draws the frames, loads the classifier and takes gradients, as one figure sees it. */
export class EffectiveRun {
  life: ModelLife = $state.raw({ stage: 'built' });
  backend: Backend | 'none' = $state('none');
  /** What is being done, with a count; empty when nothing is. */
  doing = $state('');
  result: GradientResult | undefined = $state.raw();

  #frames: Picture[] = [];
  #abort: AbortController | undefined;

  /** Computes a gradient; what was shown stays until there is a new one. */
  async run(request: GradientRequest): Promise<void> {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    const onProgress = (bytes: number, total: number): void => {
      if (!signal.aborted) this.life = { stage: 'loading', bytes, total };
    };
    try {
      onProgress(0, 0);
      const [model, pictures] = await Promise.all([
        loadModel('classifier', { signal, onProgress }),
        request.own ? [request.own.pixels] : this.#street(signal),
      ]);
      const { layer, row, column } = request.unit;
      const map = await inputGradients(pictures, {
        unit: { layer, row, column },
        weights: request.weights,
        activations: request.activations,
        size: FRAME_SIZE,
        signal,
        onProgress: (done, total) => {
          if (!signal.aborted) this.doing = `Gradient ${done} of ${total}`;
        },
      });
      if (signal.aborted) return;
      this.backend = map.backend;
      const pixels = new ImageData(heatPixels(map.values), map.width, map.height);
      this.result = { request, effective: measureEffective(map.values, map, request.unit), pixels };
      const missed = model.skipped.map(({ backend }) => BACKEND_LABELS[backend]).join(', ');
      const note = missed ? `${missed} did not work here.` : '';
      this.life = { stage: 'live', where: BACKEND_LABELS[map.backend], ms: map.ms, note };
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      const sentence =
        error instanceof RuntimeError ? error.message : 'The gradient could not be computed here.';
      this.life = { stage: 'failed', sentence };
    } finally {
      if (this.#abort.signal === signal) this.doing = '';
    }
  }

  /** Stops; what was shown stays. */
  cancel(): void {
    this.#abort?.abort();
    this.doing = '';
    this.life = { stage: 'built' };
  }

  /** The frames of the street, drawn once and kept. */
  async #street(signal: AbortSignal): Promise<readonly Picture[]> {
    if (this.#frames.length > 0) return this.#frames;
    const renderer = createStreetRenderer();
    try {
      const frames: Picture[] = [];
      const views = frameViews();
      for (const view of views) {
        this.doing = `Frame ${frames.length + 1} of ${views.length}`;
        const { width, height, rgba } = await renderer.render(view, { signal });
        frames.push({ width, height, rgba });
      }
      this.#frames = frames;
      return frames;
    } finally {
      renderer.dispose();
    }
  }
}
