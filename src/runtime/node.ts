import type { Picture, RawPredictions } from './engine.ts';

/** Returns the bytes of a file under `public/models/`, such as `detector/weights.bin`. */
export type ReadModelFile = (path: string) => Uint8Array;

/**
 * Every raw prediction of the shipped weights for a picture, computed in this thread without a
 * worker: for figures drawn at build time and for tests. Models are read once and kept.
 *
 * @throws RuntimeError when the weights do not fit their card.
 */
export function detectInNode(
  _picture: Picture,
  _readModelFile: ReadModelFile,
  _options: { readonly model?: string; readonly floor?: number } = {},
): RawPredictions {
  throw new Error('Not built yet.');
}
