/**
 * Runs the tiny models of this site on the reader's machine, in a worker, and renders the street in
 * another. Opens without TF.js: the first `loadModel` or `detect` fetches it.
 *
 * In Node (figures drawn at build time) import `./node.ts` instead.
 */
export { BACKENDS, BACKEND_LABELS } from './engine.ts';
export type {
  Backend,
  Box,
  DetectOptions,
  Engine,
  LoadedModel,
  LoadOptions,
  Picture,
  RawPredictions,
} from './engine.ts';
export type { ModelCard, TensorEntry } from './card.ts';
export { RuntimeError, isAbort, type RuntimeErrorCode } from './errors.ts';
export { backendFromUrl, detect, loadModel, pageEngine } from './client.ts';
export type { Inspection } from './protocol.ts';
export { createStreetRenderer } from './street-client.ts';
export type { RenderOptions, StreetFrame, StreetRenderer, StreetView } from './street-view.ts';
