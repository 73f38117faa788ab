import type { ModelCard } from './card.ts';

/** Where the arithmetic runs, in the order in which they are tried. */
export const BACKENDS = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type Backend = (typeof BACKENDS)[number];

/** How a person calls a backend. */
export const BACKEND_LABELS: Record<Backend, string> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

/** `[x1, y1, x2, y2]` in pixels of the picture that was given. */
export type Box = readonly [number, number, number, number];

/** A picture with four bytes a pixel (RGBA, row-major), as `ImageData` or as the street renders it. */
export type Picture =
  | { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }
  | { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray };

/**
 * What the detector said before any suppression: one entry per anchor and class whose score reaches
 * the floor, in the order of the raw index (anchor first, class second). The lists run in parallel.
 */
export interface RawPredictions {
  /** Corners in pixels of the picture that was given, clipped to it. */
  readonly boxes: readonly Box[];
  /** Sigmoid scores, 0 to 1. */
  readonly scores: readonly number[];
  /** Index into the card's `classes`: 0 car, 1 bus or van, 2 person, 3 bicycle, 4 sign or light. */
  readonly classes: readonly number[];
  /** Index of the anchor that made the prediction, counted through all levels. */
  readonly anchors: readonly number[];
  /** Stride, in pixels of the model's input, of the level the anchor belongs to. */
  readonly strides: readonly number[];
  /** What the sigmoid turned into the scores. */
  readonly logits: readonly number[];
  /** The four numbers that `decodeBox` turned, with the anchor, into each box. */
  readonly offsets: readonly (readonly [number, number, number, number])[];
  /** Milliseconds from picture to raw numbers, in the worker. */
  readonly ms: number;
  readonly backend: Backend;
}

export interface LoadOptions {
  /** Forces one backend; without it the first that works is used. */
  readonly backend?: Backend | undefined;
  /** Cancels this call; the download itself stops when nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
  /** Bytes fetched so far of the total, weights and card together. */
  readonly onProgress?: ((bytes: number, total: number) => void) | undefined;
}

/** A model that is ready to run. */
export interface LoadedModel {
  readonly name: string;
  readonly card: ModelCard;
  /** Where it runs. */
  readonly backend: Backend;
  /** Backends that were tried before and failed, with what the machine said. */
  readonly skipped: readonly { readonly backend: Backend; readonly reason: string }[];
  /** Milliseconds from asking to ready, warm-up run included. */
  readonly ms: number;
}

export interface DetectOptions {
  /** Folder under `models/`; `detector` unless told. */
  readonly model?: string | undefined;
  /** Smallest score that is reported; 0.05 unless told. */
  readonly floor?: number | undefined;
  readonly backend?: Backend | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * Name of the place that shows the result. A newer call with the same key supersedes the older
   * ones, which then reject with an `AbortError`: a figure never sees a stale reply.
   */
  readonly key?: string | undefined;
}

/** What runs models: in a worker on the page, in the same thread in Node. */
export interface Engine {
  /**
   * Fetches, checks and warms up a model. Memoised per model and backend; a rejected load is forgotten,
   * so that calling again is the retry.
   * @throws RuntimeError with a sentence to show, or an `AbortError` after cancellation.
   */
  loadModel(name: string, options?: LoadOptions): Promise<LoadedModel>;
  /**
   * Every raw prediction for a picture of any size (fitted into the model's input with its aspect
   * kept). Loads the model first where that has not happened.
   * @throws RuntimeError with a sentence to show, or an `AbortError` after cancellation.
   */
  detect(picture: Picture, options?: DetectOptions): Promise<RawPredictions>;
  /** Ends the worker and forgets every model. */
  dispose(): void;
}
