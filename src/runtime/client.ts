import { BACKENDS } from './engine.ts';
import type {
  Backend,
  DetectOptions,
  LoadedModel,
  LoadOptions,
  Picture,
  RawPredictions,
} from './engine.ts';

/** Returns the backend that `?backend=` of an address forces, or `undefined` for none or an unknown one. */
export function backendFromUrl(search: string): Backend | undefined {
  const wanted = new URLSearchParams(search).get('backend');
  return BACKENDS.find((backend) => backend === wanted);
}

/** `Engine.loadModel` of the page's one engine; obeys `?backend=` unless `options.backend` is given. */
export function loadModel(_name: string, _options: LoadOptions = {}): Promise<LoadedModel> {
  return Promise.reject(new Error('Not built yet.'));
}

/** `Engine.detect` of the page's one engine; obeys `?backend=` unless `options.backend` is given. */
export function detect(_picture: Picture, _options: DetectOptions = {}): Promise<RawPredictions> {
  return Promise.reject(new Error('Not built yet.'));
}
