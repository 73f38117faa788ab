/**
 * The same networks in Node, without a worker: for figures that are drawn at build time, for tests
 * and for the bench. Imports TF.js by its package roots, because Node cannot follow deep imports.
 */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { engine, env } from '@tensorflow/tfjs-core';
import { decodePredictions } from './decode.ts';
import type { Picture, RawPredictions } from './engine.ts';
import { assembleModel, readCard, type ModelFiles } from './model-files.ts';
import type { HeadValues } from './network.ts';
import { toInput } from './preprocess.ts';
import { headTensors, levelsOf, uploadWeights, type TensorWeights } from './tfjs-run.ts';

/** Returns the bytes of a file under `public/models/`, such as `detector/weights.bin`. */
export type ReadModelFile = (path: string) => Uint8Array;

export type NodeBackend = 'cpu' | 'wasm';

interface NodeModel {
  readonly files: ModelFiles;
  readonly weights: TensorWeights;
}

/** Models by how they are read and their name; reading one again gives the same numbers. */
const models = new WeakMap<ReadModelFile, Map<string, NodeModel>>();
let current: NodeBackend | null = null;

/**
 * Every raw prediction of the shipped weights for a picture, computed in this thread. Runs on plain
 * JavaScript unless {@link startNodeBackend} was awaited before. Models are read once and kept.
 *
 * @throws RuntimeError when the weights do not fit their card.
 */
export function detectInNode(
  picture: Picture,
  readModelFile: ReadModelFile,
  options: { readonly model?: string; readonly floor?: number } = {},
): RawPredictions {
  const start = performance.now();
  const { model: name = 'detector', floor = 0.05 } = options;
  const { card } = loadInNode(name, readModelFile).files;
  const heads = runInNode(toInput(picture, card.input), readModelFile, name);
  const predictions = decodePredictions(heads, card, picture, floor);
  return { ...predictions, ms: performance.now() - start, backend: current ?? 'cpu' };
}

/** Returns the network's raw outputs for an input of `toInput`. @throws as {@link detectInNode}. */
export function runInNode(
  input: Float32Array,
  readModelFile: ReadModelFile,
  name = 'detector',
): HeadValues {
  const { files, weights } = loadInNode(name, readModelFile);
  const outputs = headTensors(engine(), files, weights, input);
  const levels = levelsOf(outputs.map((output) => output.dataSync()));
  for (const output of outputs) output.dispose();
  return levels;
}

/** Makes a backend the one that runs models from now on: WebAssembly is about ten times faster. */
export async function startNodeBackend(backend: NodeBackend): Promise<void> {
  if (backend === 'cpu') startPlain();
  else if (await engine().setBackend('wasm')) current = 'wasm';
  else throw new Error('TF.js could not start WebAssembly in Node.');
}

/** Synchronously, because plain JavaScript needs no fetching. */
function startPlain(): void {
  // Otherwise the package greets on the console at its first use in Node.
  env().set('PROD', true);
  void engine().setBackend('cpu');
  current = 'cpu';
}

function loadInNode(name: string, readModelFile: ReadModelFile): NodeModel {
  if (!current) startPlain();
  const known = models.get(readModelFile) ?? new Map<string, NodeModel>();
  models.set(readModelFile, known);
  let model = known.get(name);
  if (!model) {
    const card = readCard(readModelFile(`${name}/card.json`));
    const files = assembleModel(card, readModelFile(`${name}/weights.bin`));
    model = { files, weights: uploadWeights(engine(), files) };
    known.set(name, model);
  }
  return model;
}
