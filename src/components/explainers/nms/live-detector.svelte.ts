import {
  backendFromUrl,
  BACKEND_LABELS,
  createStreetRenderer,
  detect,
  isAbort,
  loadModel,
  RuntimeError,
  type Backend,
  type StreetRenderer,
} from '../../../runtime/index.ts';
import type { ModelLife } from '../../figures/model-life.ts';
import type { OwnPicture } from '../../figures/own-picture.ts';
import { SCORE_FLOOR, tidy, truthOf, type Detections } from './detections.ts';
import { viewOf, type SceneState } from './view.ts';

const MODEL = 'detector';

/** What is to be looked at: a view of the street, or a picture of the reader's. */
type Subject = { readonly scene: SceneState } | { readonly own: OwnPicture };

/**
 * The detector as one figure sees it: loads on demand, runs on the scene or on the reader's picture,
 * and keeps the last correct picture with its predictions whatever goes wrong.
 */
export class LiveDetector {
  /** What is shown: as built until something newer came through. */
  detections: Detections;
  /** The frame that belongs to `detections`; `undefined` while the built still is right. */
  pixels: ImageData | undefined = $state.raw();
  life: ModelLife = $state.raw({ stage: 'built' });
  backend: Backend | 'none' = $state('none');
  /** The name of the reader's picture while it is shown. */
  ownName: string | undefined = $state();

  readonly #key: string;
  #subject: Subject | undefined;
  #renderer: StreetRenderer | undefined;
  #abort: AbortController | undefined;

  constructor(built: Detections, key: string) {
    this.detections = $state.raw(built);
    this.#key = key;
  }

  /** Whether the model is loading or has run: from then on a new scene runs at once. */
  get active(): boolean {
    return this.life.stage === 'loading' || this.life.stage === 'live';
  }

  /** Runs the detector on a scene; `built` says that the page's own still shows exactly it. */
  showScene(scene: SceneState, built: boolean): Promise<void> {
    return this.#run({ scene }, built);
  }

  /** Runs the detector on a picture of the reader's. */
  showOwn(own: OwnPicture): Promise<void> {
    return this.#run({ own }, false);
  }

  /** Runs the detector on one frame after another, until they end or something else is asked for. */
  async follow(frames: AsyncIterable<OwnPicture>): Promise<void> {
    let mine: Subject | undefined;
    for await (const own of frames) {
      if (mine && this.#subject !== mine) return;
      mine = { own };
      await this.#run(mine, false);
      if (this.life.stage !== 'live') return;
    }
  }

  /** Tries again what failed last. */
  retry(): Promise<void> {
    return this.#subject ? this.#run(this.#subject, false) : Promise.resolve();
  }

  /** Stops fetching; what is shown stays. */
  cancel(): void {
    this.#abort?.abort();
    this.life = { stage: 'built' };
  }

  /** Ends the workers. */
  dispose(): void {
    this.#abort?.abort();
    this.#renderer?.dispose();
  }

  async #run(subject: Subject, built: boolean): Promise<void> {
    this.#subject = subject;
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const { signal } = abort;
    if (this.life.stage !== 'live') this.life = { stage: 'loading', bytes: 0, total: 0 };
    try {
      const [model, picture] = await Promise.all([
        loadModel(MODEL, {
          signal,
          backend: backendFromUrl(location.search),
          onProgress: (bytes, total) => {
            if (!signal.aborted && this.life.stage === 'loading') {
              this.life = { stage: 'loading', bytes, total };
            }
          },
        }),
        'own' in subject ? ownPicture(subject.own) : this.#draw(subject.scene, signal),
      ]);
      const raw = await detect(picture.pixels, { signal, floor: SCORE_FLOOR, key: this.#key });
      if (signal.aborted) return;
      this.detections = {
        width: picture.pixels.width,
        height: picture.pixels.height,
        predictions: tidy(raw),
        truth: picture.truth,
        uncounted: picture.uncounted,
      };
      this.pixels = built ? undefined : picture.pixels;
      this.ownName = 'own' in subject ? subject.own.name : undefined;
      this.backend = raw.backend;
      this.life = {
        stage: 'live',
        where: BACKEND_LABELS[raw.backend],
        ms: raw.ms,
        note:
          model.skipped.length > 0
            ? `${BACKEND_LABELS[model.skipped[0]?.backend ?? 'webgpu']} was not available.`
            : '',
      };
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      this.life = {
        stage: 'failed',
        sentence:
          error instanceof RuntimeError
            ? error.message
            : 'The model stopped unexpectedly. Try again.',
      };
    }
  }

  async #draw(scene: SceneState, signal: AbortSignal) {
    this.#renderer ??= createStreetRenderer();
    const size = { width: 640, height: 400 };
    const frame = await this.#renderer.render(viewOf(scene, size), { signal });
    const { width, height, rgba } = frame;
    return {
      pixels: new ImageData(new Uint8ClampedArray(rgba), width, height),
      ...truthOf(frame),
    };
  }
}

function ownPicture(own: OwnPicture) {
  return { pixels: own.pixels, truth: null, uncounted: [] };
}
