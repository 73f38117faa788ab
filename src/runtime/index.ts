/**
 * Runs the tiny models of this site on the reader's machine, in a worker, and renders the street in
 * another. Opens without TF.js: the first `loadModel` or `detect` fetches it.
 *
 * In Node (figures drawn at build time) import `./node.ts` instead.
 */
export { BACKENDS, BACKEND_LABELS } from './engine.ts';
export type {
  ActivationMap,
  ActivationOptions,
  Backend,
  Box,
  ClassScores,
  DetectOptions,
  Engine,
  GradientMap,
  GradientOptions,
  LoadedModel,
  LoadOptions,
  Measure,
  Picture,
  RawPredictions,
  Run,
  RunOptions,
  Size,
  Unit,
} from './engine.ts';
export { asClassifier, asDetector } from './card.ts';
export type { ClassifierCard, DetectorCard, LayerEntry, ModelCard, TensorEntry } from './card.ts';
export { cropPicture, type Window } from './crop.ts';
export { RuntimeError, isAbort, type RuntimeErrorCode } from './errors.ts';
export {
  activations,
  backendFromUrl,
  classify,
  detect,
  inputGradients,
  loadModel,
  pageEngine,
} from './client.ts';
export type { Inspection } from './protocol.ts';
export { createStreetRenderer } from './street-client.ts';
export type { RenderOptions, StreetFrame, StreetRenderer, StreetView } from './street-view.ts';
