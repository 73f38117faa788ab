import { BACKENDS } from './engine.ts';
import type {
  ActivationMap,
  ActivationOptions,
  Backend,
  ClassScores,
  DetectOptions,
  GradientMap,
  GradientOptions,
  LoadedModel,
  LoadOptions,
  Picture,
  RawPredictions,
  Run,
  RunOptions,
} from './engine.ts';
import { PageEngine } from './page-engine.ts';
import { wrapWorker } from './worker-like.ts';

/** The page's one engine; its worker starts with the first call. */
let shared: PageEngine | null = null;

/** Returns the page's one engine. */
export function pageEngine(): PageEngine {
  shared ??= new PageEngine({
    // Written inline: a factory elsewhere would be bundled as a `data:` address with a wrong type.
    spawn: () =>
      wrapWorker(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })),
    base: modelsFolder(import.meta.env.BASE_URL, location.href),
  });
  return shared;
}

/** Returns the address of the folder `models/` of a site that lives under `basePath`. */
export function modelsFolder(basePath: string, pageAddress: string): string {
  return new URL(`${basePath.replace(/\/?$/, '/')}models/`, pageAddress).href;
}

/** Returns the backend that `?backend=` of an address forces, or `undefined` for none or an unknown one. */
export function backendFromUrl(search: string): Backend | undefined {
  const wanted = new URLSearchParams(search).get('backend');
  return BACKENDS.find((backend) => backend === wanted);
}

/** `Engine.loadModel` of the page's one engine; obeys `?backend=` unless `options.backend` is given. */
export function loadModel(name: string, options: LoadOptions = {}): Promise<LoadedModel> {
  return pageEngine().loadModel(name, withForcedBackend(options));
}

/** `Engine.detect` of the page's one engine; obeys `?backend=` unless `options.backend` is given. */
export function detect(picture: Picture, options: DetectOptions = {}): Promise<RawPredictions> {
  return pageEngine().detect(picture, withForcedBackend(options));
}

/** `Engine.classify` of the page's one engine; obeys `?backend=` unless `options.backend` is given. */
export function classify(picture: Picture, options: RunOptions = {}): Promise<ClassScores & Run> {
  return pageEngine().classify(picture, withForcedBackend(options));
}

/** `Engine.activations` of the page's one engine; obeys `?backend=` as the others do. */
export function activations(
  picture: Picture,
  options: ActivationOptions,
): Promise<ActivationMap & Run> {
  return pageEngine().activations(picture, withForcedBackend(options));
}

/** `Engine.inputGradients` of the page's one engine; obeys `?backend=` as the others do. */
export function inputGradients(
  pictures: readonly Picture[],
  options: GradientOptions,
): Promise<GradientMap & Run> {
  return pageEngine().inputGradients(pictures, withForcedBackend(options));
}

function withForcedBackend<Options extends { readonly backend?: Backend | undefined }>(
  options: Options,
): Options {
  return { ...options, backend: options.backend ?? backendFromUrl(location.search) };
}
