/**
 * The same networks in Node, without a worker: for figures that are drawn at build time, for tests
 * and for the bench. Imports TF.js by its package roots, because Node cannot follow deep imports.
 */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { engine, env } from '@tensorflow/tfjs-core';
import { asClassifier, asDetector } from './card.ts';
import { activationsJob, classificationJob } from './classifier-network.ts';
import { detectionJob, headsJob, type HeadValues } from './detector-network.ts';
import type {
  ActivationMap,
  ActivationOptions,
  ClassScores,
  GradientMap,
  GradientOptions,
  Picture,
  RawPredictions,
  Run,
  RunOptions,
} from './engine.ts';
import { GradientMean } from './gradient-mean.ts';
import { fillGradientOptions } from './gradient-options.ts';
import { inputGradientJob } from './input-gradients.ts';
import { assembleModel, readCard, type ModelFiles } from './model-files.ts';
import type { Job } from './ops.ts';
import { runProgram, uploadWeights, type TensorWeights } from './tfjs-run.ts';

/** The options of a call that make sense without a worker. */
type InNode<Options> = Omit<Options, Exclude<keyof RunOptions, 'model'>>;

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
  const { model: name = 'detector', floor = 0.05 } = options;
  const model = loadInNode(name, readModelFile);
  return timed(() => runJob(model, detectionJob(asDetector(model.files.card), picture, floor)));
}

/** `Engine.classify` in this thread. @throws as {@link detectInNode}. */
export function classifyInNode(
  picture: Picture,
  readModelFile: ReadModelFile,
  options: InNode<RunOptions> = {},
): ClassScores & Run {
  const model = loadInNode(options.model ?? 'classifier', readModelFile);
  return timed(() => runJob(model, classificationJob(asClassifier(model.files.card), picture)));
}

/** `Engine.activations` in this thread. @throws as {@link detectInNode}. */
export function activationsInNode(
  picture: Picture,
  readModelFile: ReadModelFile,
  { model: name = 'classifier', layer, size }: InNode<ActivationOptions>,
): ActivationMap & Run {
  const model = loadInNode(name, readModelFile);
  const card = asClassifier(model.files.card);
  return timed(() => runJob(model, activationsJob(card, picture, layer, size)));
}

/** `Engine.inputGradients` in this thread. @throws as {@link detectInNode}. */
export function inputGradientsInNode(
  pictures: readonly Picture[],
  readModelFile: ReadModelFile,
  options: InNode<GradientOptions>,
): GradientMap & Run {
  const model = loadInNode(options.model ?? 'classifier', readModelFile);
  const { files } = model;
  const card = asClassifier(files.card);
  const filled = fillGradientOptions(options, card);
  return timed(() => {
    const mean = new GradientMean(options.measure ?? 'absolute', filled.size);
    for (const [index, picture] of pictures.entries()) {
      mean.add(runJob(model, inputGradientJob(files, card, picture, filled)));
      options.onProgress?.(index + 1, pictures.length);
    }
    return mean.result();
  });
}

/** Returns the detector's raw outputs for an input of `toInput`. @throws as {@link detectInNode}. */
export function runInNode(
  input: Float32Array,
  readModelFile: ReadModelFile,
  name = 'detector',
): HeadValues {
  const model = loadInNode(name, readModelFile);
  return runJob(model, headsJob(asDetector(model.files.card), input));
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

function timed<Result extends object>(work: () => Result): Result & Run {
  const start = performance.now();
  return { ...work(), ms: performance.now() - start, backend: current ?? 'cpu' };
}

/** Runs a job to its end, synchronously. */
function runJob<Result>({ weights }: NodeModel, { program, read }: Job<Result>): Result {
  const outputs = runProgram(engine(), weights, program).map((tensor) => {
    // A copy: what is read may be the backend's own memory, which is about to be given back.
    const values = Float32Array.from(tensor.dataSync<'float32'>());
    tensor.dispose();
    return { shape: tensor.shape, values };
  });
  return read(outputs);
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
