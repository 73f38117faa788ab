import {
  createStreetRenderer,
  detect,
  type RawPredictions,
  type StreetRenderer,
} from '../../../runtime/index.ts';
import type { AnchorGrid } from '../../../vision/index.ts';
import { SCENES } from '../../../world/index.ts';
import { ModelRun } from '../../figures/model-run.svelte.ts';
import { truthOf } from '../../figures/street-truth.ts';
import { sortLogits, type LogitSet } from './logits.ts';
import type { SceneName } from './state.ts';

/** Which street is looked at. */
export interface Place {
  readonly scene: SceneName;
  readonly seed: number;
}

/** Every logit of the detector on one frame: as built until the model ran here on another one. */
export class LiveLogits {
  set: LogitSet;
  /** The frame that belongs to `set`; `undefined` while the built still is right. */
  pixels: ImageData | undefined = $state.raw();
  readonly model = new ModelRun('detector');

  readonly #grids: readonly AnchorGrid[];
  readonly #key: string;
  #renderer: StreetRenderer | undefined;

  constructor(built: LogitSet, grids: readonly AnchorGrid[], key: string) {
    this.set = $state.raw(built);
    this.#grids = grids;
    this.#key = key;
  }

  /** Draws a street and runs the detector on it; `built` says that the page's own still shows exactly it. */
  show({ scene, seed }: Place, built: boolean): Promise<void> {
    const { spec, camera } = SCENES[scene];
    const size = { width: this.set.width, height: this.set.height };
    const view = { spec: seed === 0 ? spec : { ...spec, seed }, camera, ...size };
    return this.model.run(
      (signal) => {
        this.#renderer ??= createStreetRenderer();
        return this.#renderer.render(view, { signal });
      },
      async (frame, signal): Promise<RawPredictions | undefined> => {
        const { width, height, rgba } = frame;
        const pixels = new ImageData(new Uint8ClampedArray(rgba), width, height);
        // No floor: the loss counts every logit, however small its probability.
        const raw = await detect(pixels, { signal, floor: 0, key: this.#key });
        if (signal.aborted) return undefined;
        this.set = sortLogits(raw, this.#grids, { width, height, ...truthOf(frame) });
        this.pixels = built ? undefined : pixels;
        return raw;
      },
    );
  }

  /** Ends the workers. */
  dispose(): void {
    this.model.dispose();
    this.#renderer?.dispose();
  }
}
