import type { ClassifierCard, DetectorCard, LayerEntry } from '../../../src/runtime/card.ts';
import type { LoadedModel } from '../../../src/runtime/engine.ts';

const noWeights = { weights: { bytes: 0, sha256: '' }, tensors: [] } as const;

/** Returns the card of a detector of one class that has nothing but its task. */
export function detectorCard(): DetectorCard {
  return {
    ...noWeights,
    name: 'detector',
    task: 'object detection',
    classes: ['thing'],
    input: { width: 2, height: 1 },
    topDown: false,
    anchors: { weights: [1, 1, 1, 1], levels: [] },
  };
}

/** Returns the card of a classifier of one class with these layers, for pictures of 2 × 1. */
export function classifierCard(layers: readonly LayerEntry[] = []): ClassifierCard {
  return {
    ...noWeights,
    name: 'classifier',
    task: 'image classification',
    classes: ['thing'],
    input: { width: 2, height: 1 },
    layers,
  };
}

/** Returns a model as the worker reports it, loaded on WebAssembly at once. */
export function loadedModel(card: LoadedModel['card']): LoadedModel {
  return { name: card.name, card, backend: 'wasm', skipped: [], ms: 1 };
}
