import type { Camera, Frame, Thing, WorldSpec } from '../world/index.ts';

/** What to draw: a street, a camera, and the size of the sharp picture in pixels. */
export interface StreetView {
  readonly spec: WorldSpec;
  readonly camera: Camera;
  readonly width: number;
  readonly height: number;
  /** Sensor noise as a share of full scale, and its seed; none unless told. */
  readonly noise?: number | undefined;
  readonly noiseSeed?: number | undefined;
}

/** A frame of the street with its exact truth. */
export interface StreetFrame extends Frame {
  /** False for a draft: half the size, one sample a pixel, shown until the sharp one comes. */
  readonly sharp: boolean;
  /** Milliseconds in the worker, a new world included. */
  readonly ms: number;
  /** People, cars and bicycles of the street, seen or not, after the spec's edits. */
  readonly things: readonly Thing[];
}

export interface RenderOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with a draft before the sharp frame. Without it, only the sharp frame is drawn. */
  readonly onDraft?: ((frame: StreetFrame) => void) | undefined;
}

/** Renders views in a worker of its own. */
export interface StreetRenderer {
  /**
   * Returns the sharp frame. A newer call supersedes the older ones, which reject with an
   * `AbortError`: while something moves only drafts are drawn, and nothing stale is ever shown.
   *
   * @throws RuntimeError `street` with a sentence when the street cannot be drawn.
   */
  render(view: StreetView, options?: RenderOptions): Promise<StreetFrame>;
  /** Ends the worker; a call that is under way rejects with an `AbortError`. */
  dispose(): void;
}
