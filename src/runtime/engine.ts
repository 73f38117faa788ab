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

/** Where a run took place and how long it took. */
export interface Run {
  /** Milliseconds from picture to numbers, in the worker. */
  readonly ms: number;
  readonly backend: Backend;
}

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
export interface RawPredictions extends Run {
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

/** What every call that runs a model can be told. */
export interface RunOptions {
  /** Folder under `models/`; `detector` or `classifier`, as the call needs, unless told. */
  readonly model?: string | undefined;
  readonly backend?: Backend | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * Name of the place that shows the result. A newer call with the same key supersedes the older
   * ones, which then reject with an `AbortError`: a figure never sees a stale reply.
   */
  readonly key?: string | undefined;
}

export interface DetectOptions extends RunOptions {
  /** Smallest score that is reported; 0.05 unless told. */
  readonly floor?: number | undefined;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a classifier says of a picture. */
export interface ClassScores {
  /** One per class of the card. */
  readonly logits: readonly number[];
  /** Their softmax. */
  readonly probabilities: readonly number[];
  /**
   * The class logits of every cell before their mean, channels last: `logits[c]` is the mean of
   * `map[(row · columns + column) · classes + c]`. This is the class activation map (Zhou et al. 2016).
   */
  readonly map: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** The output of one layer, channels last: `values[(row · columns + column) · channels + channel]`. */
export interface ActivationMap {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  readonly values: Float32Array;
}

export interface ActivationOptions extends RunOptions {
  /** Name of a layer, as in the card's `layers`. Its output is after its sum and activation. */
  readonly layer: string;
  /** The picture is fitted into this; the card's input unless told. */
  readonly size?: Size | undefined;
}

/** A number inside the network, or a mean of several. */
export interface Unit {
  /** Name of a layer, as in the card's `layers`. */
  readonly layer: string;
  /** The middle of the map unless told. */
  readonly row?: number | 'mean';
  readonly column?: number | 'mean';
  /** The mean over all channels unless told. */
  readonly channel?: number | 'mean';
}

/** What of the gradients of several pictures and three colours is averaged. */
export type Measure = 'signed' | 'absolute' | 'squared';

export interface GradientOptions extends RunOptions {
  readonly unit: Unit;
  /** `random`: as before training, drawn from `seed`. */
  readonly weights?: 'trained' | 'random' | undefined;
  readonly seed?: number | undefined;
  /** `linear` leaves every ReLU out. */
  readonly activations?: 'relu' | 'linear' | undefined;
  /** `absolute` unless told. */
  readonly measure?: Measure | undefined;
  /** Pictures are fitted into this; the card's input unless told. */
  readonly size?: Size | undefined;
  /** Called after each picture. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** The gradient of a unit with respect to the input, averaged over pictures, row by row. */
export interface GradientMap extends Size {
  /** 3 for `signed`, a value for each colour, channels last; else 1. */
  readonly channels: 1 | 3;
  /** How many pictures the mean is over. */
  readonly pictures: number;
  readonly values: Float32Array;
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
  /**
   * The class scores of a picture of any size (fitted as in `detect`). Loads the model first, as the
   * next two do.
   * @throws as {@link detect}; RuntimeError `wrong-task` for a model that does something else.
   */
  classify(picture: Picture, options?: RunOptions): Promise<ClassScores & Run>;
  /** The output of a layer for a picture. @throws as {@link classify}. */
  activations(picture: Picture, options: ActivationOptions): Promise<ActivationMap & Run>;
  /**
   * The gradient of a unit with respect to the input, averaged over pictures: with many pictures and
   * `squared`, the effective receptive field (Luo et al. 2016). Pictures run one by one, so that
   * cancelling ends it soon. `ms` is the sum.
   * @throws as {@link classify}.
   */
  inputGradients(
    pictures: readonly Picture[],
    options: GradientOptions,
  ): Promise<GradientMap & Run>;
  /** Ends the worker and forgets every model. */
  dispose(): void;
}
