import {
  createStreetRenderer,
  detect,
  type Backend,
  type RawPredictions,
  type StreetFrame,
  type StreetRenderer,
} from '../../../runtime/index.ts';
import type { ModelLife } from '../../figures/model-life.ts';
import { ModelRun } from '../../figures/model-run.svelte.ts';
import type { OwnPicture } from '../../figures/own-picture.ts';
import { SCORE_FLOOR, tidy, type Detections } from './detections.ts';
import type { Scenery } from './editing/scene-things.ts';
import { ownPicture, scaled, streetPicture, type Picture } from './picture.ts';
import { viewOf, type SceneState } from './view.ts';

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
  /** The name of the reader's picture while it is shown. */
  ownName: string | undefined = $state();
  /** What stands on the street that is shown, once it was drawn here; nothing for another picture. */
  scenery: Scenery | undefined = $state.raw();

  readonly #key: string;
  readonly #model = new ModelRun('detector');
  #subject: Subject | undefined;
  #renderer: StreetRenderer | undefined;
  /** The newest change of the street that waits for its draft, and whether one is under way. */
  #next: { readonly scene: SceneState; readonly built: boolean } | undefined;
  #drafting = false;

  constructor(built: Detections, key: string) {
    this.detections = $state.raw(built);
    this.#key = key;
  }

  get life(): ModelLife {
    return this.#model.life;
  }

  get backend(): Backend | 'none' {
    return this.#model.backend;
  }

  /** Whether the model is loading or has run: from then on a new scene runs at once. */
  get active(): boolean {
    return this.#model.active;
  }

  /** Runs the detector on a scene; `built` says that the page's own still shows exactly it. */
  showScene(scene: SceneState, built: boolean): Promise<void> {
    return this.#run({ scene }, built);
  }

  /**
   * The street while something on it moves: a small picture with its predictions, as often as both
   * workers keep up, and the sharp one as soon as it rests.
   */
  moveStreet(scene: SceneState, built: boolean): void {
    this.#next = { scene, built };
    if (!this.#drafting) void this.#draftInTurn();
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
    this.#model.cancel();
  }

  /** Ends the workers. */
  dispose(): void {
    this.#model.dispose();
    this.#renderer?.dispose();
  }

  async #draftInTurn(): Promise<void> {
    this.#drafting = true;
    for (let next = this.#next; next; next = this.#next) {
      const { scene, built } = next;
      this.#next = undefined;
      await new Promise<void>((drafted) => {
        void this.#run({ scene }, built, drafted).finally(drafted);
      });
    }
    this.#drafting = false;
  }

  /** `drafted` asks for a draft first, and is called when that was shown. */
  #run(subject: Subject, built: boolean, drafted?: () => void): Promise<void> {
    if (!drafted) this.#next = undefined;
    this.#subject = subject;
    return this.#model.run(
      (signal) =>
        'own' in subject
          ? Promise.resolve(ownPicture(subject.own))
          : this.#draw(subject.scene, signal, drafted),
      async (picture, signal) => {
        const raw = await this.#look(picture, signal, built);
        if (raw) this.ownName = 'own' in subject ? subject.own.name : undefined;
        return raw;
      },
    );
  }

  /** Shows a picture with what the detector says about it; returns nothing if it came too late. */
  async #look(
    picture: Picture,
    signal: AbortSignal,
    built: boolean,
  ): Promise<RawPredictions | undefined> {
    const { pixels, scale } = picture;
    const raw = await detect(pixels, { signal, floor: SCORE_FLOOR, key: this.#key });
    if (signal.aborted) return undefined;
    const boxes = raw.boxes.map((box) => scaled(box, scale));
    this.detections = {
      width: pixels.width * scale,
      height: pixels.height * scale,
      predictions: tidy({ ...raw, boxes }),
      truth: picture.truth,
      uncounted: picture.uncounted,
    };
    this.pixels = built ? undefined : pixels;
    this.scenery = picture.scenery;
    return raw;
  }

  async #draw(scene: SceneState, signal: AbortSignal, drafted?: () => void): Promise<Picture> {
    this.#renderer ??= createStreetRenderer();
    const size = { width: 640, height: 400 };
    // What goes wrong with a draft goes wrong with the sharp picture after it, which says so.
    const onDraft = (draft: StreetFrame): void => {
      const shown = this.#look(streetPicture(draft, scene), signal, false);
      shown.catch(() => undefined).finally(drafted);
    };
    const options = drafted ? { signal, onDraft } : { signal };
    return streetPicture(await this.#renderer.render(viewOf(scene, size), options), scene);
  }
}
